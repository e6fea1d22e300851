/** What happened in each second, for the page that shows it. In memory only; numbers only. */

/** Counts of one second. The first three count records, the others requests. */
interface Counts {
  accepted: number;
  alreadyThere: number;
  refused: number;
  /** Requests that reached the API. */
  requests: number;
  /** Requests that the weather spoilt and that left nothing behind. */
  failed: number;
  /** Requests whose records were dealt with and whose answer was lost. */
  lost: number;
}

/** A second (since the server started) in which something happened, with its counts. */
export type Second = readonly [second: number, counts: Readonly<Counts>];

/** How much of the past is kept for the page. */
export const HISTORY_SECONDS = 3600;

export interface Tally {
  /** Adds to the counts of the second of `t` (milliseconds since the start) and to the totals. */
  add(t: number, counts: Partial<Counts>): void;
  /** The seconds from the one of `t` on in which something happened, oldest first. */
  since(t: number): Second[];
  /** Everything since the server started. */
  readonly totals: Readonly<Counts>;
}

export function newTally(): Tally {
  const totals = nothing();
  const seconds = new Map<number, Counts>();
  return {
    totals,
    add(t, counts) {
      const second = Math.floor(t / 1000);
      const bucket = seconds.get(second) ?? nothing();
      seconds.set(second, bucket);
      for (const sum of [bucket, totals]) {
        sum.accepted += counts.accepted ?? 0;
        sum.alreadyThere += counts.alreadyThere ?? 0;
        sum.refused += counts.refused ?? 0;
        sum.requests += counts.requests ?? 0;
        sum.failed += counts.failed ?? 0;
        sum.lost += counts.lost ?? 0;
      }
      for (const old of seconds.keys()) {
        if (old > second - HISTORY_SECONDS) break;
        seconds.delete(old);
      }
    },
    since(t) {
      return [...seconds].filter(([second]) => second >= Math.floor(t / 1000));
    },
  };
}

function nothing(): Counts {
  return { accepted: 0, alreadyThere: 0, refused: 0, requests: 0, failed: 0, lost: 0 };
}
