/**
 * A real PostgreSQL in a folder of its own, on a socket only: nobody else on the computer is met, and no port is taken.
 * The server refuses to run as root, so a test that runs as root gives it to the system user `postgres`.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';

/** Debian's folder, one for each version. */
const DEBIAN = '/usr/lib/postgresql';

export function programs(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN).filter((version) => existsSync(join(DEBIAN, version, 'bin', 'initdb')));
  const newest = versions.toSorted((a, b) => Number(b) - Number(a))[0];
  return newest && join(DEBIAN, newest, 'bin');
}

/** Whether this computer has one. */
export function hasPostgres(): boolean {
  return programs() !== undefined;
}

export interface Postgres extends AsyncDisposable {
  /** The folder of its socket. */
  readonly socket: string;
  /** Makes an empty database, and returns its address as `--state` takes it. */
  newDatabase(): Promise<string>;
  /** A connection of the superuser to a database (by address, as above). */
  connect(address?: string): Promise<Client>;
  /** Ends the server: SIGKILL as a power cut, SIGINT (fast) or SIGQUIT as an operator does. Resolves when it is gone. */
  kill(signal: 'SIGKILL' | 'SIGINT' | 'SIGQUIT' | 'SIGTERM'): Promise<void>;
  /** Starts it again, after `kill`; resolves when it takes connections. `more`: settings, `name=value`. */
  start(more?: readonly string[]): Promise<void>;
}

/**
 * Makes what a server needs before it starts, in its folder, and says with which settings it starts. `give`: hands a
 * file over to the user whom the server runs as.
 */
export type Prepare = (folder: string, give: (path: string) => void) => readonly string[];

/**
 * `settings`: as in postgresql.conf, `name=value`. Nothing is forced to the disk unless `fsync=on` is among them: what
 * a server process that dies leaves behind is in the hands of the system, which lives on.
 */
export async function startPostgres(settings: readonly string[] = [], prepare?: Prepare): Promise<Postgres> {
  const bin = programs();
  if (!bin) throw new Error('no PostgreSQL on this computer');
  const folder = mkdtempSync(join(tmpdir(), 'pg-'));
  const owner = process.getuid?.() === 0 ? userOf('postgres') : undefined;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '-N', '-E', 'UTF8', '--locale=C'], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const give = (path: string): void => {
    if (owner) chownSync(path, owner.uid, owner.gid);
  };
  const own = prepare?.(folder, give) ?? [];
  const port = Number(own.find((setting) => setting.startsWith('port='))?.slice(5) ?? 5432);
  let server: ChildProcess | undefined;
  let wasStarted = false;
  let databases = 0;

  const connect = async (address?: string): Promise<Client> => {
    const client = new Client(
      address ? { connectionString: address } : { host: folder, port, user: 'postgres', database: 'postgres' },
    );
    // A server that is killed breaks the connection of whoever only waits.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };

  async function start(more: readonly string[] = []): Promise<void> {
    const all = ['listen_addresses=', `unix_socket_directories=${folder}`, 'fsync=off', 'max_connections=60']
      .concat(settings, own, more)
      .flatMap((setting) => ['-c', setting]);
    const launch = (): ChildProcess =>
      spawn(join(bin as string, 'postgres'), ['-D', data, ...all], { ...owner, cwd: folder, stdio: 'ignore' });
    let started = launch();
    server = started;
    for (let tries = 0; tries < 600; tries++) {
      if (started.exitCode !== null || started.signalCode !== null) {
        // After a SIGKILL the processes of its connections may still be at work: it does not start beside them.
        if (!wasStarted || server !== started) throw new Error('PostgreSQL has ended');
        started = launch();
        server = started;
      }
      const client = await connect().catch(() => undefined);
      if (client) {
        wasStarted = true;
        return client.end();
      }
      await wait(50);
    }
    throw new Error('PostgreSQL does not come up');
  }

  async function kill(signal: NodeJS.Signals): Promise<void> {
    const dying = server;
    server = undefined;
    if (!dying || dying.exitCode !== null || dying.signalCode !== null) return;
    const gone = once(dying, 'exit');
    dying.kill(signal);
    await gone;
  }

  await start();
  return {
    socket: folder,
    connect,
    async newDatabase() {
      const name = `ledger_${process.pid}_${++databases}`;
      const client = await connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return `postgresql://postgres@/${name}?host=${encodeURIComponent(folder)}${port === 5432 ? '' : `&port=${port}`}`;
    },
    kill,
    start,
    async [Symbol.asyncDispose]() {
      await kill('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function userOf(name: string): { readonly uid: number; readonly gid: number } {
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
