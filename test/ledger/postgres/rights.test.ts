/** Who may do what in a ledger of many machines: with the program itself, and right by right. */
import { mkdirSync, renameSync } from 'node:fs';
import type { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grantsScript, ROLES, roleName, SEQUENCE_RIGHTS, TABLE_RIGHTS } from '../../../src/ledger/postgres/rights.ts';
import { VIEWS } from '../../../src/ledger/postgres/views.ts';
import { people, person } from '../../cli/clerk.ts';
import { type FakeServer, startFakeServer } from '../../support/fake-server.ts';
import { hasPostgres, type Postgres, startPostgres } from '../../support/postgres.ts';
import { emptyProvince, type Login, type ProvinceHome, province, sheetIn } from '../../support/province-home.ts';

const LONG = 120_000;

describe.skipIf(!hasPostgres())('the roles of a ledger in PostgreSQL', () => {
  let postgres: Postgres;
  let server: FakeServer;
  let home: ProvinceHome;
  let owner: Client;
  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startFakeServer();
    home = await province(postgres, server.url);
    owner = await home.connect('owner');
    mkdirSync(home.clerk.path('kendal'));
    sheetIn(home, 'kendal/boja.csv', [...people(20), person(21, { born: 'entah' })]);
  }, LONG);
  afterAll(async () => {
    await owner.end();
    await server.close();
    await postgres[Symbol.asyncDispose]();
  });

  const refused = async (login: Login, sql: string): Promise<unknown> => {
    const client = await home.connect(login);
    try {
      await client.query('SET search_path TO vax_upload');
      await client.query(sql);
      return 'done';
    } catch (error) {
      return (error as { code?: unknown }).code;
    } finally {
      await client.end();
    }
  };

  it('every table and sequence has its rights written down', async () => {
    const { rows } = await owner.query(
      `SELECT relname AS name, relkind AS kind FROM pg_class WHERE relnamespace = 'vax_upload'::regnamespace
       AND relkind IN ('r', 'S', 'v') ORDER BY relname`,
    );
    const called = (kind: string): string[] => rows.filter((row) => row.kind === kind).map(({ name }) => name);
    expect(Object.keys(TABLE_RIGHTS).toSorted()).toEqual(called('r'));
    expect(Object.keys(SEQUENCE_RIGHTS).toSorted()).toEqual(called('S'));
    expect([...VIEWS].toSorted()).toEqual(called('v'));
  });

  it('the importer takes in, and the worker delivers it', { timeout: LONG }, async () => {
    const taken = await home.runs('importer', 'import', 'kendal/boja.csv', '--take-in-only');
    expect(taken.exitCode, taken.err).toBe(10);
    const sent = await home.runs('worker', 'resume');
    // One of its rows needs a person.
    expect(sent.exitCode, sent.err).toBe(3);
    expect(server.effects.size).toBe(20);
  });

  it('a worker leaves the parcels of districts to whoever may take them in', { timeout: LONG }, async () => {
    await owner.query(`INSERT INTO vax_upload.parcels (id, district, owner, at, rows, state, sealed)
      VALUES (gen_random_uuid(), 'kendal', 'kendal', 1, 5, 0, 'x')`);
    const state = async (): Promise<unknown> =>
      (await owner.query('SELECT state, why FROM vax_upload.parcels')).rows[0];
    const sent = await home.runs('worker', 'resume');
    expect([sent.exitCode, sent.err]).toEqual([3, expect.not.stringContaining('Error')]);
    expect(await state()).toEqual({ state: 0, why: null });
    await owner.query('GRANT vax_upload_importer TO worker_login');
    const both = await home.runs('worker', 'resume');
    await owner.query('REVOKE vax_upload_importer FROM worker_login');
    expect(both.exitCode, both.err).toBe(3);
    // Nobody has sealed it to this key.
    expect(await state()).not.toMatchObject({ state: 0 });
    await owner.query('DELETE FROM vax_upload.parcels');
  });

  it('a computer without the key is told to copy it from another one', { timeout: LONG }, async () => {
    const key = home.clerk.path('.vax-upload/ledger.key');
    renameSync(key, `${key}.aside`);
    const missing = await Promise.all(['status', 'resume'].map((command) => home.runs('worker', command)));
    renameSync(`${key}.aside`, key);
    for (const { exitCode, err } of missing)
      expect([exitCode, err]).toEqual([2, expect.stringMatching(/LEDGER_KEY_MISSING[\s\S]*from another computer/)]);
  });

  it("neither does the other's work", { timeout: LONG }, async () => {
    sheetIn(home, 'kendal/lagi.csv', people(5, 50));
    const taken = await home.runs('worker', 'import', 'kendal/lagi.csv', '--take-in-only');
    expect([taken.exitCode, taken.err]).toEqual([7, expect.stringContaining('[DATABASE_RIGHTS]')]);
    const again = await home.runs('importer', 'import', 'kendal/lagi.csv');
    expect([again.exitCode, again.err]).toEqual([7, expect.stringContaining('[DATABASE_RIGHTS]')]);
    const sent = await home.runs('worker', 'resume');
    // One of its rows needs a person.
    expect(sent.exitCode, sent.err).toBe(3);
    expect(server.effects.size).toBe(25);
  });

  it.each([['status'], ['runs'], ['audit'], ['report', '--json']])(
    'the reader is told by `%s`',
    { timeout: LONG },
    async (...command) => {
      const { exitCode, err, out } = await home.runs('reader', ...command);
      expect(exitCode, err).toBe(0);
      expect(out.length).toBeGreaterThan(20);
    },
  );

  it.each([
    ['reader', 'SELECT sealed FROM entries'],
    ['reader', 'SELECT person FROM entries'],
    ['reader', 'SELECT * FROM entries'],
    ['reader', 'SELECT sealed FROM readings'],
    ['reader', 'SELECT sealed FROM lately'],
    ['reader', 'SELECT reference FROM people'],
    ['reader', "UPDATE runs SET who = 'x'"],
    ['reader', 'DELETE FROM audit'],
    ['reader', 'CREATE TABLE mine (n int)'],
    ['worker', 'DELETE FROM audit'],
    ['worker', "UPDATE audit SET who = 'x'"],
    ['worker', 'DELETE FROM entries'],
    ['worker', 'TRUNCATE entries'],
    ['worker', 'INSERT INTO readings SELECT * FROM readings'],
    ['worker', "SELECT nextval('entries_numbers')"],
    ['worker', 'ALTER TABLE entries ADD COLUMN x int'],
    ['worker', 'DROP TABLE entries'],
    ['importer', 'DELETE FROM audit'],
    ['importer', 'TRUNCATE audit'],
    ['importer', "UPDATE gate SET target = 'x'"],
    ['importer', 'DROP TABLE audit'],
    ['importer', 'DROP VIEW status_by_district'],
    ['importer', 'CREATE TRIGGER t BEFORE UPDATE ON entries EXECUTE FUNCTION suppress_redundant_updates_trigger()'],
    ['dashboard', 'SELECT count(*) FROM entries'],
    ['dashboard', 'SELECT name FROM files'],
    ['dashboard', 'SELECT value FROM meta'],
    ['dashboard', "SELECT nextval('runs_numbers')"],
    ['district', 'SELECT * FROM status_by_district'],
    ['district', 'SELECT count(*) FROM entries'],
    ['district', 'SELECT count(*) FROM audit'],
  ] as const)('%s may not: %s', async (login, sql) => {
    expect(await refused(login, sql)).toBe('42501');
  });

  it.each(VIEWS)('a dashboard reads %s', async (view) => {
    expect(await refused('dashboard', `SELECT * FROM ${view}`)).toBe('done');
  });

  it('who is in none of them is not even let into the database', async () => {
    await owner.query('CREATE ROLE stranger LOGIN');
    await expect(postgres.connect(home.address('reader').replace('reader_login', 'stranger'))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('the script may be run again, and takes back what is too much', async () => {
    await owner.query('GRANT ALL ON vax_upload.audit TO vax_upload_worker');
    await owner.query('GRANT SELECT (sealed) ON vax_upload.entries TO vax_upload_reader');
    expect(await refused('reader', 'SELECT sealed FROM entries')).toBe('done');
    await owner.query((await home.runs('owner', 'schema', '--grants')).out);
    expect(await refused('worker', 'DELETE FROM audit')).toBe('42501');
    expect(await refused('reader', 'SELECT sealed FROM entries')).toBe('42501');
  });

  it('a second `schema` changes nothing', async () => {
    const { exitCode, out } = await home.runs('owner', 'schema', '--json');
    expect([exitCode, JSON.parse(out)]).toEqual([0, expect.objectContaining({ before: 1, now: 1 })]);
  });

  it('who may not make the tables is told whom to ask, and nothing is made', { timeout: LONG }, async () => {
    const empty = await emptyProvince(postgres, server.url);
    sheetIn(empty, 'boja.csv', people(2));
    const admin = await empty.connect('owner');
    await admin.query(`GRANT CONNECT ON DATABASE ${await nameOf(admin)} TO importer_login`);
    const { exitCode, err } = await empty.runs('importer', 'import', 'boja.csv');
    expect([exitCode, err]).toEqual([
      2,
      expect.stringMatching(/\[LEDGER_OLDER\][\s\S]*Try: As the owner.*vax-upload schema/),
    ]);
    expect((await admin.query("SELECT FROM pg_namespace WHERE nspname = 'vax_upload'")).rowCount).toBe(0);
    await admin.end();
  });

  it('what the administrator of the database changes is refused, not believed', { timeout: LONG }, async () => {
    sheetIn(home, 'kendal/ubah.csv', people(3, 70));
    expect((await home.runs('importer', 'import', 'kendal/ubah.csv', '--take-in-only')).exitCode).toBe(10);
    const before = server.effects.size;
    await owner.query('UPDATE vax_upload.entries SET line = line + 1 WHERE state = 0');
    const { exitCode, err } = await home.runs('worker', 'resume');
    expect([exitCode, err]).toEqual([74, expect.stringContaining('[LEDGER_CHANGED]')]);
    expect(server.effects.size).toBe(before);
    await owner.query('UPDATE vax_upload.entries SET line = line - 1 WHERE state = 0');
    expect((await home.runs('worker', 'resume')).exitCode).toBe(3);
    expect(server.effects.size).toBe(before + 3);
  });

  it('a role without any grant is told of its rights', { timeout: LONG }, async () => {
    await owner.query(`GRANT CONNECT ON DATABASE ${await nameOf(owner)} TO stranger`);
    const address = home.address('reader').replace('reader_login', 'stranger');
    const { exitCode, err } = await home.clerk.runs('resume', '--state', address);
    expect([exitCode, err]).toEqual([7, expect.stringContaining('[DATABASE_RIGHTS]')]);
  });
});

async function nameOf(client: Client): Promise<string> {
  return (await client.query('SELECT current_database() AS name')).rows[0].name;
}

describe('the script of the grants', () => {
  it('quotes what it is told', () => {
    const script = grantsScript({ database: 'a"b', schema: 'Kendal-1' }, ['one']);
    expect(script).toContain('REVOKE ALL ON DATABASE "a""b" FROM PUBLIC;');
    expect(script).toContain('GRANT USAGE ON SCHEMA "Kendal-1" TO "Kendal-1_importer"');
    expect(script.split('\n')[0]).toBe('-- one');
  });

  it('names of roles fit into a name of PostgreSQL, and differ', () => {
    const names = ROLES.map((role) => roleName('v'.repeat(63), role));
    expect(new Set(names).size).toBe(ROLES.length);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(63);
  });
});
