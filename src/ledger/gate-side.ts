/**
 * The side of the ledger that keeps the gate of a target: one row that all workers of the ledger read and write, with
 * the clock of the database. What stands in the row is delivery's affair (delivery/gate-row.ts).
 */

/** The row as it is now. */
export interface GateWritten {
  /** Of this very content: one that comes again with other content would let a worker overwrite what it never saw. */
  readonly version: string;
  /** What the clock of the database says, in epoch milliseconds. */
  readonly now: number;
}

/** The row as it was found; without a version there is none: nobody ever wrote it, or somebody has deleted it. */
export interface GateSeen {
  readonly version: string | undefined;
  readonly state: unknown;
  readonly now: number;
}

/** Each call is one statement of its own, and does no harm when it is done twice. It may throw as any of a ledger. */
export interface GateStore {
  read(): Promise<GateSeen>;
  /**
   * Compare and set: writes `state` where the row still has the version `seen`, or where there is none and `seen` is
   * undefined. Undefined where somebody has been quicker: nothing is written then.
   */
  write(seen: string | undefined, state: unknown): Promise<GateWritten | undefined>;
}
