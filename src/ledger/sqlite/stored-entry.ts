/** An entry of the table, as the judge has it and as other parts of this ledger compare it. */
import type { Entry } from '../rules/entry-store.ts';
import type { EntryState } from '../states.ts';
import type { Row } from './connection.ts';
import { stateOf } from './entry-rows.ts';

/** Writes keep it up to date. */
export class StoredEntry implements Entry {
  readonly id: number;
  readonly dose: number;
  state: EntryState;
  thisRun: boolean;
  line: number;
  readonly contested: boolean;
  /** The columns of `ENTRY_COLUMNS`. */
  readonly row: Row;

  constructor(row: Row, run: number) {
    this.id = Number(row['id']);
    this.dose = Number(row['dose']);
    this.state = stateOf(row['state']);
    this.thisRun = row['run'] === run;
    this.line = Number(row['line']);
    this.contested = row['contested'] === run;
    this.row = row;
  }

  /** Worked out when it is asked for: of most entries nobody does. */
  get person(): string {
    return hex(this.row['person']);
  }
}

/** Columns of the table that an entry is made of. */
export const ENTRY_COLUMNS =
  'id, person, dose, state, who, what, namesake, run, contested, file, sheet, line, part, given, sealed';

/** How the judge names a person: the fingerprint as text. */
export function hex(bytes: unknown): string {
  return Buffer.from(bytes as Uint8Array).toString('hex');
}

/** The way back. */
export function bytesOf(person: string): Uint8Array {
  return Buffer.from(person, 'hex');
}
