/** What kind of server a simulation has. */
import type { RecordKey } from '../../src/record/record.ts';

/** What the server promises, and what it does not. */
export interface Manners {
  /**
   * The same idempotency key is one effect: the first answer is given again, 409 while the first request is being
   * worked on.
   */
  readonly honoursKeys: boolean;
  /** A record that is there is not stored again, whatever request brings it. */
  readonly knowsRecords: boolean;
  /** How long a key is remembered from its first arrival on, in milliseconds. */
  readonly keyLifeMs: number;
  /** A 500 is an answer too: it is remembered under the key and given again (as Stripe does). */
  readonly keepsErrors: boolean;
  /** How long a stored record is not found by lookups, in milliseconds. */
  readonly indexLagMs: number;
  /** More records than this at once: 413. */
  readonly maxRecords: number;
  /** Records that make every batch they are in fail as a whole, with this status. */
  readonly poison: ReadonlyMap<RecordKey, 400 | 500>;
  /** Records that are refused one by one. */
  readonly refused: ReadonlySet<RecordKey>;
  /** Records that a firewall in front dislikes. */
  readonly firewall: ReadonlySet<RecordKey>;
  /** Refusals come without reasons. */
  readonly wordless: boolean;
  /** How it writes keys and ids: as it was given them, the keys in capitals, or the ids as numbers. */
  readonly hand: 'as given' | 'capitals' | 'numbers';
  /** Whether a proxy delivers this submission a second time; its answer is that of the second. */
  readonly twice: () => boolean;
  /** How long the work takes: for each request and for each record in it, in milliseconds. */
  readonly msPerRequest: number;
  readonly msPerRecord: number;
}

export const GOOD_MANNERS: Manners = {
  honoursKeys: true,
  knowsRecords: true,
  keyLifeMs: 24 * 3_600_000,
  keepsErrors: false,
  indexLagMs: 0,
  maxRecords: 1_000,
  poison: new Map(),
  refused: new Set(),
  firewall: new Set(),
  wordless: false,
  hand: 'as given',
  twice: () => false,
  msPerRequest: 60,
  msPerRecord: 3,
};
