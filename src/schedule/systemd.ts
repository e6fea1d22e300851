/** A service of systemd and its timer. Pure. */
import type { Night } from './night.ts';

export interface Units {
  readonly service: string;
  readonly timer: string;
}

/** What systemd calls them: with `.service` and `.timer`. */
export function unitName(name: string): string {
  return `vax-upload-${name}`;
}

export function unitsOf({ config, program, args, folder, at, timeZone, spreadMs }: Night): Units {
  const [command = '', ...rest] = startable([...program, ...args]);
  const description = `Description=vax-upload every night: ${config.replaceAll('%', '%%')}`;
  return {
    service: lines(
      '[Unit]',
      description,
      '',
      '[Service]',
      'Type=oneshot',
      `WorkingDirectory=${folder.replaceAll('%', '%%')}${folder.endsWith('\\') ? '/' : ''}`,
      `Environment=${quoted(`TZ=${timeZone}`)}`,
      `ExecStart=${[quoted(command), ...rest.map((word) => quoted(word).replaceAll('$', '$$$$'))].join(' ')}`,
      '# Rows for a person, a server that stayed away, the end of the window, another run: no failure of the service.',
      'SuccessExitStatus=3 5 10 11 130 143',
      '# A night may last long; to end it, the request in flight is finished first.',
      'TimeoutStartSec=infinity',
      'TimeoutStopSec=90s',
      'UMask=0077',
    ),
    timer: lines(
      '[Unit]',
      description,
      '',
      '[Timer]',
      `OnCalendar=*-*-* ${at}:00 ${timeZone}`,
      ...(spreadMs === 0 ? [] : [`RandomizedDelaySec=${Math.ceil(spreadMs / 1000)}s`]),
      '# A night in which the computer was off is made up for when it is on again.',
      'Persistent=true',
      '',
      '[Install]',
      'WantedBy=timers.target',
    ),
  };
}

/** systemd starts nothing whose path has a quote or a backslash in it; `env` does. */
function startable(words: readonly string[]): readonly string[] {
  return /["'\\]/.test(words[0] ?? '') ? ['/usr/bin/env', ...words] : words;
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}

/** A word in quotes, in which systemd expands nothing. `$` means something only in arguments. */
function quoted(word: string): string {
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%')}"`;
}
