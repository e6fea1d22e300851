/** What a terminal shows for good: lines that stay above whatever moves. Coloured, and no wider than the screen. */

import type { RunEvent, SummaryEvent } from '../../events.ts';
import { oneLine } from '../../printable.ts';
import { stamp } from '../../text/numbers.ts';
import { runErrorLines, warningLines } from '../failure.ts';
import { lookedLines } from '../files.ts';
import { columnsOf, type ReporterOptions, type Style, styler } from '../output.ts';
import { positionLine } from '../position.ts';
import { provinceLines } from '../province.ts';
import { type ColumnsEvent, columnLines, noteLines, rememberedLine } from '../sheet-lines.ts';
import { describeSummary, type LineRole, type SummaryOptions } from '../summary.ts';
import { databaseLine, doubtsLines, outage, type Progress, restingLine } from './progress.ts';
import { wrap } from './wrap.ts';

const STYLES: Readonly<Partial<Record<LineRole, Style>>> = {
  title: 'bold',
  good: 'green',
  bad: 'red',
  waiting: 'yellow',
  total: 'bold',
  mismatch: 'red',
  next: 'bold',
};

/** Longer lines are hard to read, however wide the screen is. */
const WIDEST_TEXT = 101;

/** What was known when the event came. */
export interface Before {
  readonly progress?: Progress | undefined;
  readonly lastColumns?: ColumnsEvent | undefined;
}

/** What is said of an event for good. */
export function stayingLines(event: RunEvent, before: Before, options: ReporterOptions): string[] {
  const { messages, now, timeZone, err } = options;
  const { reading, delivering } = messages;
  const paint = styler(options.colour.err);
  const fitted = (style: Style | undefined, text: string): string[] =>
    wrap(text, columnsOf(err) - 1).map((line) => (style ? paint(style, line) : line));
  const clock = (seconds = false): string => messages.figures.clock(now(), now(), timeZone, seconds);
  switch (event.event) {
    case 'columns': {
      const [columns = '', ...others] = columnLines(event, messages, before.lastColumns);
      return [...fitted(undefined, columns), ...others.flatMap((line) => fitted('dim', line))];
    }
    case 'file': {
      const title = reading.file(oneLine(event.file), oneLine(event.sheet), event.rows);
      return [
        ...fitted('bold', title),
        ...noteLines(event.notes, messages).flatMap((line) => fitted('yellow', `  ${line}`)),
      ];
    }
    case 'remembered':
      return fitted('dim', rememberedLine(event, messages));
    case 'taken-in':
      return fitted(undefined, reading.takenIn(event.fresh, event.known));
    case 'moved':
      return fitted(undefined, delivering.moved(oneLine(event.from), oneLine(event.to)));
    case 'retry':
      return fitted(undefined, delivering.again(event.entries));
    case 'parcels':
    case 'pulled':
      return provinceLines(event, messages).flatMap((line) => fitted(undefined, line));
    case 'delivery': {
      const target = oneLine(event.target);
      return fitted(
        undefined,
        event.waiting > 0 ? delivering.start(event.waiting, event.inDoubt, target) : delivering.nothing(target),
      );
    }
    case 'doubts':
      return doubtsLines(event, messages).flatMap((line) => fitted(undefined, line));
    case 'copy':
      return fitted('yellow', delivering.copy(event.entries, event.asked, event.safe));
    case 'look-back':
      return event.gone > 0 ? fitted('yellow', delivering.lookBack(event.asked, event.gone)) : [];
    case 'request':
      return options.verbose ? fitted('dim', `${clock(true)} ${delivering.request(event)}`) : [];
    case 'weather':
      if (event.state === 'up')
        return fitted(
          'green',
          `${clock()} ${delivering.up(before.progress?.down && now() - before.progress.down.since)}`,
        );
      return before.progress?.down
        ? []
        : fitted('yellow', `${clock()} ${delivering.down(outage(event, messages, now(), timeZone))}`);
    case 'database':
      return fitted(
        event.state === 'up' ? 'green' : 'yellow',
        `${clock()} ${databaseLine(event, messages, now(), timeZone)}`,
      );
    case 'clock':
      return fitted('yellow', delivering.clock(stamp(event.here, timeZone), stamp(event.server, timeZone)));
    case 'resting':
      return fitted('dim', `${clock()} ${restingLine(event, messages, now(), timeZone)}`);
    case 'stopping':
      return fitted('yellow', delivering.stopping(event.why, before.progress !== undefined));
    case 'looked': {
      const [found = '', ...passed] = lookedLines(event, messages);
      return [...fitted(undefined, found), ...passed.flatMap((line) => fitted('dim', line))];
    }
    case 'to-correct':
      return fitted('yellow', messages.inbox.toCorrect(oneLine(event.folder), event.files));
    case 'untouched':
      return fitted(undefined, delivering.untouched(oneLine(event.file)));
    case 'log-lost':
      return fitted('yellow', messages.logs.lost(oneLine(event.path), event.code));
    case 'correction-sheet':
      return fitted(undefined, delivering.correctionSheet(oneLine(event.path), event.rows));
    case 'untold': {
      const [what = '', tryThis = ''] = warningLines(event.error, messages);
      return [...fitted('yellow', what), ...fitted(undefined, tryThis)];
    }
    case 'position':
      return fitted('bold', positionLine(event, messages, now(), timeZone));
    case 'failed': {
      const [what = '', tryThis = ''] = runErrorLines(event.error, messages, event.file);
      return [...fitted('red', what), ...fitted(undefined, tryThis)];
    }
    default:
      return [];
  }
}

/** The summary, coloured by what each line is for. */
export function summaryForScreen(
  event: SummaryEvent,
  shown: Omit<SummaryOptions, 'columns'>,
  { out, colour, messages }: ReporterOptions,
): string[] {
  const paint = styler(colour.out);
  const lines = describeSummary(event, messages, { ...shown, columns: Math.min(WIDEST_TEXT, columnsOf(out)) - 1 });
  return lines.map(({ role, text }) => {
    const style = STYLES[role];
    return style ? paint(style, text) : text;
  });
}
