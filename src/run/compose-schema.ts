/** The composition root of the tables of a ledger in PostgreSQL: for whoever looks after them. */
import { RunError } from '../errors.ts';
import { migrate } from '../ledger/postgres/migrate.ts';
import { grantsScript } from '../ledger/postgres/rights.ts';
import { MIGRATIONS } from '../ledger/postgres/schema.ts';
import { addressOfState } from './compose-database.ts';
import { postgresOf } from './compose-postgres.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';

/** Steps that the tables have taken. */
export interface SchemaSteps {
  readonly before: number;
  readonly now: number;
}

/** Makes the tables or brings them up to date. @throws RunError LEDGER_IS_FILE {path, command} and of the database. */
export async function bringUpToDate(setup: Setup, context: Context): Promise<SchemaSteps> {
  assertDatabase(setup);
  const { database, schema, name } = await postgresOf(setup, context, 'schema');
  try {
    return { before: await migrate(database, schema, name), now: MIGRATIONS.length };
  } finally {
    await database.close();
  }
}

/** The script of the rights. `title`: what it begins with, by the name of the database. */
export function grantsOf(setup: Setup, context: Context, title: (database: string) => readonly string[]): string {
  const { database, schema } = addressOfState(assertDatabase(setup), context);
  return grantsScript({ database, schema }, title(database));
}

function assertDatabase({ config, place }: Setup) {
  const { state } = config.options;
  if (state.kind !== 'database') throw new RunError('LEDGER_IS_FILE', { path: place.name, command: 'schema' });
  return state;
}
