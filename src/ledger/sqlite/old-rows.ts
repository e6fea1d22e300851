/** What the ledger holds of a row that stands in an older file: what it says, and as what it may be compared. */

import type { KnownRow } from '../rules/same-row.ts';
import { type PreparedReading, ROW_OWNER, saidInCells, saidInRecord } from '../sealed/prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord } from './entry-rows.ts';

/** Over `readings` left joined to the entry of each; as `knownOf`, `saidOf` and whoever asks for more need them. */
export const OLD_ROW = `readings.*, entries.id AS owned, entries.state, entries.run AS brought, entries.person, entries.dose, entries.who, entries.what,
  entries.sealed AS body, (entries.file, entries.sheet, entries.line, entries.part) = (readings.file, readings.sheet, readings.line, readings.part) AS speaks`;

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
