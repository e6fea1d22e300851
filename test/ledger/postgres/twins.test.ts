/**
 * The same nights at a ledger in SQLite and at one in PostgreSQL: each says the same of every row. What a method needs
 * loaded (src/ledger/postgres/needs) is complete where nothing that SQLite finds is missing.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Act, anyAct, doAct } from '../../support/any-acts.ts';
import { Desk } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { postgresHome } from '../../support/postgres-home.ts';
import { sqliteHome } from '../../support/sqlite-home.ts';

/** So many nights with each `npm test`; more by hand. */
const NIGHTS = Number(process.env['NIGHTS'] ?? 12);

/** What a ledger says of itself, in words that do not depend on its numbers. */
async function said(desk: Desk): Promise<unknown> {
  const rows = async (which: 'run' | 'all') =>
    (await desk.rowsForPerson(which)).map(({ file, sheet, line, group, outcome, cells, problems, origin }) => ({
      ...{ file, sheet: sheet.name, line, group, outcome, cells, problems, origin },
    }));
  return {
    outcomes: await desk.outcomes(),
    states: await desk.states(),
    forPerson: await desk.ledger.countForPerson(),
    gone: await desk.ledger.countGone(),
    dismissed: await desk.ledger.countDismissed(),
    aboutOthers: await desk.ledger.countAboutOthers(),
    ready: await desk.ledger.ready(),
    unfinished: await desk.ledger.unfinished(),
    run: await rows('run'),
    all: await rows('all'),
  };
}

describe.skipIf(!hasPostgres())('a ledger in PostgreSQL beside one in SQLite', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  async function live(acts: readonly Act[]): Promise<void> {
    const homes = [await sqliteHome(), await postgresHome(postgres)];
    const desks = homes.map((home) => new Desk(home));
    try {
      for (const desk of desks) await desk.nextRun();
      for (const act of acts) {
        const [one, other] = await Promise.all(
          desks.map(async (desk) => ({ came: await doAct(act, desk, desk.time), said: await said(desk) })),
        );
        expect(other).toEqual(one);
      }
    } finally {
      for (const desk of desks) await desk.leave();
      for (const home of homes) await home.remove();
    }
  }

  it(
    'says the same of every row, whatever happens',
    async () => {
      await fc.assert(fc.asyncProperty(fc.array(anyAct, { maxLength: 12 }), live), {
        numRuns: NIGHTS,
        interruptAfterTimeLimit: 60_000 + NIGHTS * 1_000,
        markInterruptAsFailure: false,
      });
    },
    150_000 + NIGHTS * 2_000,
  );
});
