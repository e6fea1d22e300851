/** What the ledger holds of a row that stands in an older file: what it says, and as what it may be compared. */

import type { OldRow, ReadingKind } from '../rules/older-rows.ts';
import type { KnownRow } from '../rules/same-row.ts';
import { type PreparedReading, ROW_OWNER, saidInCells, saidInRecord } from '../sealed/prepare.ts';
import type { EntryState } from '../states.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, kindOf, openRecord, stateOf } from './entry-rows.ts';

/** Over `readings` left joined to the entry of each; as `knownOf`, `saidOf` and whoever asks for more need them. */
export const OLD_ROW = `readings.*, entries.id AS owned, entries.state, entries.run AS brought,
  entries.person, entries.dose, entries.who, entries.what, entries.sealed AS body,
  (entries.file, entries.sheet, entries.line, entries.part)
    = (readings.file, readings.sheet, readings.line, readings.part) AS speaks`;

/** The same as the judge has it. */
export class StoredOldRow implements OldRow {
  readonly kind: ReadingKind;
  readonly entry: number | undefined;
  readonly state: EntryState | undefined;
  readonly speaks: boolean;
  readonly thisRun: boolean;
  readonly decided: boolean;
  /** The columns of `OLD_ROW`. */
  readonly row: Row;

  constructor(row: Row, run: number) {
    this.kind = kindOf(row['kind']);
    this.entry = row['owned'] === null ? undefined : Number(row['owned']);
    this.state = row['state'] === null ? undefined : stateOf(row['state']);
    this.speaks = row['speaks'] === 1;
    this.thisRun = row['brought'] === run;
    this.decided = row['decision'] !== null;
    this.row = row;
  }
}

export interface OldRows {
  /** Of an older row. */
  knownOf(old: Row): KnownRow;
  /** Of the reading that stands in its place. */
  knownNow(reading: PreparedReading): KnownRow;
  /** Undefined where nothing of it is left. */
  saidOf(old: Row): Uint8Array | undefined;
}

export function oldRows({ sealer }: Connection): OldRows {
  function cellsOf(sealed: unknown): readonly string[] {
    return (JSON.parse(sealer.open(sealed as Uint8Array, ROW_OWNER).toString()) as { cells: string[] }).cells;
  }

  return {
    knownOf(old) {
      if (old['kind'] === KIND.invalid) return { cells: cellsOf(old['sealed']) };
      return { record: openRecord(sealer, old['sealed'] ?? old['body'], old['person'], old['dose']) };
    },
    knownNow({ record, row, origin }) {
      const cells = origin?.cells ?? (row && cellsOf(row));
      return {
        ...(record ? { record: openRecord(sealer, record.sealed, record.person, record.dose) } : {}),
        ...(cells ? { cells } : {}),
      };
    },
    saidOf(old) {
      if (old['said'] !== null) return old['said'] as Uint8Array;
      // A ledger that an earlier version left does not have it.
      if (old['kind'] === KIND.invalid) return saidInCells(cellsOf(old['sealed']), sealer);
      if (old['owned'] === null || old['kind'] === KIND.held) return undefined;
      const bytes = { person: old['person'], who: old['who'], what: old['what'] } as Record<
        'person' | 'who' | 'what',
        Uint8Array
      >;
      return saidInRecord({ ...bytes, dose: Number(old['dose']) }, sealer);
    },
  };
}
