/** A database that was put back to an older state sends nothing that was sent since. */
import type { Client } from 'pg';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { people } from '../../cli/clerk.ts';
import { startFakeServer } from '../../support/fake-server.ts';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';
import { type ProvinceHome, province, sheetIn } from '../../support/province-home.ts';

const LONG = 120_000;

describe.skipIf(!hasPostgres())('an older copy of a ledger in PostgreSQL', async () => {
  const postgres = await startPostgres();
  const server = await startFakeServer();
  afterAll(async () => {
    await server.close();
    await postgres[Symbol.asyncDispose]();
  });
  let home: ProvinceHome;
  let from = 0;
  beforeEach(async () => {
    home = await province(postgres, server.url);
    from += 100;
    sheetIn(home, 'boja.csv', people(30, from));
    expect((await home.runs('importer', 'import', 'boja.csv', '--take-in-only')).exitCode).toBe(10);
  }, LONG);

  /** So many records have come to the server; one that comes twice counts twice. */
  const sent = (): number =>
    server.requests.filter(({ key }) => key !== undefined).reduce((sum, { records }) => sum + records, 0);
  const databaseOf = async (client: Client): Promise<string> =>
    (await client.query('SELECT current_database() AS name')).rows[0].name;

  it('a backup that was restored as another database asks before it sends', { timeout: LONG }, async () => {
    const admin = await postgres.connect();
    const owner = await home.connect('owner');
    const name = await databaseOf(owner);
    await owner.end();
    await admin.query(`CREATE DATABASE older TEMPLATE ${name}`);
    await admin.query('GRANT CONNECT ON DATABASE older TO vax_upload_worker');
    await admin.end();
    expect((await home.runs('worker', 'resume')).exitCode).toBe(0);
    const before = sent();
    const { exitCode, err } = await home.clerk.runs('resume', '--state', home.address('worker').replace(name, 'older'));
    expect(exitCode, err).toBe(0);
    expect(err).toMatch(/was copied/);
    expect(sent()).toEqual(before);
  });

  it('a server whose disk was put back is known by the marks of this computer', { timeout: LONG }, async () => {
    const owner = await home.connect('owner');
    await owner.query('SET search_path TO vax_upload');
    const tables = (
      await owner.query(
        "SELECT relname AS t FROM pg_class WHERE relnamespace = 'vax_upload'::regnamespace AND relkind = 'r'",
      )
    ).rows.map(({ t }) => String(t));
    await owner.query('CREATE SCHEMA saved');
    for (const table of tables) await owner.query(`CREATE TABLE saved.${table} AS TABLE ${table}`);
    expect((await home.runs('worker', 'resume')).exitCode).toBe(0);
    const before = sent();
    for (const table of tables)
      await owner.query(`TRUNCATE ${table}; INSERT INTO ${table} SELECT * FROM saved.${table}`);
    const { exitCode, err } = await home.runs('worker', 'resume');
    expect(exitCode, err).toBe(0);
    expect(err).toMatch(/was copied/);
    expect(sent()).toEqual(before);
    // It is said once.
    expect((await home.runs('worker', 'resume')).err).not.toMatch(/was copied/);
    await owner.end();
  });

  it('a ledger that nobody has put back is none', { timeout: LONG }, async () => {
    const first = await home.runs('worker', 'resume');
    expect([first.exitCode, first.err]).toEqual([0, expect.not.stringMatching(/was copied/)]);
    const owner = await home.connect('owner');
    const { rows } = await owner.query("SELECT value FROM vax_upload.meta WHERE name IN ('place', 'copied')");
    expect(rows).toEqual([{ value: expect.stringMatching(/^\d+ \d+ \d+ [0-9A-F]{8}$/) }]);
    await owner.end();
  });
});
