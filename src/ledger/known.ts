/** What `reconcile` asks of the ledger, beside a run that may be going on. */
import type { RecordKey, RowRef } from '../record/record.ts';
import type { EntryState } from './states.ts';

/** An entry by its number in the ledger. */
export interface KnownEntry {
  readonly id: number;
  readonly state: EntryState;
}

/** An entry that the server took, and the row that speaks for it. */
export interface AcceptedEntry {
  readonly id: number;
  readonly at: RowRef;
  /** Absent where it was accepted by a version that did not keep keys. */
  readonly key?: RecordKey;
}

export interface KnownLedger {
  /** The identity of the target this ledger belongs to; empty when nothing was ever imported. */
  target(): Promise<string>;
  /** Whether that target has accepted anything: until then the ledger may go to another one. */
  isBound(): Promise<boolean>;
  /** Whether the target has ever given an answer that made sense. */
  hasMet(): Promise<boolean>;
  /** When something was last sent (epoch ms); 0 when nothing was. */
  lastSent(): Promise<number>;
  /** The entry of each person and dose, undefined where there is none. */
  entriesOf(
    people: readonly {
      readonly programme: string;
      readonly identity: string;
      readonly series?: string;
      readonly dose: number;
    }[],
  ): Promise<readonly (KnownEntry | undefined)[]>;
  /** Entries that the server took from files of these names, or of these very bytes. */
  acceptedFrom(
    files: readonly { readonly name: string; readonly digest: Uint8Array }[],
  ): Promise<readonly AcceptedEntry[]>;
  close(): Promise<void>;
}
