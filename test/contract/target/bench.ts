/** What a test of a target must offer for the contract suite to run against it. */

import type { RecordKey } from '../../../src/record/record.ts';
import type { Field } from '../../../src/record/table/fields.ts';
import type { AskOptions } from '../../../src/target/ask.ts';
import type { LineOptions } from '../../../src/target/http/line.ts';
import type { Consignment, Target } from '../../../src/target/target.ts';

/** How the target reaches the server; everything else is the bench's. */
export type Way = LineOptions & Omit<AskOptions, 'own' | 'rules'>;

/**
 * A registry on a real socket, and the target that speaks to it. The weather of the line (lost answers, pages, cuts,
 * 401, 429) is made by a gateway in front of it, so a bench need not have any. What is optional is left out where the
 * server has none of it.
 */
export interface TargetBench {
  /** The address of the server, as `target.url` in the configuration. It lets everybody in. */
  readonly url: string;
  /** A target for this address: that of the gateway. */
  connect(url: string, way: Way): Target;
  /** Records that the server takes, equal for equal numbers; everybody in them is known to it. */
  invent(count: number, from: number): Consignment[];
  /** How often each record is in the server; a record that is there in part counts as 0.5. */
  effects(keys: readonly RecordKey[]): readonly number[] | Promise<readonly number[]>;
  /** From now on the server refuses this record and no other. Returns the field of ours for which it does. */
  refuse?(key: RecordKey): Field | undefined;
  /** From now on the server says in its own form that more records in one request are too many. */
  limit?(records: number): void;
  /** The answer to a submission, as JSON, without what it says of its last record. */
  shorten(answer: unknown): unknown;
  /** What only an answer tells, and what `show` writes in its place. */
  readonly unknowable?: readonly [sent: RegExp, shown: string];
  /** From now on the search shows a record only so many milliseconds after it was stored. */
  lag?(ms: number): void;
  /** The server has crashed, and what it had acknowledged of this record is gone. */
  forget(key: RecordKey): void | Promise<void>;
  /** The next submission is answered with 200, and each of its records with 429 inside; nothing is stored. */
  throttleInside?(): void;
  close(): void | Promise<void>;
}
