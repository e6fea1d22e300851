/** Several computers take their sheets in at the same time, into one ledger in PostgreSQL. */
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, Desk, dose, type Sheet, SITI } from '../../support/ledger-desk.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { type PostgresHome, postgresHome } from '../../support/postgres-home.ts';

describe.skipIf(!hasPostgres())('computers that take sheets in at the same time', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(async () => {
    await postgres[Symbol.asyncDispose]();
  });

  let home: PostgresHome;
  let desks: readonly Desk[];
  beforeEach(async () => {
    home = await postgresHome(postgres);
    desks = [new Desk(home), new Desk(home)];
    for (const desk of desks) await desk.nextRun();
  });
  afterEach(async () => {
    for (const desk of desks) await desk.leave();
    await home.remove();
  });

  const SHEETS: readonly Sheet[] = [[at(5, dose())], [at(5, dose(SITI))]];

  /** As take-in-file.ts does it. Returns how often the file was read. */
  async function take(which: 0 | 1, name: string, meanwhile: () => Promise<unknown>): Promise<number> {
    const desk = desks[which] as Desk;
    let times = 0;
    await desk.ledger.again?.(async () => {
      times += 1;
      let file: number | undefined;
      try {
        ({ id: file } = await desk.begin(name, SHEETS[which] as Sheet));
        await meanwhile();
        await desk.ledger.closeFile(file, 0);
      } catch (error) {
        await desk.ledger.abandonFile(file ?? 0, 'cut-short');
        throw error;
      }
    });
    return times;
  }

  it('two files of one name, as every office calls its own: none is in the way of the other', async () => {
    let other: Promise<number> | undefined;
    const mine = await take(0, 'vaksinasi.xlsx', async () => {
      other ??= take(1, 'vaksinasi.xlsx', async () => undefined);
      // The other one has begun its file, and waits for its turn.
      await waitFor('SELECT 1 FROM files HAVING count(*) = 2');
      await waitFor("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    });
    expect([mine, await other]).toEqual([1, 1]);
    expect(await desks[0]?.states()).toEqual({ pending: 2 });
    expect(await desks[0]?.ledger.unfinished()).toEqual([]);
  });

  it('a file that was noted and is gone before it is read is noted again', async () => {
    const [one, other] = desks as [Desk, Desk];
    const { id } = await one.begin('vaksinasi.xlsx', SHEETS[0] as Sheet);
    // Whoever was cut short has no lock any more.
    await one.ledger.abandonFile(id, 'cut-short');
    expect(await one.ledger.unfinished()).toHaveLength(1);
    await other.import('vaksinasi.xlsx', SHEETS[1] as Sheet);
    expect(await one.ledger.unfinished()).toEqual([]);
    expect(await one.import('vaksinasi.xlsx', SHEETS[0] as Sheet)).toEqual(['fresh']);
  });

  it('a ledger that is closed in the middle of a file keeps nobody waiting', async () => {
    const [one, other] = desks as [Desk, Desk];
    await one.begin('vaksinasi.xlsx', SHEETS[0] as Sheet);
    await one.leave();
    const began = performance.now();
    expect(await other.import('vaksinasi.xlsx', SHEETS[1] as Sheet)).toEqual(['fresh']);
    // A lock that somebody has is waited for much longer.
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('a newer program gives tables a column while an older one is at work, which reads its file again', async () => {
    expect(await take(0, 'boja.xlsx', async () => undefined)).toBe(1);
    const client = await postgres.connect(home.address);
    await client.query('ALTER TABLE vax_upload.readings ADD COLUMN later bigint');
    await client.query('ALTER TABLE vax_upload.sheets ADD COLUMN later bigint');
    await client.end();
    // Each connection that has prepared such a statement is given up.
    expect(await take(0, 'weleri.xlsx', async () => undefined)).toBeLessThanOrEqual(3);
    expect(await take(1, 'boja.xlsx', async () => undefined)).toBe(1);
    expect(await desks[0]?.states()).toEqual({ pending: 2 });
  });

  /** Until the ledger has a row of that kind. */
  async function waitFor(sql: string): Promise<void> {
    const client = await postgres.connect(home.address);
    try {
      await client.query('SET search_path = vax_upload');
      while ((await client.query(sql)).rows.length === 0) await wait(20);
    } finally {
      await client.end();
    }
  }
});
