/** Numbers for new rows, out of PostgreSQL's sequences: taken beforehand, because the working copy asks at once. */
import type { Numbered, Numbers } from '../sqlite/numbers.ts';
import type { Tx } from './database.ts';

export interface Stock extends Numbers {
  /**
   * Sees to it that so many are there for this transaction. None is kept for another one: a sequence gives a number
   * again when the server was killed before the transaction that took it was durable.
   */
  fill(tx: Tx, wanted: Partial<Record<Numbered, number>>): Promise<void>;
}

export function newStock(): Stock {
  const stock = new Map<Numbered, number[]>();
  return {
    async fill(tx, wanted) {
      stock.clear();
      for (const [what, count] of Object.entries(wanted) as [Numbered, number][]) {
        if (count === 0) continue;
        const rows = await tx.query(`SELECT nextval('${what}_numbers') AS number FROM generate_series(1, $1::bigint)`, [
          count,
        ]);
        stock.set(
          what,
          rows.map(({ number }) => Number(number)),
        );
      }
    },
    next(what) {
      const number = stock.get(what)?.shift();
      if (number === undefined) throw new Error(`no number is left for ${what}`);
      return number;
    },
    // What is left of a transaction is thrown away when the next one begins.
    forget: () => undefined,
  };
}
