/** Rows that are looked at before they are read, where what the first ones mean depends on those below. */
import type { SourceRow } from '../record/source-row.ts';

/**
 * Rows that are kept for it at most: some 20 MB. What they do not settle is settled at the end of the sheet, by
 * refusing it.
 */
const MOST_ROWS = 20_000;

export interface LookAhead extends AsyncIterator<readonly SourceRow[], unknown, undefined> {
  next(): Promise<IteratorResult<readonly SourceRow[], unknown>>;
  return(): Promise<IteratorResult<readonly SourceRow[], unknown>>;
  /** Shows `see` the coming rows, in order, until `isSettled` or there are no more; they still come by `next`. */
  look(see: (row: SourceRow) => void, isSettled: () => boolean): Promise<void>;
}

/** Costs nothing until somebody looks. */
export function lookAhead(rest: AsyncIterator<readonly SourceRow[], unknown, undefined>): LookAhead {
  const kept: (readonly SourceRow[])[] = [];
  return {
    async next() {
      const value = kept.shift();
      return value === undefined ? rest.next() : { done: false, value };
    },
    async return() {
      return (await rest.return?.()) ?? { done: true, value: undefined };
    },
    async look(see, isSettled) {
      let seen = 0;
      for (const chunk of kept) for (const row of chunk) see(row);
      for (const chunk of kept) seen += chunk.length;
      while (!isSettled() && seen < MOST_ROWS) {
        const chunk = await rest.next();
        if (chunk.done) return;
        kept.push(chunk.value);
        seen += chunk.value.length;
        for (const row of chunk.value) see(row);
      }
    },
  };
}
