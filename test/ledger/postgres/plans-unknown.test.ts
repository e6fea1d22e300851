/**
 * How the next batch is found in a table that was just filled: until its statistics are made, a minute later, the
 * planner knows nothing of it. What is quick in a table that it knows took 66 ms for each batch there.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresLedger } from '../../../src/ledger/postgres/open.ts';
import { explained, type Plan } from '../../support/explained.ts';
import { at, Desk, dose } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { databaseAt, type PostgresHome, postgresHome } from '../../support/postgres-home.ts';

/** A morning's rows of other people, which wait behind the one that is claimed. */
const WAITING = `
  INSERT INTO entries (id, person, dose, state, who, what, born, run, file, sheet, line, part)
    SELECT g, substring(sha256(g::text::bytea) for 16), 1, 0, 'w', 'w', 1, 1, 1, 1, g, 1
    FROM generate_series(1001, 31000) g`;

/** The indexes by which a plan finds entries; a table that it passes from end to end has none. */
function indexes({ 'Relation Name': table, 'Index Name': index, Plans: below = [] }: Plan): string[] {
  const own = table === 'entries' ? [index ?? 'none'] : [];
  return [...own, ...below.flatMap(indexes)];
}

describe.skipIf(!hasPostgres())('in a table that was just filled', () => {
  let postgres: Postgres;
  let home: PostgresHome;
  beforeAll(async () => {
    postgres = await startPostgres(['autovacuum=off']);
    home = await postgresHome(postgres);
    await (await home.open()).close();
  });
  afterAll(async () => {
    await home.remove();
    await postgres[Symbol.asyncDispose]();
  });

  it('the next batch is found by what waits, and what must go apart by itself', async () => {
    const plans = new Map<string, Plan>();
    const open = async () => {
      const options = await home.options();
      return openPostgresLedger({ ...options, database: explained(options.database, plans) });
    };
    const desk = new Desk({ ...home, open });
    await desk.nextRun();
    await desk.import('kendal.xlsx', [at(5, dose())]);
    const client = await postgres.connect(home.address);
    await client.query(`SET search_path = vax_upload; ${WAITING}`);
    await client.end();
    plans.clear();
    expect((await desk.claim(1))?.keys).toHaveLength(1);
    await desk.leave();

    const found = Array.from(plans, ([text, plan]) => [text, indexes(plan)[0]] as const);
    const first = (which: RegExp) => found.filter(([text]) => which.test(text)).map(([, index]) => index);
    expect(first(/^SELECT piece FROM entries/)).toEqual(['entries_piece']);
    expect(first(/^SELECT id, person FROM entries WHERE state/)).toEqual(['entries_open']);
  });

  it('no plan is compiled', async () => {
    const database = databaseAt(home.address);
    const [row] = await database.read((tx) => tx.query('SHOW jit'));
    await database.close();
    expect(row).toEqual({ jit: 'off' });
  });
});
