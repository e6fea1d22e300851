/** For cron and for files: one line, with date and time, for each thing that changes; nothing that moves. */

import type { Reporter, RunEvent } from '../events.ts';
import { oneLine } from '../printable.ts';
import { stamp } from '../text/numbers.ts';
import { runErrorLines } from './failure.ts';
import { type ReporterOptions, writeLines } from './output.ts';
import { positionLine } from './position.ts';
import { doubtsLines, follow, outage, type Progress, pace } from './screen/progress.ts';
import type { Before } from './screen/terminal-lines.ts';
import { type ColumnsEvent, columnLines, noteLines, rememberedLine, rowLine } from './sheet-lines.ts';
import { summaryLines } from './summary.ts';

/** While the server is away or the queue is long, at most one sign of life in this time. */
const HEARTBEAT_MS = 10 * 60_000;
const LOOK_MS = 60_000;

/** Prints lines; see plainLines for what is said of which event. The heartbeat comes by itself while no event does. */
export function plainReporter(options: ReporterOptions): Reporter {
  const { out, err, messages, now, timeZone } = options;
  let progress: Progress | undefined;
  let lastSaid = now();
  const correctionSheets: string[] = [];
  let lastColumns: ColumnsEvent | undefined;

  const say = (lines: readonly string[]): void => {
    if (lines.length === 0) return;
    const time = stamp(now(), timeZone);
    writeLines(
      err,
      lines.map((line) => `${time} ${line}`),
    );
    lastSaid = now();
  };
  const heartbeat = (): void => {
    if (progress && now() - lastSaid >= HEARTBEAT_MS) say([heartbeatLine(progress, options)]);
  };
  // Does not keep the program alive, and is not how time is measured: it only looks at the clock now and then.
  const watch = setInterval(heartbeat, LOOK_MS);
  watch.unref();

  return {
    report(event) {
      const before: Before = { progress, lastColumns };
      progress = event.event === 'summary' ? undefined : follow(progress, event, now());
      if (event.event === 'columns') lastColumns = event;
      if (event.event === 'correction-sheet') correctionSheets.push(event.path);
      if (event.event === 'summary') {
        const [title = '', ...rest] = summaryLines(event, messages, { correctionSheets });
        writeLines(out, [`${stamp(now(), timeZone)} ${title}`, ...rest]);
      } else if (event.event === 'row') {
        if (options.rows) writeLines(out, [rowLine(event, messages, progress !== undefined)]);
      } else if (event.event !== 'request' || options.verbose) say(plainLines(event, before, options));
      heartbeat();
    },
    close() {
      clearInterval(watch);
    },
  };
}

function heartbeatLine(progress: Progress, { messages, now, timeZone }: ReporterOptions): string {
  const arrived = messages.delivering.progress(progress.done, progress.total);
  const { down } = progress;
  return `${arrived}, ${down ? messages.delivering.downShort(outage(down, messages, now(), timeZone)) : pace(progress, messages)}`;
}

/** What changed, without the time. */
function plainLines(event: RunEvent, before: Before, { messages, now, timeZone }: ReporterOptions): string[] {
  const { reading, delivering } = messages;
  switch (event.event) {
    case 'columns':
      return columnLines(event, messages, before.lastColumns);
    case 'file':
      return [reading.file(oneLine(event.file), oneLine(event.sheet), event.rows), ...noteLines(event.notes, messages)];
    case 'taken-in':
      return [reading.takenIn(event.fresh, event.known)];
    case 'moved':
      return [delivering.moved(oneLine(event.from), oneLine(event.to))];
    case 'retry':
      return [delivering.again(event.entries)];
    case 'delivery':
      return [
        event.waiting > 0
          ? delivering.start(event.waiting, event.inDoubt, oneLine(event.target))
          : delivering.nothing(oneLine(event.target)),
      ];
    case 'doubts':
      return doubtsLines(event, messages);
    case 'look-back':
      return event.gone > 0 ? [delivering.lookBack(event.asked, event.gone)] : [];
    case 'request':
      return [delivering.request(event)];
    case 'weather':
      if (event.state === 'down')
        return before.progress?.down ? [] : [delivering.down(outage(event, messages, now(), timeZone))];
      return [delivering.up(before.progress?.down && now() - before.progress.down.since)];
    case 'clock':
      return [delivering.clock(stamp(event.here, timeZone), stamp(event.server, timeZone))];
    case 'stopping':
      return [delivering.stopping(event.why, before.progress !== undefined)];
    case 'remembered':
      return [rememberedLine(event, messages)];
    case 'untouched':
      return [delivering.untouched(oneLine(event.file))];
    case 'correction-sheet':
      return [delivering.correctionSheet(oneLine(event.path), event.rows)];
    case 'position':
      return [positionLine(event, messages, now(), timeZone)];
    case 'failed':
      return runErrorLines(event.error, messages, event.file);
    default:
      return [];
  }
}
