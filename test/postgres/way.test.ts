/** The ways to a real server: who is let in, and who must prove what. */

import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type State, stateOf } from '../../src/config/state.ts';
import { databaseAway, judgeDatabaseError } from '../../src/postgres/database-error.ts';
import { wireDatabase } from '../../src/run/compose-database.ts';
import type { Context } from '../../src/run/context.ts';
import { hasPostgres } from '../support/postgres.ts';
import {
  ELSEWHERE,
  lookup,
  MISNAMED,
  type NetworkedPostgres,
  PASSWORD,
  startNetworkedPostgres,
} from '../support/postgres-over-network.ts';

type More = Partial<Parameters<typeof stateOf>[0]>;
type Database = Extract<State, { kind: 'database' }>;

function stateAt(url: string, more: More = {}): Database {
  return stateOf({ path: '', allowPlain: false, url, ...more }, '/kerja', () => true) as Database;
}

/** Only these parts are looked at on the way to a database. */
function contextOf(env: Context['env']): Context {
  const clock = { now: () => Date.now() };
  return {
    env,
    version: '1.2.3',
    user: () => 'budi',
    uid: process.getuid?.(),
    platform: 'linux',
    clock,
  } as unknown as Context;
}

/** Who it is there, and whether nobody else could listen; or what keeps us out. */
async function reached(url: string, env: Context['env'] = {}, more: More = {}): Promise<string> {
  try {
    const pool = await wireDatabase(stateAt(url, more), contextOf(env), { command: 'import', lookup });
    try {
      const client = await pool.connect();
      const { rows } = await client.query(
        'SELECT current_user AS who, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      );
      client.release();
      return `${rows[0]?.who} ${rows[0]?.ssl ? 'encrypted' : 'plain'}`;
    } catch (error) {
      const judged = judgeDatabaseError(error, pool.address);
      if (!judged) throw error;
      const told = judged.kind === 'final' ? judged.error : databaseAway(judged, pool.address);
      return `${told.code} ${told.exitCode}${told.code === 'DATABASE_AWAY' ? ` ${told.params['why']}` : ''}`;
    } finally {
      await pool.end();
    }
  } catch (error) {
    if (error instanceof Error && 'exitCode' in error) return `${error.message} ${error.exitCode}`;
    throw error;
  }
}

describe.skipIf(!hasPostgres())('the way to a server', () => {
  let server: NetworkedPostgres;
  let database: string;
  let files: string;
  let caFile: string;
  const withPassword = { PGPASSWORD: PASSWORD };
  const at = (host: string, role = 'importer'): string => `postgresql://${role}@${host}:${server.port}/${database}`;

  beforeAll(async () => {
    server = await startNetworkedPostgres();
    database = await server.newOwned();
    files = mkdtempSync(join(tmpdir(), 'way-'));
    caFile = server.authority.caFile;
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(files, { recursive: true, force: true });
  });

  function written(name: string, text: string, mode = 0o600): string {
    const path = join(files, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  }

  describe('the password', () => {
    const here = (): string => at('localhost');
    test('PGPASSWORD', async () => expect(await reached(here(), withPassword)).toBe('importer encrypted'));
    test('none', async () => expect(await reached(here())).toBe('DATABASE_PASSWORD 2'));
    test('a wrong one', async () => expect(await reached(here(), { PGPASSWORD: 'lain' })).toBe('DATABASE_LOGIN 7'));
    test('a role that is not there', async () =>
      expect(await reached(at('localhost', 'siapa'), withPassword)).toBe('DATABASE_LOGIN 7'));
    test('.pgpass', async () => {
      const line = `localhost:${server.port}:*:importer:${PASSWORD.replaceAll(':', '\\:')}\n`;
      expect(await reached(here(), { PGPASSFILE: written('pgpass', line) })).toBe('importer encrypted');
      expect(await reached(here(), { PGPASSFILE: written('pgpass-lain', line.replace('importer', 'lain')) })).toBe(
        'DATABASE_PASSWORD 2',
      );
      expect(await reached(here(), { PGPASSFILE: join(files, 'tidak-ada') })).toBe('DATABASE_PASSWORD 2');
    });
    test('.pgpass of the home folder', async () => {
      written('.pgpass', `*:*:*:*:${PASSWORD}`);
      expect(await reached(here(), { HOME: files })).toBe('importer encrypted');
    });
    test.skipIf(process.platform === 'win32')('.pgpass that others can read', async () => {
      const open = written('pgpass-open', `*:*:*:*:${PASSWORD}`, 0o644);
      expect(await reached(here(), { PGPASSFILE: open })).toBe('SETTINGS_UNSAFE 2');
    });
    test('passwordFile goes before the others', async () => {
      const passwordFile = written('password', `${PASSWORD}\n`);
      expect(await reached(here(), { PGPASSWORD: 'lain' }, { passwordFile })).toBe('importer encrypted');
      chmodSync(passwordFile, 0o640);
      expect(await reached(here(), withPassword, { passwordFile })).toBe('SETTINGS_UNSAFE 2');
      expect(await reached(here(), withPassword, { passwordFile: join(files, 'tidak-ada') })).toBe(
        'SECRET_UNREADABLE 2',
      );
    });
    test('a service of psql', async () => {
      const text = `[prov]\nhost=localhost\nport=${server.port}\nuser=importer\ndbname=${database}\npassword=${PASSWORD}\n`;
      const env = { PGSERVICEFILE: written('service', text) };
      expect(await reached('postgresql://?service=prov', env)).toBe('importer encrypted');
      expect(await reached('postgresql://', { ...env, PGSERVICE: 'prov' })).toBe('importer encrypted');
      expect(await reached('postgresql://?service=lain', env)).toBe('DATABASE_SERVICE 2');
    });
    test('all of it in the variables of psql', async () => {
      const env = { PGHOST: 'localhost', PGPORT: String(server.port), PGUSER: 'importer', PGDATABASE: database };
      expect(await reached('postgresql://', { ...env, ...withPassword })).toBe('importer encrypted');
    });
  });

  describe('another computer', () => {
    test('proves who it is', async () => {
      expect(await reached(at(ELSEWHERE), withPassword, { caFile })).toBe('importer encrypted');
      expect(await reached(`${at(ELSEWHERE)}?sslrootcert=${caFile}`, withPassword)).toBe('importer encrypted');
      expect(await reached(at(ELSEWHERE), { ...withPassword, PGSSLROOTCERT: caFile })).toBe('importer encrypted');
    });
    test('an authority that nobody knows', async () => {
      expect(await reached(at(ELSEWHERE), withPassword)).toBe('DATABASE_UNTRUSTED 7');
      expect(await reached(`${at(ELSEWHERE)}?sslmode=verify-full`, withPassword)).toBe('DATABASE_UNTRUSTED 7');
    });
    test('another name', async () => {
      expect(await reached(at(MISNAMED), withPassword, { caFile })).toBe('DATABASE_UNTRUSTED 7');
      expect(await reached(`${at(MISNAMED)}?sslmode=verify-ca`, withPassword, { caFile })).toBe('importer encrypted');
    });
    test('sslmode=require: encrypted, with whoever answers', async () => {
      expect(await reached(`${at(MISNAMED)}?sslmode=require`, withPassword)).toBe('importer encrypted');
    });
    test('in the clear only where it is said', async () => {
      expect(await reached(`${at(ELSEWHERE)}?sslmode=disable`, withPassword)).toBe('DATABASE_PLAIN 2');
      expect(await reached(`${at(ELSEWHERE)}?sslmode=disable`, withPassword, { allowPlain: true })).toBe(
        'importer plain',
      );
      expect(await reached(at(ELSEWHERE), withPassword, { allowPlain: true })).toBe('importer encrypted');
    });
    test('NODE_TLS_REJECT_UNAUTHORIZED=0 changes nothing', async () => {
      process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
      try {
        expect(await reached(at(ELSEWHERE), withPassword)).toBe('DATABASE_UNTRUSTED 7');
      } finally {
        delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
      }
    });
    test('a certificate of ours is asked for', async () => {
      const certified = `${at(ELSEWHERE, 'certified')}?sslrootcert=${caFile}`;
      expect(await reached(certified, withPassword)).toBe('DATABASE_LOGIN 7');
      const { certFile, keyFile } = server.authority.client('importir');
      expect(await reached(`${certified}&sslcert=${certFile}&sslkey=${keyFile}`, withPassword)).toBe(
        'certified encrypted',
      );
    });
  });

  describe('who is kept out', () => {
    test('a database that is not there', async () =>
      expect(await reached(`postgresql://importer@localhost:${server.port}/tidak_ada`, withPassword)).toBe(
        'DATABASE_MISSING 2',
      ));
    test('pg_hba.conf', async () =>
      expect(await reached(at('localhost', 'nobody_home'), withPassword)).toBe('DATABASE_LOGIN 7'));
    test('in the clear, where the server wants TLS', async () => {
      expect(await reached(`${at('localhost', 'tls_only')}?sslmode=disable`, withPassword)).toBe('DATABASE_LOGIN 7');
      expect(await reached(`${at('localhost', 'tls_only')}?sslmode=allow`, withPassword)).toBe('tls_only encrypted');
    });
    test('too many connections', async () =>
      expect(await reached(at('localhost', 'crowded'), withPassword)).toBe('DATABASE_AWAY 74 crowded'));
    test('nobody listens', async () =>
      expect(await reached('postgresql://a@localhost:1/b', withPassword)).toBe('DATABASE_AWAY 74 refused'));
    test('no socket', async () =>
      expect(await reached('postgresql://a@/b?host=/tidak/ada')).toBe('DATABASE_AWAY 74 refused'));
    test('no such name', async () =>
      expect(await reached('postgresql://a@tidak-ada.invalid/b', withPassword)).toBe('DATABASE_AWAY 74 name'));
    test('what answers is no PostgreSQL', async () => {
      const stranger = createServer((socket) =>
        socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
      );
      await once(stranger.listen(0, '127.0.0.1'), 'listening');
      const { port } = stranger.address() as AddressInfo;
      try {
        expect(await reached(`postgresql://a@localhost:${port}/b`, withPassword)).toBe('DATABASE_STRANGER 2');
      } finally {
        stranger.close();
      }
    });
    test('it takes us and says nothing', async () => {
      const silent = createServer((socket) => socket.on('error', () => undefined));
      await once(silent.listen(0, '127.0.0.1'), 'listening');
      const { port } = silent.address() as AddressInfo;
      try {
        const url = `postgresql://a@localhost:${port}/b?connect_timeout=1`;
        expect(await reached(url, withPassword)).toBe('DATABASE_AWAY 74 timeout');
      } finally {
        silent.close();
      }
    });
  });

  test('a server without TLS', async () => {
    await server.kill('SIGINT');
    await server.start(['ssl=off']);
    try {
      expect(await reached(at(ELSEWHERE), withPassword, { caFile })).toBe('DATABASE_NO_TLS 7');
      expect(await reached(`${at('localhost')}?sslmode=require`, withPassword)).toBe('DATABASE_NO_TLS 7');
      expect(await reached(at('localhost'), withPassword)).toBe('importer plain');
      expect(await reached(at(ELSEWHERE), withPassword, { allowPlain: true })).toBe('importer plain');
    } finally {
      await server.kill('SIGINT');
      await server.start();
    }
  });
});
