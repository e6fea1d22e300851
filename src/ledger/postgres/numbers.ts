/** Numbers for new rows, out of PostgreSQL's sequences: taken in stock, because the working copy asks at once. */
import type { Numbered, Numbers } from '../sqlite/numbers.ts';
import type { Tx } from './database.ts';

export interface Stock extends Numbers {
  /** Sees to it that so many are there. */
  fill(tx: Tx, wanted: Partial<Record<Numbered, number>>): Promise<void>;
}

/** So many are taken at least, where some are missing: each claim needs a number. */
const AT_ONCE: Partial<Record<Numbered, number>> = { batches: 32 };

export function newStock(): Stock {
  const stock = new Map<Numbered, number[]>();
  return {
    async fill(tx, wanted) {
      for (const [what, count] of Object.entries(wanted) as [Numbered, number][]) {
        const there = stock.get(what) ?? [];
        const missing = count - there.length;
        if (missing <= 0) continue;
        const rows = await tx.query(`SELECT nextval('${what}_numbers') AS number FROM generate_series(1, $1::bigint)`, [
          Math.max(AT_ONCE[what] ?? 0, missing),
        ]);
        stock.set(what, [...there, ...rows.map(({ number }) => Number(number))]);
      }
    },
    next(what) {
      const number = stock.get(what)?.shift();
      if (number === undefined) throw new Error(`no number is left for ${what}`);
      return number;
    },
    // A sequence gives none of them again, whatever became of the transaction.
    forget: () => undefined,
  };
}
