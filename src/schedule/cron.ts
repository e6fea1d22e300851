/**
 * The lines of a crontab. cron knows no zones (CRON_TZ is known to some of them, and moves the lines of others), no
 * spreading and no path but /usr/bin:/bin, so all of it stands in the line. Pure.
 */
import { RunError } from '../errors.ts';
import type { Night } from './night.ts';
import { timesThere } from './zone-times.ts';

/** What cron itself takes as one command (Debian's MAX_COMMAND is 1000). */
const LONGEST_LINE = 990;

/** `machineZone`: of the clock by which the daemon goes. @throws RunError SCHEDULE_LONG {length}. */
export function cronLines(night: Night, machineZone: string, now: number): string[] {
  const { at, timeZone, spreadMs, folder, program, args, log } = night;
  const times = timesThere(at, timeZone, machineZone, now);
  const [hours, minutes] = [0, 1].map((part) => [...new Set(times.map((time) => Number(time.split(':')[part])))]) as [
    number[],
    number[],
  ];
  const variables = [
    ...(timeZone === machineZone ? [] : [`TZ=${cronWord(timeZone)}`]),
    ...(spreadMs === 0
      ? []
      : [`VAX_UPLOAD_DELIVERY_STARTJITTER=${spreadMs % 1_000 === 0 ? `${spreadMs / 1_000}s` : `${spreadMs}ms`}`]),
  ];
  const words = [...program, ...args, '--log', log].map(cronWord);
  const inTime = times.length === 1 ? '' : `[ "$(TZ=${cronWord(timeZone)} date +\\%H:\\%M)" = ${at} ] && `;
  const command = `${inTime}cd ${cronWord(folder)} && ${[...variables, ...words].join(' ')}`;
  if (Buffer.byteLength(command) > LONGEST_LINE) throw new RunError('SCHEDULE_LONG', { length: command.length });
  return [
    ...(timeZone === machineZone ? [] : [`# ${at} ${timeZone} = ${times.join(' / ')} ${machineZone}`]),
    `${minutes.join(',')} ${hours.join(',')} * * * ${command}`,
  ];
}

/**
 * A word for the shell that cron starts. cron takes `%` for the end of the line unless a backslash stands before it;
 * most take that backslash away, others leave it to the shell, for which it means the same outside of quotes. What two
 * backslashes are, each cron decides for itself, so there are none.
 * @internal Exported for its tests.
 */
export function cronWord(word: string): string {
  if (/^[\w@+=:,./-]+$/.test(word)) return word;
  return word
    .split(/(['%\\])/)
    .filter((part) => part !== '')
    .map((part) => SPECIAL[part] ?? `'${part}'`)
    .join('');
}

const SPECIAL: Readonly<Record<string, string>> = { "'": `"'"`, '%': '\\%', '\\': `"$(printf '\\134')"` };
