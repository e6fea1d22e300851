/**
 * Two computers take in sheets with the same people at the same moment: what comes of it is what comes of one of them
 * after the other, as a ledger in a file has it.
 */
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, Desk, dose, type LedgerHome, type Sheet } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { postgresHome } from '../../support/postgres-home.ts';
import { anySheet } from '../../support/small-sheets.ts';
import { sqliteHome } from '../../support/sqlite-home.ts';

/** So many moments with each `npm test`; more by hand. */
const MOMENTS = Number(process.env['MOMENTS'] ?? 5);

/** A file, and which of two computers takes it in. */
interface File {
  readonly name: string;
  readonly lines: Sheet;
}

async function said(desk: Desk): Promise<object> {
  const rows = (await desk.rowsForPerson('all')).map(({ file, sheet, line, group, outcome, cells, problems }) =>
    JSON.stringify({ file, sheet: sheet.name, line, group, outcome, cells, problems }),
  );
  return { states: await desk.states(), ready: await desk.ledger.ready(), rows: rows.toSorted() };
}

/** What a ledger in a file says when one has come after the other, in the order of the files. */
async function inTurn(files: readonly File[]): Promise<object> {
  const home: LedgerHome = await sqliteHome();
  const desk = new Desk(home);
  const kinds: Record<string, readonly string[]> = {};
  try {
    for (const { name, lines } of files) {
      await desk.nextRun();
      kinds[name] = await desk.import(name, lines);
    }
    await desk.nextRun();
    return { kinds, ...(await said(desk)) };
  } finally {
    await desk.leave();
    await home.remove();
  }
}

describe.skipIf(!hasPostgres())('two computers that take in sheets at the same moment', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  async function atOnce(files: readonly [File, File]): Promise<object> {
    const home = await postgresHome(postgres);
    const desks = [new Desk(home), new Desk(home)] as const;
    try {
      for (const desk of desks) await desk.nextRun();
      const came = await Promise.all(files.map(({ name, lines }, index) => (desks[index] as Desk).import(name, lines)));
      await desks[0].nextRun();
      return { kinds: { [files[0].name]: came[0], [files[1].name]: came[1] }, ...(await said(desks[0])) };
    } finally {
      for (const desk of desks) await desk.leave();
      await home.remove();
    }
  }

  it('come to what one after the other comes to', { timeout: 240_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anySheet, anySheet, async (one, other) => {
        const files = [
          { name: 'kendal.xlsx', lines: one },
          { name: 'boja.xlsx', lines: other },
        ] as const;
        const orders = await Promise.all([inTurn(files), inTurn(files.toReversed())]);
        expect(orders).toContainEqual(await atOnce(files));
      }),
      { numRuns: MOMENTS },
    );
  });

  it('judge a file again where another one has brought its row between the look and the word', async () => {
    const home = await postgresHome(postgres);
    const desk = new Desk(home);
    const raw = await postgres.connect(home.address);
    try {
      await desk.nextRun();
      const row = at(5, dose());
      expect(await desk.import('kendal.xlsx', [row])).toEqual(['fresh']);
      // The entry is gone, and comes back in a transaction that nobody sees before it ends.
      await raw.query('CREATE TABLE kept AS SELECT * FROM vax_upload.entries');
      await raw.query('DELETE FROM vax_upload.entries');
      await raw.query('BEGIN');
      await raw.query('INSERT INTO vax_upload.entries SELECT * FROM kept');
      const { ledger } = desk;
      let tries = 0;
      const taking = ledger.again?.(async () => {
        tries += 1;
        try {
          return await desk.import('boja.xlsx', [{ ...row, line: 9 }]);
        } catch (error) {
          await ledger.abandonFile(0, 'cut-short');
          throw error;
        }
      });
      await wait(1_500);
      await raw.query('COMMIT');
      expect(await taking).toEqual(['repeated']);
      expect(tries).toBe(2);
      expect((await raw.query('SELECT 1 FROM vax_upload.entries')).rows.length).toBe(1);
    } finally {
      await raw.end();
      await desk.leave();
      await home.remove();
    }
  });
});
