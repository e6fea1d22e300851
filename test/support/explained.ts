/** How PostgreSQL finds the rows of each statement of a ledger, with the values that the ledger gives it. */
import type { Database, OpenTx, Tx } from '../../src/ledger/postgres/database.ts';

/** A node of a plan, as `EXPLAIN (FORMAT JSON)` tells it. */
export interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Plan[];
}

/** Has each statement explained before it is done, with its own values. */
export function explained(database: Database, plans: Map<string, Plan>): Database {
  const over = <T extends Tx>(tx: T): T => {
    async function explain(text: string, values: readonly unknown[]): Promise<void> {
      if (plans.has(text) || !/^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)/.test(text)) return;
      const [row] = await tx.query(`EXPLAIN (FORMAT JSON) ${text}`, values);
      const [found] = (row?.['QUERY PLAN'] ?? []) as unknown as { Plan: Plan }[];
      if (found) plans.set(text, found.Plan);
    }
    return {
      ...tx,
      async query(text, values = []) {
        await explain(text, values);
        return tx.query(text, values);
      },
      async change(text, values = []) {
        await explain(text, values);
        return tx.change(text, values);
      },
    };
  };
  return {
    ...database,
    transaction: (work) => database.transaction((tx) => work(over(tx))),
    read: (work) => database.read((tx) => work(over(tx))),
    statement: (text, values) => database.transaction((tx) => over(tx).query(text, values)),
    begin: async () => over<OpenTx>(await database.begin()),
  };
}
