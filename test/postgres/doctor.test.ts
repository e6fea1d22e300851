/** What `doctor` finds of a ledger in a database: nothing is changed by it. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type State, stateOf } from '../../src/config/state.ts';
import { judgeHealth } from '../../src/doctor/judge-ledger.ts';
import { openPostgresLedger } from '../../src/ledger/postgres/open.ts';
import { lookAtDatabase } from '../../src/run/compose-database.ts';
import type { Context } from '../../src/run/context.ts';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.ts';
import { databaseAt } from '../support/postgres-home.ts';

type Database = Extract<State, { kind: 'database' }>;

describe.skipIf(!hasPostgres())('doctor of a ledger in a database', () => {
  let server: Postgres;
  let folder: string;
  const keyFile = (): string => join(folder, 'ledger.key');
  beforeAll(async () => {
    server = await startPostgres();
    folder = mkdtempSync(join(tmpdir(), 'doctor-'));
    const client = await server.connect();
    await client.query('CREATE ROLE guest LOGIN; CREATE ROLE looker LOGIN');
    await client.end();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  function contextAt(now: () => number): Context {
    const parts = { env: {}, version: '1.2.3', user: () => 'budi', uid: process.getuid?.(), platform: 'linux' };
    return { ...parts, clock: { now } } as unknown as Context;
  }

  /** Each finding by its name, how it is, and what is wrong. */
  async function found(url: string, now = (): number => Date.now(), wanted?: string): Promise<string[]> {
    const state = stateOf({ path: '', allowPlain: false, url }, folder, () => true) as Database;
    const health = await lookAtDatabase(state, contextAt(now), { keyFile: keyFile() });
    return judgeHealth(health, { path: 'db', keyName: keyFile(), wanted }).map(({ about, result, why, error }) =>
      [about, result, why ?? error?.code].filter((word) => word !== undefined).join(' '),
    );
  }

  const asRole = (url: string, role: string): string => url.replace('postgres@', `${role}@`);
  // Nothing of the test servers is forced to their disk.
  const WELL = ['database good', 'database bad forgets', 'database-rights good', 'clock good'];

  test('no ledger yet', async () => {
    const url = await server.newDatabase();
    expect(await found(url)).toEqual([...WELL, 'key good', 'ledger good']);
    const client = await server.connect(url);
    expect((await client.query("SELECT 1 FROM pg_namespace WHERE nspname = 'vax_upload'")).rows).toEqual([]);
    await client.end();
  });

  test('a role that may make none, a database that is not there, a server that is away', async () => {
    const url = await server.newDatabase();
    expect(await found(asRole(url, 'guest'))).toContain('ledger bad DATABASE_RIGHTS');
    expect(await found(url.replace(/\/ledger_\w+/, '/tidak_ada'))).toEqual(['ledger bad DATABASE_MISSING']);
    expect(await found('postgresql://a@localhost:1/b')).toEqual(['ledger bad DATABASE_AWAY']);
  });

  test('somebody else uses the schema', async () => {
    const url = await server.newDatabase();
    const client = await server.connect(url);
    await client.query('CREATE SCHEMA vax_upload; CREATE TABLE vax_upload.belanja (n int)');
    await client.end();
    expect(await found(url)).toContain('ledger bad LEDGER_NOT_OURS');
  });

  test('our clock is another one', async () => {
    const url = await server.newDatabase();
    expect(await found(url, () => Date.now() - 26 * 3_600_000)).toContain('clock bad far');
  });

  test('it can only be read', async () => {
    const url = await server.newDatabase();
    const only = `${url}&options=${encodeURIComponent('-c default_transaction_read_only=on')}`;
    expect(await found(only)).toContain('database bad read-only');
  });

  describe('a ledger that is there', () => {
    let url: string;
    let client: Awaited<ReturnType<Postgres['connect']>>;
    const IDENTITY = 'json https://registry.example/v1';
    beforeAll(async () => {
      url = await server.newDatabase();
      const ledger = await openPostgresLedger({
        database: databaseAt(url),
        schema: 'vax_upload',
        name: 'db',
        keyFile: keyFile(),
        uid: process.getuid?.(),
        doubtWaitMs: 60_000,
        now: () => Date.now(),
        target: IDENTITY,
      });
      await ledger.close();
      client = await server.connect(url);
      await client.query('GRANT USAGE ON SCHEMA vax_upload TO looker');
      await client.query('GRANT SELECT ON ALL TABLES IN SCHEMA vax_upload TO looker');
    });
    afterAll(() => client.end());

    test('well', async () => {
      expect(await found(url, undefined, IDENTITY)).toEqual([...WELL, 'key good', 'ledger good', 'ledger-target good']);
    });
    test('a role that may only look', async () => {
      expect(await found(asRole(url, 'looker'))).toContain('database-rights note look');
    });
    test('a role without rights in it', async () => {
      expect(await found(asRole(url, 'guest'))).toContain('ledger bad DATABASE_RIGHTS');
    });
    test('of another server, once that has accepted records', async () => {
      await client.query(
        `INSERT INTO vax_upload.entries (id, person, dose, state, who, what, born, run, file, sheet, line, part)
         VALUES (1, '', 1, 3, '', '', 1, 1, 1, 1, 1, 1)`,
      );
      expect(await found(url, undefined, 'json https://lain.example')).toContain('ledger-target bad TARGET_MISMATCH');
      await client.query('DELETE FROM vax_upload.entries');
    });
    test('another key, and none', async () => {
      const key = readFileSync(keyFile());
      writeFileSync(keyFile(), randomBytes(32), { mode: 0o600 });
      expect(await found(url)).toContain('key bad LEDGER_KEY_WRONG');
      rmSync(keyFile());
      expect(await found(url)).toContain('key bad LEDGER_KEY_MISSING');
      writeFileSync(keyFile(), key, { mode: 0o600 });
    });
    test('of a newer version', async () => {
      await client.query('INSERT INTO vax_upload.vax_upload_schema (version) VALUES (9999)');
      expect(await found(url)).toContain('ledger bad LEDGER_NEWER');
    });
  });
});
