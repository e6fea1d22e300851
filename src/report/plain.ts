/** For cron and for files: one line, with date and time, for each thing that changes; nothing that moves. */

import type { FileResult, Reporter, RunEvent } from '../events.ts';
import { oneLine } from '../printable.ts';
import { stamp } from '../text/numbers.ts';
import { runErrorLines, warningLines } from './failure.ts';
import { lookedLines } from './files.ts';
import { startHeartbeat } from './heartbeat.ts';
import { type ReporterOptions, writeLines } from './output.ts';
import { positionLine } from './position.ts';
import { provinceLines } from './province.ts';
import { databaseLine, doubtsLines, follow, outage, type Progress, pace, restingLine } from './screen/progress.ts';
import type { Before } from './screen/terminal-lines.ts';
import { type ColumnsEvent, columnLines, noteLines, rememberedLine, rowLine } from './sheet-lines.ts';
import { summaryLines } from './summary.ts';

/**
 * Prints lines; see plainLines for what is said of which event. While the server is away or the queue is long a line
 * says every ten minutes how far it is.
 */
export function plainReporter(options: ReporterOptions): Reporter {
  const { out, err, messages, now, timeZone } = options;
  let progress: Progress | undefined;
  const correctionSheets: string[] = [];
  const files: FileResult[] = [];
  let inbox = false;
  let lastColumns: ColumnsEvent | undefined;

  const say = (lines: readonly string[]): void => {
    const time = stamp(now(), timeZone);
    writeLines(
      err,
      lines.map((line) => `${time} ${line}`),
    );
  };
  const heartbeat = startHeartbeat(now, () => {
    if (progress) say([heartbeatLine(progress, options)]);
  });

  return {
    report(event) {
      const before: Before = { progress, lastColumns };
      progress = event.event === 'summary' ? undefined : follow(progress, event, now());
      if (event.event === 'columns') lastColumns = event;
      if (event.event === 'correction-sheet') correctionSheets.push(event.path);
      if (event.event === 'looked') inbox = true;
      if (event.event === 'file-result') files.push(event);
      if (event.event === 'summary') {
        const [title = '', ...rest] = summaryLines(event, messages, { correctionSheets, files, inbox });
        writeLines(out, [`${stamp(now(), timeZone)} ${title}`, ...rest]);
      } else if (event.event === 'row') {
        if (options.rows) writeLines(out, [rowLine(event, messages, progress !== undefined)]);
      } else if (event.event === 'request') {
        // However many there are, they do not say how far it is.
        if (options.verbose) say(plainLines(event, before, options));
      } else {
        const lines = plainLines(event, before, options);
        say(lines);
        if (lines.length > 0) heartbeat.said();
      }
      heartbeat.look();
    },
    close() {
      heartbeat.stop();
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
    case 'parcels':
    case 'pulled':
      return provinceLines(event, messages);
    case 'delivery':
      return [
        event.waiting > 0
          ? delivering.start(event.waiting, event.inDoubt, oneLine(event.target))
          : delivering.nothing(oneLine(event.target)),
      ];
    case 'doubts':
      return doubtsLines(event, messages);
    case 'copy':
      return [delivering.copy(event.entries, event.asked, event.safe)];
    case 'look-back':
      return event.gone > 0 ? [delivering.lookBack(event.asked, event.gone)] : [];
    case 'request':
      return [delivering.request(event)];
    case 'weather':
      if (event.state === 'down')
        return before.progress?.down ? [] : [delivering.down(outage(event, messages, now(), timeZone))];
      return [delivering.up(before.progress?.down && now() - before.progress.down.since)];
    case 'database':
      return [databaseLine(event, messages, now(), timeZone)];
    case 'clock':
      return [delivering.clock(stamp(event.here, timeZone), stamp(event.server, timeZone))];
    case 'resting':
      return [restingLine(event, messages, now(), timeZone)];
    case 'stopping':
      return [delivering.stopping(event.why, before.progress !== undefined)];
    case 'remembered':
      return [rememberedLine(event, messages)];
    case 'looked':
      return lookedLines(event, messages);
    case 'to-correct':
      return [messages.inbox.toCorrect(oneLine(event.folder), event.files)];
    case 'untouched':
      return [delivering.untouched(oneLine(event.file))];
    case 'log-lost':
      return [messages.logs.lost(oneLine(event.path), event.code)];
    case 'correction-sheet':
      return [delivering.correctionSheet(oneLine(event.path), event.rows)];
    case 'untold':
      return warningLines(event.error, messages);
    case 'position':
      return [positionLine(event, messages, now(), timeZone)];
    case 'failed':
      return runErrorLines(event.error, messages, event.file);
    default:
      return [];
  }
}
