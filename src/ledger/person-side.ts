/** The side of the ledger (ledger.ts) for the rights of one person: to be told what is known, and to be forgotten. */
import type { RowForPerson, RowLife } from './report-side.ts';
import type { EntryState } from './states.ts';

/** Who is asked for. */
export interface PersonAsked {
  /** As record/identity.ts writes it: a NIK, or another number with the name of its kind. */
  readonly identity: string;
  /** The programmes that may have been read: a person is known by number and programme. */
  readonly programmes: readonly string[];
}

/** Where a row stands. */
export interface PlaceOfRow {
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
}

/** A dose of the person, as the ledger has it. */
export interface RecordKnown {
  /** Its number within its series. */
  readonly dose: number;
  readonly state: EntryState;
  /** It is in a file that was handed over, and nobody has said what became of it. */
  readonly handedOver: boolean;
  /** Its record, sealed, is still there: of what waits, and of what was accepted in the last minute of a run. */
  readonly body: boolean;
  readonly receipt?: string;
}

/** All that is known of one person. Nothing in it is of a cell but what was asked with. */
export interface PersonKnown {
  /** The server that the records went to; empty where there is none yet. */
  readonly target: string;
  readonly records: readonly RecordKnown[];
  /** Every row that brought one of them, or in whose cells the number stands. */
  readonly rows: readonly RowLife[];
  /** Rows without a record in which a number stands that is one slip away from this one. */
  readonly similar: readonly PlaceOfRow[];
  /** Rows of other numbers with the same name and birth date: they may be this person's. */
  readonly namesakes: readonly PlaceOfRow[];
  /** Records of other people that wait and name this number, as that of a parent or a vaccinator. */
  readonly mentions: readonly PlaceOfRow[];
  /** Sheets whose headings or titles name it. */
  readonly titles: readonly Omit<PlaceOfRow, 'line'>[];
  /** When the server has told what it calls this person (epoch ms); the name itself is the server's. */
  readonly references: readonly number[];
  /** When the person was erased, where that is remembered (epoch ms). */
  readonly erased?: number;
}

/** What an erasure has come to. */
export type Erasure =
  | { readonly kind: 'unknown' }
  /** Whether these doses have arrived is not known yet; of how many of them a person was handed the file. */
  | { readonly kind: 'in-doubt'; readonly entries: number; readonly handedOver: number }
  /** Something of the person waits to be sent or for a person, and nobody has said that it is to go as well. */
  | { readonly kind: 'waiting'; readonly entries: number; readonly rows: number }
  | {
      readonly kind: 'erased';
      readonly target: string;
      readonly entries: number;
      readonly rows: number;
      /** The server's names of what it has, which nobody knows any more from now on. */
      readonly receipts: readonly string[];
      /** The files that the person came from. */
      readonly files: readonly string[];
    };

/** Somebody whose data can still be read here, for a notification. */
export interface PersonReadable extends Omit<RowForPerson, 'outcome' | 'problems' | 'from' | 'origin'> {
  readonly state: EntryState | 'invalid';
}

/** How many people of a file are known by their fingerprint alone. */
export interface PeopleOfFile {
  readonly file: string;
  readonly people: number;
  readonly records: number;
}

export interface PersonLedger {
  known(asked: PersonAsked): Promise<PersonKnown>;
  /** Every row of which a record or the cells are still there, sealed. */
  readable(): AsyncIterable<PersonReadable>;
  /** Of everybody else, how many, and from which files. */
  fingerprinted(): Promise<readonly PeopleOfFile[]>;
  close(): Promise<void>;
}
