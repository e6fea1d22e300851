/** A task of the Task Scheduler of Windows, as XML (MS-TSCH 2.5). Pure. */
import type { Night } from './night.ts';
import { dayIn, fixedOffset } from './zone-times.ts';

/** What the Task Scheduler calls it. */
export function taskName(name: string): string {
  return `vax-upload ${name}`;
}

/**
 * S4U: it runs whether somebody is logged on or not, without a password that would have to be kept; files on network
 * drives it cannot reach. `user`: `DOMAIN\name`; without it whoever registers the task.
 */
export function taskXml(night: Night, user: string | undefined, now: number): string {
  const { config, program, args, log, folder, at, timeZone, spreadMs } = night;
  const [command = '', ...rest] = [...program, ...args, '--log', log];
  // With an offset it is the same moment whatever zone Windows is in. Where clocks change, only its own clock is right.
  const start = `${dayIn(timeZone, now)}T${at}:00${fixedOffset(timeZone, now) ?? ''}`;
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Author>vax-upload</Author>
    <Description>${escaped(`vax-upload every night: ${config}`)}</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>${start}</StartBoundary>${spreadMs === 0 ? '' : `\n      <RandomDelay>PT${Math.ceil(spreadMs / 1000)}S</RandomDelay>`}
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>P2D</ExecutionTimeLimit>
  </Settings>
  <Principals>
    <Principal id="Author">${user === undefined ? '' : `\n      <UserId>${escaped(user)}</UserId>`}
      <LogonType>S4U</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Actions Context="Author">
    <Exec>
      <Command>${escaped(command)}</Command>
      <Arguments>${escaped(rest.map(argument).join(' '))}</Arguments>
      <WorkingDirectory>${escaped(folder)}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
`.replaceAll('\n', '\r\n');
}

/** The bytes that schtasks reads. */
export function taskBytes(xml: string): Buffer {
  return Buffer.from(`\uFEFF${xml}`, 'utf16le');
}

/** The command that registers it. */
export function createTask(name: string, file: string): string {
  return `schtasks /create /tn "${taskName(name)}" /xml "${file}" /f`;
}

/**
 * A word as CommandLineToArgvW reads it back: backslashes count only before a quote.
 * @internal Exported for its tests.
 */
export function argument(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  const pieces = word.split('"').map((piece) => piece + '\\'.repeat(slashesAtEnd(piece)));
  return `"${pieces.join('\\"')}"`;
}

/** How many backslashes stand before the quote that follows: each has to be there twice. */
function slashesAtEnd(piece: string): number {
  let end = piece.length;
  while (end > 0 && piece[end - 1] === '\\') end -= 1;
  return piece.length - end;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
