/** What whoever arranges a night should know of it, a sentence a line. */
import type { Kind, Night } from '../schedule/night.ts';
import { unitName } from '../schedule/systemd.ts';
import { lingers } from '../schedule/systemd-keeper.ts';
import { fixedOffset } from '../schedule/zone-times.ts';
import type { ScheduleWords } from '../text/schedule.ts';
import type { Context } from './context.ts';

export function nightNotes(
  { name, log, program, timeZone }: Night,
  kind: Kind,
  say: ScheduleWords,
  { env, uid, user, clock }: Context,
): string[] {
  const journal = `journalctl ${uid === 0 ? '' : '--user '}-u ${unitName(name)}`;
  const variables = Object.keys(env).filter((variable) => isLost(variable) && env[variable]);
  return [
    say.missedNight[kind],
    ...(kind === 'systemd' && uid !== 0 && !lingers(user()) ? [say.linger(user())] : []),
    ...(kind === 'windows' && fixedOffset(timeZone, clock.now()) === undefined ? [say.clockOfWindows(timeZone)] : []),
    say.output(kind, kind === 'systemd' ? journal : log),
    say.busy,
    ...(variables.length > 0 ? [say.variables(variables.toSorted())] : []),
    ...(program.some((word) => /[/\\]_npx[/\\]/.test(word)) ? [say.cached] : []),
  ];
}

/** What is set for a session and would be missed: options of ours, and proxies. */
function isLost(variable: string): boolean {
  if (/^VAX_UPLOAD_(?:CONFIG|JSON|QUIET|VERBOSE|NO_COLOR)$/.test(variable)) return false;
  return variable.startsWith('VAX_UPLOAD_') || /^(?:https?_proxy|no_proxy|NODE_EXTRA_CA_CERTS)$/i.test(variable);
}
