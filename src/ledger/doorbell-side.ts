/** The side of the ledger that a worker knows which rests (`resume --stay`): whether anything waits, and who rings. */

export interface Doorbell {
  /**
   * How many entries the program has to settle, of more than a few thousand only so many. @throws RunError of a ledger
   * that cannot be looked at
   */
  waiting(): Promise<number>;
  /**
   * Resolves when something may have come since the last call, or when `signal` aborts; never rejects. What has come
   * while nobody listened may be missed: whoever rests looks now and then.
   */
  rung(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}
