/**
 * For a person at a screen: a spinner while reading, a bar while delivering, lines that stay, and a table at the end.
 */

import type { FileResult, Reporter, RunEvent } from '../../events.ts';
import { oneLine } from '../../printable.ts';
import { columnsOf, type ReporterOptions, styler, writeLines } from '../output.ts';
import { type ColumnsEvent, rowLine } from '../sheet-lines.ts';
import { barLine, cutMiddle } from './bar-line.ts';
import { type Live, liveBar, liveSpinner } from './live.ts';
import { follow, outage, type Progress, pace } from './progress.ts';
import { stayingLines, summaryForScreen } from './terminal-lines.ts';
import { fitted } from './wrap.ts';

const ROW_BUNDLE = 200;

/** Draws on `err`; the summary goes to `out`. Loads ora and cli-progress, so cron never imports this file. */
export function terminalReporter(options: ReporterOptions): Reporter {
  const { out, err, messages, now, timeZone, colour } = options;
  const paint = styler(colour.err);
  let readingText = '';
  let progress: Progress | undefined;
  const correctionSheets: string[] = [];
  const files: FileResult[] = [];
  let inbox = false;
  let lastColumns: ColumnsEvent | undefined;

  /** Rows come by the thousand: written in bundles, so that what moves is not taken off for each of them. */
  let rows: string[] = [];

  const spinner = liveSpinner(err, () => readingText, colour.err);
  const bar = liveBar(err, () => (progress ? deliveryLine(progress) : ''));
  let live: Live | undefined;

  const deliveryLine = (at: Progress): string => {
    const { figures, delivering } = messages;
    const share = at.total === 0 ? 1 : at.done / at.total;
    const tail = at.down ? delivering.downShort(outage(at.down, messages, now(), timeZone)) : pace(at, messages);
    const counts = `${figures.number(at.done)}/${figures.number(at.total)}`;
    return barLine(
      { share, percent: figures.percent(share), counts, tail },
      columnsOf(err),
      (filled, empty) => paint(at.down ? 'yellow' : 'green', filled) + paint('dim', empty),
    );
  };
  const switchTo = (next: Live | undefined): void => {
    if (live !== next) live?.stop();
    live = next;
    live?.show();
  };
  /** Writes lines that stay; what moves is taken off meanwhile and drawn again below them. */
  const stay = (stream: typeof err, lines: readonly string[]): void => {
    if (lines.length === 0) return;
    live?.stop();
    writeLines(stream, lines);
    live?.show();
  };

  const flushRows = (): void => {
    const lines = rows;
    rows = [];
    if (out.isTTY) stay(out, fitted(lines, columnsOf(out)));
    else writeLines(out, lines);
  };

  return {
    report(event) {
      if (event.event === 'row') {
        if (options.rows) rows.push(rowLine(event, messages, progress !== undefined));
        if (rows.length >= ROW_BUNDLE) flushRows();
        return;
      }
      flushRows();
      const before = { progress };
      progress = follow(progress, event, now());
      if (event.event === 'looked') inbox = true;
      switch (event.event) {
        case 'reading':
          readingText = messages.reading.progress(shortName(event.file, columnsOf(err)), event.rows, shareRead(event));
          switchTo(spinner);
          return;
        case 'asking':
          readingText = messages.reconcile.progress(event.asked);
          switchTo(spinner);
          return;
        case 'delivery':
          switchTo(undefined);
          stay(err, stayingLines(event, before, options));
          if (event.waiting > 0) switchTo(bar);
          return;
        case 'summary':
          switchTo(undefined);
          progress = undefined;
          writeLines(out, [
            ...(out.isTTY ? [''] : []),
            ...summaryForScreen(event, { correctionSheets, files, inbox }, options),
          ]);
          return;
        case 'columns':
          stay(err, stayingLines(event, { lastColumns }, options));
          lastColumns = event;
          return;
        case 'correction-sheet':
          correctionSheets.push(event.path);
          break;
        case 'file-result':
          files.push(event);
          break;
        case 'taken-in':
          switchTo(undefined);
          break;
      }
      stay(err, stayingLines(event, before, options));
      if (live === bar) bar.show();
    },
    close() {
      flushRows();
      switchTo(undefined);
    },
  };
}

/** Leaves room for the numbers, which are what changes. */
function shortName(file: string, columns: number): string {
  return cutMiddle(oneLine(file), Math.max(12, columns - 40));
}

function shareRead(event: Extract<RunEvent, { event: 'reading' }>): number | undefined {
  return event.totalBytes > 0 ? event.bytes / event.totalBytes : undefined;
}
