/**
 * Numbers for new rows, out of PostgreSQL's sequences: taken before a piece of work, because the working copy asks at
 * once.
 */
import type { Numbered, Numbers } from '../sqlite/numbers.ts';
import type { Tx } from './database.ts';

export interface Stock extends Numbers {
  /** Sees to it that so many are there. */
  fill(tx: Pick<Tx, 'query'>, wanted: Partial<Record<Numbered, number>>): Promise<void>;
}

/** From `next` to `last`; nobody else has any of them. */
interface Range {
  next: number;
  readonly last: number;
}

export function newStock(): Stock {
  const stock = new Map<Numbered, Range>();

  async function take(tx: Pick<Tx, 'query'>, what: Numbered, count: number): Promise<Range> {
    for (;;) {
      const [row] = await tx.query(
        `SELECT min(n) AS first, max(n) AS last
         FROM (SELECT nextval('${what}_numbers') AS n FROM generate_series(1, $1::bigint)) AS taken`,
        [count],
      );
      const [next, last] = [Number(row?.['first']), Number(row?.['last'])];
      if (last - next === count - 1) return { next, last };
      // Somebody has taken one in between. A number that is left out does no harm.
    }
  }

  return {
    async fill(tx, wanted) {
      for (const [what, count] of Object.entries(wanted) as [Numbered, number][])
        if (count > 0) stock.set(what, await take(tx, what, count));
    },
    next(what) {
      const range = stock.get(what);
      if (!range || range.next > range.last) throw new Error(`no number is left for ${what}`);
      return range.next++;
    },
    // None is kept for the next transaction: after a crash a sequence gives again what was taken in one that did not
    // become durable.
    forget: () => stock.clear(),
  };
}
