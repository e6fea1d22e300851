/** What the pace of delivery is made of: values only; pace.ts and probes.ts say how it changes. */

export interface PaceSettings {
  /** Most records in a request. */
  readonly batchSize: number;
  /** Most requests at a time. */
  readonly concurrency: number;
  /** First and longest pause between the first tries, in milliseconds. */
  readonly firstMs: number;
  readonly capMs: number;
  /** A server that is down is sent one request in so much time, in milliseconds, counted over all of its outages. */
  readonly probeMs: number;
  /** Answers slower than this do not encourage: a 200 after 40 s is a warning, not a success to build on. */
  readonly slowMs: number;
  /** There is nothing to be careful with at the beginning: a folder takes a whole file as well as a small one. */
  readonly bold?: true;
}

export interface Pace {
  readonly settings: PaceSettings;
  readonly weather: 'fair' | 'careful' | 'trouble';
  /** Fractions are carried; `allowance` rounds down. */
  readonly size: number;
  readonly concurrency: number;
  /** The size that last went well: after an outage it is reached in leaps, not in steps. */
  readonly good: number;
  /** In trouble: the size to go on with when the trouble turns out to be short. */
  readonly before: number;
  /**
   * The quickest answer to the largest batch that was answered in good time: what this server is like when it is well.
   */
  readonly usual: { readonly entries: number; readonly ms: number } | undefined;
  /** Requests that went well since the last growth. */
  readonly streak: number;
  /** Nothing is sent before this moment (epoch ms). */
  readonly notBefore: number;
  /** The server itself asked for silence until then (`Retry-After`); no good news ends it early. */
  readonly askedUntil: number;
  readonly failures: number;
  /** When the trouble began; 0 in fair weather. */
  readonly since: number;
  /** Requests that a server that is down was sent beyond one for each `probe`; longer pauses pay them back. */
  readonly owed: number;
  /** The retry budget: failures spend it, successes refill it; a flapping server that empties it is treated as down. */
  readonly tokens: number;
  /** Whole batches that were refused in a row, without a pass between them (grace.ts). */
  readonly refusals: number;
  /** Questions that a server in trouble has answered since the last failure or pass. */
  readonly questions: number;
  /** In trouble no question is asked before this moment (as `notBefore`). */
  readonly noQuestionBefore: number;
  /** Since when we have been turned away, without a pass since; 0 when we are not (grace.ts). */
  readonly turnedAwaySince: number;
}
