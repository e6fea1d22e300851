/** Numbers for new rows: one after the other, each for one row. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** What is numbered: rows of tables by their `id`, and pieces, which are entries that go apart from others. */
export const NUMBERED = [
  'runs',
  'files',
  'sheets',
  'entries',
  'batches',
  'decisions',
  'people',
  'sites',
  'lately',
  'pieces',
] as const;
export type Numbered = (typeof NUMBERED)[number];

export interface Numbers {
  /** Must run in the transaction that writes the row. */
  next(what: Numbered): number;
  /** After a transaction: what was not written may be given again. */
  forget(): void;
}

/** Of a database that one program writes: the largest that is there, and one. */
export function numbersIn(db: DatabaseSync): Numbers {
  const next = new Map<Numbered, number>();
  const last = new Map<Numbered, StatementSync>();

  function following(what: Numbered): number {
    let statement = last.get(what);
    if (!statement) {
      const [column, table] = what === 'pieces' ? ['piece', 'entries'] : ['id', what];
      statement = db.prepare(`SELECT coalesce(max(${column}), 0) + 1 AS number FROM ${table}`);
      last.set(what, statement);
    }
    return Number(statement.get()?.['number']);
  }

  return {
    next(what) {
      const number = next.get(what) ?? following(what);
      next.set(what, number + 1);
      return number;
    },
    forget: () => next.clear(),
  };
}
