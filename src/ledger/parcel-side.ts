/**
 * The side of a ledger (ledger.ts) that a province has and a district has not: parcels that districts have left for it
 * (src/parcel/), and what they are answered. Only a ledger in PostgreSQL has it: a file is nobody else's to reach.
 */

/** A parcel as it lies there. */
export interface StoredParcel {
  /** The id of the batch that it was in its district. */
  readonly id: string;
  readonly district: string;
  /** When it was left, by the clock of the database (epoch ms). */
  readonly at: number;
  /** How many records it says to have. */
  readonly records: number;
  readonly sealed: Uint8Array;
}

/** One that was taken in, and of which not all records are answered for. */
export interface OpenParcel extends StoredParcel {
  /** What its files are in the ledger, in the order in which they stand in it. */
  readonly files: readonly number[];
  /** Of so many of its records the answer speaks. */
  readonly settled: number;
}

/** Why a parcel was put aside: it is not as it was, is sealed to another key, or is of a newer program. */
export type WhyAside = 'damaged' | 'other-key' | 'newer';

export interface ParcelCounts {
  readonly waiting: number;
  readonly aside: number;
  /** Taken in, and not answered for as a whole. */
  readonly open: number;
}

export interface Parcels {
  /** Tells districts which key this province has; they compare it with the one that they were given. */
  publish(publicKey: Uint8Array): Promise<void>;
  /** Whether whoever we are may take in what they hold; a worker that only sends leaves them to others. */
  mayTakeIn(): Promise<boolean>;
  /** Takes the oldest one that waits and that no other worker takes in; nobody else does until `until` (epoch ms). */
  take(now: number, until: number): Promise<StoredParcel | undefined>;
  /** It is in the ledger now, as these files. */
  admitted(id: string, files: readonly number[]): Promise<void>;
  /** It cannot be taken in; it stays where it is, and its district is told why. */
  putAside(id: string, why: WhyAside): Promise<void>;
  /** A program that knows more may be able to read these: they wait again. */
  tryNewer(): Promise<void>;
  /** Those that are open, in the order of their ids; after `after`, at most `limit`. */
  open(after: string | undefined, limit: number): Promise<readonly OpenParcel[]>;
  /** Of `settled` records the answer speaks; one that speaks of no more than is there changes nothing. */
  answer(id: string, settled: number, sealed: Uint8Array): Promise<void>;
  count(): Promise<ParcelCounts>;
}
