/** An entry of the table, as the judge has it and as other parts of this ledger compare it. */
import type { Entry } from '../rules/entry-store.ts';
import type { EntryState } from '../states.ts';
import type { Row } from './connection.ts';
import { stateOf } from './entry-rows.ts';

/** Writes keep it up to date. */
export interface StoredEntry extends Entry {
  state: EntryState;
  thisRun: boolean;
  contested: boolean;
  line: number;
  readonly row: Row;
}

/** Columns of the table that an entry is made of. */
export const ENTRY_COLUMNS =
  'id, person, dose, state, who, what, namesake, run, contested, file, sheet, line, part, given, sealed';

export function storedEntry(row: Row, run: number): StoredEntry {
  return {
    id: Number(row['id']),
    person: hex(row['person']),
    dose: Number(row['dose']),
    state: stateOf(row['state']),
    thisRun: row['run'] === run,
    line: Number(row['line']),
    contested: row['contested'] === run,
    row,
  };
}

/** How the judge names a person: the fingerprint as text. */
export function hex(bytes: unknown): string {
  return Buffer.from(bytes as Uint8Array).toString('hex');
}

/** The way back. */
export function bytesOf(person: string): Uint8Array {
  return Buffer.from(person, 'hex');
}
