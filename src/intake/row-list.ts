/** Remembers what became of every reading, for those who want to be told of every row (`check --json`, `--rows`). */

import type { RunEvent } from '../events.ts';
import type { Admission, Door } from '../ledger/intake-side.ts';
import { createMemoryLedger, type MemoryLedger } from '../ledger/memory/memory-ledger.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import type { Problem } from '../record/problems.ts';
import type { Outcome } from '../record/record.ts';

interface Listed {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  readonly group: number;
  outcome: Outcome;
  problems: readonly Problem[];
}

export interface RowList extends Door<TakenReading> {
  /** What judges, and has the sums. */
  readonly ledger: MemoryLedger;
  /** One for each reading, in file order; a row that was held because of a later one is held here. */
  events(): Iterable<Extract<RunEvent, { event: 'row' }>>;
}

/** A ledger in memory, with a list of all rows. */
export function listRows(): RowList {
  const rows: Listed[] = [];
  /** The rows of each entry, to be held together. */
  const ofEntry = new Map<number, Listed[]>();
  let file = '';
  let sheet = '';
  /** As it was before the file that is being read. */
  let before = { rows: 0, entries: 0 };
  /** The rows of earlier files that this file has held, as they were. */
  let changed: (readonly [Listed, Pick<Listed, 'outcome' | 'problems'>])[] = [];
  /** The lengths of lists of rows before this file. */
  let lengthened: Listed[][] = [];

  function remember(entry: number, row: Listed): void {
    const known = ofEntry.get(entry);
    if (!known) ofEntry.set(entry, [row]);
    else {
      known.push(row);
      lengthened.push(known);
    }
  }

  const ledger = createMemoryLedger({
    noted({ line, group, problems }, kind, entry, found) {
      const ofHeld = kind === 'repeated' && entry !== undefined && ledger.entries.held(entry) !== 'no';
      const row: Listed = {
        file,
        sheet,
        line,
        group,
        outcome: ofHeld ? 'held' : outcomeOf(kind),
        problems: found.length > 0 ? [...problems, ...found] : problems,
      };
      rows.push(row);
      if (entry !== undefined) remember(entry, row);
    },
    held(entry, why) {
      for (const row of ofEntry.get(entry) ?? []) {
        if (row.outcome === 'held') continue;
        changed.push([row, { outcome: row.outcome, problems: row.problems }]);
        row.outcome = 'held';
        row.problems = [...row.problems, why];
      }
    },
  });

  return {
    ...ledger,
    ledger,
    openFile(identity) {
      file = identity.name;
      before = { rows: rows.length, entries: ledger.entries.size() };
      changed = [];
      lengthened = [];
      return ledger.openFile(identity);
    },
    openSheet(fileId, identity) {
      sheet = identity.name;
      return ledger.openSheet(fileId, identity);
    },
    abandonFile(fileId, why) {
      for (const [row, was] of changed.toReversed()) Object.assign(row, was);
      for (const list of lengthened.toReversed()) list.pop();
      rows.splice(before.rows);
      for (let entry = before.entries; entry < ledger.entries.size(); entry++) ofEntry.delete(entry);
      return ledger.abandonFile(fileId, why);
    },
    *events() {
      for (const { group: dose, ...row } of rows) yield { event: 'row', ...row, dose };
    },
  };
}

function outcomeOf(kind: Admission['kind']): Outcome {
  return kind === 'fresh' || kind === 'owns' || kind === 'replaces' || kind === 'settled' ? 'waiting' : kind;
}
