/**
 * Connections to a database. The driver is loaded here and only when one is opened: a run with a ledger in a file stays
 * as small as it was.
 */
import type { LookupFunction } from 'node:net';
import type { Client, ClientConfig, PoolClient } from 'pg';
import { readOwnFile } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import type { DatabaseAddress, DatabaseHost } from './address.ts';
import { judgeDatabaseError, sqlState } from './database-error.ts';
import { passwordIn } from './pgpass.ts';
import { greet, SILENCE_MS } from './session.ts';
import { secured, silenced, type TlsParts } from './socket.ts';
import type { Way } from './tls.ts';
import { valueTypes } from './values.ts';

export interface PoolOptions extends TlsParts {
  /** What the sessions are called in the database, unless the address says so: `vax-upload 1.2.3 import`. */
  readonly application: string;
  /** The system user, whose files must be safe (disk/own-file.ts). */
  readonly uid: number | undefined;
  /** The password where the configuration says where it is; asked for each connection, so that it may change. */
  readonly secret?: (() => Promise<string>) | undefined;
  /** Connections at the same time. */
  readonly most?: number | undefined;
  /** Finds the addresses of a name; the system does it, unless somebody else is named. */
  readonly lookup?: LookupFunction | undefined;
  /** After so much silence a line is given up, in milliseconds; longer than any statement may take. */
  readonly silenceMs?: number | undefined;
}

export interface DatabasePool {
  readonly address: DatabaseAddress;
  /**
   * One that is free, or a new one: its session is set (session.ts). To be given back with `release()`, or with
   * `release(true)` after any error that was not the statement's own: then it is closed. Throws what
   * `judgeDatabaseError` judges.
   */
  connect(): Promise<PoolClient>;
  /** One for its own: for LISTEN, or a lock that is held. It may be silent for ever; `end()` is the caller's. */
  connectApart(): Promise<Client>;
  /** Closes all of the pool, when they have been given back. */
  end(): Promise<void>;
}

/** Enough for a run: its rows, its leases, the gate, and one that is being closed. */
const MOST = 4;
/** So long a connection that nobody needs stays open, in milliseconds. */
const IDLE_MS = 30_000;
/** After so much silence the system asks whether the other side is still there, in milliseconds. */
const KEEP_ALIVE_MS = 10_000;

/** One way to one host. */
type Candidate = Omit<DatabaseHost, 'ways'> & { readonly way: Way };

/** Nothing is connected yet. */
export async function openPool(address: DatabaseAddress, options: PoolOptions): Promise<DatabasePool> {
  const { default: pg } = await import('pg');
  const candidates = address.hosts.flatMap(({ ways, ...host }) => ways.map((way): Candidate => ({ ...host, way })));
  /** Which of them worked last: the next connection begins there. */
  let good = 0;
  /** Which of them the next new connection of the pool goes to. */
  let next = candidates[0] as Candidate;

  const ssl = new Map(candidates.map(({ way }) => [way, secured(way, options)]));

  const configFor = (to: Candidate, patient: boolean): ClientConfig => ({
    host: to.host,
    port: to.port,
    user: address.user,
    database: address.database,
    password: () => passwordFor(to, address, options),
    application_name: address.application ?? options.application,
    ...(address.settings === undefined ? {} : { options: address.settings }),
    ssl: ssl.get(to.way),
    stream: () => silenced(patient ? 0 : (options.silenceMs ?? SILENCE_MS), options.lookup),
    connectionTimeoutMillis: address.connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: valueTypes(pg.types),
  });

  /** Goes where the pool is sent at the time. */
  class PooledClient extends pg.Client {
    constructor() {
      super(configFor(next, false));
      // One that is in use when its line breaks says so twice: to whoever waits for an answer, and here.
      this.on('error', () => undefined);
    }
  }
  const pool = new pg.Pool({ Client: PooledClient, max: options.most ?? MOST, idleTimeoutMillis: IDLE_MS });
  pool.on('error', () => undefined);
  const greeted = new WeakSet<PoolClient>();

  async function pooled(to: Candidate): Promise<PoolClient> {
    next = to;
    const client = await pool.connect();
    if (greeted.has(client)) return client;
    try {
      await greet(client, address);
    } catch (error) {
      client.release(true);
      throw error;
    }
    greeted.add(client);
    return client;
  }

  async function apart(to: Candidate): Promise<Client> {
    const client = new pg.Client(configFor(to, true));
    client.on('error', () => undefined);
    try {
      await client.connect();
      await greet(client, address);
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
  }

  /**
   * Tries one after the other, as libpq does (its documentation, 34.1.1.3), beginning with the one that worked last.
   */
  async function firstOf<Made>(make: (to: Candidate) => Promise<Made>): Promise<Made> {
    let failure: unknown;
    const from = good;
    for (let tried = 0; tried < candidates.length; tried++) {
      const at = (from + tried) % candidates.length;
      try {
        const made = await make(candidates[at] as Candidate);
        good = at;
        return made;
      } catch (error) {
        if (isLastWord(error)) throw error;
        failure = moreHopeful(failure, error, address);
      }
    }
    throw failure;
  }

  return {
    address,
    connect: () => firstOf(pooled),
    connectApart: () => firstOf(apart),
    end: () => pool.end(),
  };
}

/** Every host has the same roles and databases: what one of them knows better is not tried on the others. */
function isLastWord(error: unknown): boolean {
  return error instanceof RunError || /^(?:28P01|3D000)$/.test(sqlState(error) ?? '');
}

/**
 * What may pass goes before what needs a person: the host that is away may be the right one. That no TLS came about may
 * mean anything; what was heard in the clear means more.
 */
function moreHopeful(before: unknown, now: unknown, address: DatabaseAddress): unknown {
  const [first, second] = [before, now].map((error) => judgeDatabaseError(error, address));
  const isHopeful = first?.kind === 'passing' && first.why !== 'tls' && second?.kind !== 'passing';
  return isHopeful ? before : now;
}

/** @throws RunError DATABASE_PASSWORD {path, user}, SETTINGS_UNSAFE, and what `secret` throws. */
async function passwordFor(
  { host, port }: Candidate,
  { name, user, database, password }: DatabaseAddress,
  { secret, uid }: PoolOptions,
): Promise<string> {
  const found =
    (await secret?.()) ??
    password.text ??
    (password.passfile === undefined
      ? undefined
      : passwordIn(await textOf(password.passfile, uid), { host, port, user, database }));
  if (found === undefined) throw new RunError('DATABASE_PASSWORD', { path: name, user });
  return found;
}

/** Empty where there is none. */
async function textOf(path: string, uid: number | undefined): Promise<string> {
  try {
    return (await readOwnFile(path, 'secret', uid)).toString();
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return '';
    throw error;
  }
}
