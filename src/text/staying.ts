/** What is said of a worker that stays and has nothing to do; en/staying.ts and id/staying.ts. */

export interface StayWords {
  readonly empty: string;
  /** `until`: a time of day. */
  window(until: string): string;
  trouble(until: string): string;
}
