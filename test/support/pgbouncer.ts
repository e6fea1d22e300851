/** A real PgBouncer before a PostgreSQL, on a socket only. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { databaseAddress } from '../../src/postgres/address.ts';
import { type Postgres, userOf } from './postgres.ts';

/** Debian's. */
const PROGRAM = '/usr/sbin/pgbouncer';
const PORT = 6432;

export function hasPgbouncer(): boolean {
  return existsSync(PROGRAM);
}

export interface Pgbouncer extends AsyncDisposable {
  /** The address by which a database of the server is reached through it. */
  through(address: string): string;
}

/** `settings`: as in pgbouncer.ini, `name = value`. */
export async function startPgbouncer(postgres: Postgres, settings: readonly string[]): Promise<Pgbouncer> {
  const folder = mkdtempSync(join(tmpdir(), 'pgb-'));
  // It refuses to run as root, as the server does.
  const owner = process.getuid?.() === 0 ? userOf('postgres') : undefined;
  chmodSync(folder, 0o777);
  const own = ['listen_addr =', `listen_port = ${PORT}`, `unix_socket_dir = ${folder}`, 'auth_type = any'];
  const databases = `[databases]\n* = host=${postgres.socket} user=postgres\n`;
  writeFileSync(join(folder, 'pgbouncer.ini'), `${databases}[pgbouncer]\n${[...own, ...settings].join('\n')}\n`);
  const program = spawn(PROGRAM, ['-q', join(folder, 'pgbouncer.ini')], { ...owner, cwd: folder, stdio: 'ignore' });
  const through = (address: string): string => {
    const { database } = databaseAddress({ url: address }, { env: {}, user: 'postgres' });
    return `postgresql://postgres@/${database}?host=${encodeURIComponent(folder)}&port=${PORT}`;
  };
  for (let tries = 0; ; tries++) {
    const client = new Client({ host: folder, port: PORT, user: 'postgres', database: 'postgres' });
    client.on('error', () => undefined);
    const isUp = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => undefined);
    if (isUp) break;
    if (tries === 100 || program.exitCode !== null) throw new Error('PgBouncer does not come up');
    await wait(50);
  }
  return {
    through,
    async [Symbol.asyncDispose]() {
      const gone = once(program, 'exit');
      program.kill('SIGKILL');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
