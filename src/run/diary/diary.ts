/**
 * The diary of a run: it listens, and writes into the ledger what reports show the next morning. It is a comfort: a
 * disk that does not take it changes nothing of the run, which is told by its own writing.
 */
import type { Clock } from '../../clock.ts';
import { RunError } from '../../errors.ts';
import type { Reporter, RunEvent, SummaryEvent } from '../../events.ts';
import type { DiaryLedger, RunSummary } from '../../ledger/history-side.ts';
import { newPage } from './diary-of.ts';

export interface Diary extends Reporter {
  /** From now on it writes there. */
  open(ledger: DiaryLedger): void;
  /** Writes down the rest, and returns the last word of the run; undefined where it has had none. */
  end(): Promise<RunSummary | undefined>;
}

/** A run that is killed loses at most so much of its picture. */
const WRITE_EVERY_MS = 60_000;

/** While a file is being taken in, nothing else can be written: these come outside of it. */
const OUTSIDE_OF_FILES: ReadonlySet<RunEvent['event']> = new Set([
  'taken-in',
  'failed',
  'delivery',
  'batch',
  'doubts',
  'weather',
]);

export function keepDiary(clock: Clock): Diary {
  const page = newPage();
  let ledger: DiaryLedger | undefined;
  let summary: RunSummary | undefined;
  let written = clock.now();
  let writing = Promise.resolve();

  function write(): void {
    const note = ledger?.note;
    const part = note && page.take();
    if (!note || !part) return;
    written = clock.now();
    writing = writing
      .then(() => note(part))
      .catch((error: unknown) => {
        if (!(error instanceof RunError)) throw error;
      });
  }

  return {
    report(event) {
      page.see(event, clock.now());
      if (event.event === 'summary') summary = lastWord(event);
      const isDue = event.event === 'weather' || event.event === 'failed' || event.event === 'taken-in';
      if (OUTSIDE_OF_FILES.has(event.event) && (isDue || clock.now() - written >= WRITE_EVERY_MS)) write();
    },
    close: () => undefined,
    open(opened) {
      ledger = opened;
    },
    async end() {
      write();
      await writing;
      ledger = undefined;
      return summary;
    },
  };
}

function lastWord(event: SummaryEvent): RunSummary {
  const { files, rows, readings, outcomes, backlog, otherRows, problems, requests, outages, awayMs, ms } = event;
  const counts = { files, rows, readings, outcomes, backlog, problems, requests, outages, awayMs, ms };
  return { ...counts, ...(otherRows === undefined ? {} : { otherRows }) };
}
