/** A standby of a real PostgreSQL, made by pg_basebackup, to which a primary that dies fails over. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { programs, userOf } from './postgres.ts';
import type { TcpPostgres } from './postgres-over-tcp.ts';

export interface Standby extends AsyncDisposable {
  readonly port: number;
  /** It is the primary from now on. */
  promote(): Promise<void>;
  /** Asked of a database, by its name. */
  sql(database: string, text: string): Promise<Readonly<Record<string, unknown>>[]>;
}

/**
 * Follows `primary`, which waits for it with each commit from now on: what was acknowledged is here as well.
 */
export async function startStandby(primary: TcpPostgres): Promise<Standby> {
  const bin = programs() as string;
  const folder = mkdtempSync(join(tmpdir(), 'pg-standby-'));
  const owner = process.getuid?.() === 0 ? userOf('postgres') : undefined;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const as = { ...owner, cwd: folder };
  const from = ['-h', primary.socket, '-p', String(primary.port), '-U', 'postgres'];
  const way = ['-D', data, '-R', '-X', 'stream', '-c', 'fast', '--no-sync'];
  execFileSync(join(bin, 'pg_basebackup'), [...from, ...way], { ...as, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    'fsync=off',
    'max_connections=60',
  ];
  const server: ChildProcess = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...as, stdio: 'ignore' },
  );
  const gone = once(server, 'exit');

  async function sql(database: string, text: string): Promise<Readonly<Record<string, unknown>>[]> {
    const client = new Client({ host: folder, port, user: 'postgres', database });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query(text);
    await client.end();
    return rows ?? [];
  }

  const primaryAddress = `postgresql://postgres@127.0.0.1:${primary.port}/postgres`;
  await until(async () => (await sql('postgres', 'SELECT 1')).length > 0);
  await primary.sql(primaryAddress, "ALTER SYSTEM SET synchronous_standby_names = '*'");
  await primary.sql(primaryAddress, 'SELECT pg_reload_conf()');
  await until(async () => {
    const followers = await primary.sql(primaryAddress, 'SELECT sync_state FROM pg_stat_replication');
    return followers.some((row) => row['sync_state'] === 'sync');
  });
  return {
    port,
    sql,
    async promote() {
      await sql('postgres', 'SELECT pg_promote()');
    },
    async [Symbol.asyncDispose]() {
      if (server.exitCode === null && server.signalCode === null) server.kill('SIGINT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await isSo().catch(() => false)) return;
    await wait(100);
  }
  throw new Error('the standby does not follow');
}
