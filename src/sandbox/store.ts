/**
 * What the training server remembers, in SQLite: which records it stored and how often, and which answer each
 * idempotency key got. A record is kept as its key, an id, a hash of its content and a count; never a name or a NIK.
 */
import { createHash } from 'node:crypto';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { RunError, systemCode } from '../errors.ts';
import type { Reply } from './reply.ts';

/**
 * How long an answer is remembered by its idempotency key: 24 h, as the widespread APIs do.
 * @internal Exported for its tests.
 */
export const KEY_LIFE_MS = 24 * 3_600_000;

/** One stored record. */
export interface Effect {
  readonly key: string;
  /** The receipt that the client got. */
  readonly id: string;
  /** How often a submission really stored it: 1, or the promise is broken. */
  readonly count: number;
}

/** An answer that was given, and the fingerprint of the payload it was given for. */
interface RememberedReply {
  readonly fingerprint: string;
  readonly reply: Reply;
}

/** The durable side of the training server. All methods are synchronous and throw on a failing disk. */
export interface Store {
  /** Runs `work` in one transaction: everything it keeps is on the disk when this returns, or nothing is. */
  atOnce<T>(work: () => T): T;
  find(key: string): (Effect & { readonly content: string }) | undefined;
  /** Stores a record and returns its id. Storing the same key again counts a second effect under the same id. */
  keep(key: string, content: string): string;
  recall(idempotencyKey: string, now: number): RememberedReply | undefined;
  remember(idempotencyKey: string, fingerprint: string, reply: Reply, now: number): void;
  /** All effects in order of arrival, read a thousand at a time, so that a reader never holds up a writer. */
  effects(): Generator<Effect>;
  totals(): { readonly total: number; readonly doubled: number };
  close(): void;
}

/** Marks the file as ours ("vxsb") and its layout; another program's database is never touched. */
const APPLICATION_ID = 0x76787362;
const LAYOUT = 1;

const TABLES = `
  CREATE TABLE effect (seq INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, id TEXT NOT NULL, content TEXT NOT NULL, count INTEGER NOT NULL);
  CREATE INDEX effect_doubled ON effect (seq) WHERE count > 1;
  CREATE TABLE reply (key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, headers TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX reply_at ON reply (at);
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${LAYOUT};
`;

/**
 * Opens the store at `path`, or one that lives in memory only. A new file and its folder are for the owner alone (0600,
 * 0700).
 */
export function openStore(path?: string): Store {
  const db = openDatabase(path);
  const findEffect = db.prepare('SELECT key, id, content, count FROM effect WHERE key = ?');
  const addEffect = db.prepare(`INSERT INTO effect (seq, key, id, content, count) VALUES (?, ?, ?, ?, 1)
    ON CONFLICT (key) DO UPDATE SET count = count + 1 RETURNING id`);
  const lastEffect = db.prepare('SELECT coalesce(max(seq), 0) AS seq FROM effect');
  const pageOfEffects = db.prepare('SELECT seq, key, id, count FROM effect WHERE seq > ? ORDER BY seq LIMIT 1000');
  const totals = db.prepare(
    'SELECT (SELECT count(*) FROM effect) AS total, (SELECT count(*) FROM effect WHERE count > 1) AS doubled',
  );
  const findReply = db.prepare('SELECT fingerprint, status, headers, body FROM reply WHERE key = ? AND at > ?');
  const addReply = db.prepare(
    'INSERT OR REPLACE INTO reply (key, fingerprint, status, headers, body, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forgetReplies = db.prepare('DELETE FROM reply WHERE at <= ?');

  return {
    atOnce(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    find(key) {
      const row = findEffect.get(key);
      return row && { ...effectOf(row), content: String(row['content']) };
    },
    keep(key, content) {
      const seq = Number(lastEffect.get()?.['seq']) + 1;
      return String(addEffect.get(seq, key, `V-${String(seq).padStart(8, '0')}`, content)?.['id']);
    },
    recall(idempotencyKey, now) {
      const row = findReply.get(idempotencyKey, now - KEY_LIFE_MS);
      if (!row) return undefined;
      const headers = JSON.parse(String(row['headers'])) as Record<string, string>;
      return {
        fingerprint: String(row['fingerprint']),
        reply: { status: Number(row['status']), headers, body: String(row['body']) },
      };
    },
    remember(idempotencyKey, fingerprint, { status, headers, body }, now) {
      forgetReplies.run(now - KEY_LIFE_MS);
      addReply.run(idempotencyKey, fingerprint, status, JSON.stringify(headers), body, now);
    },
    *effects() {
      let last = 0;
      while (true) {
        const rows = pageOfEffects.all(last);
        for (const row of rows) yield effectOf(row);
        const end = rows.at(-1);
        if (!end) return;
        last = Number(end['seq']);
      }
    },
    totals() {
      const row = totals.get();
      return { total: Number(row?.['total']), doubled: Number(row?.['doubled']) };
    },
    close() {
      db.close();
    },
  };
}

function effectOf(row: Record<string, SQLOutputValue>): Effect {
  return { key: String(row['key']), id: String(row['id']), count: Number(row['count']) };
}

function openDatabase(path: string | undefined): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    if (path !== undefined) {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      closeSync(openSync(path, 'a', 0o600)); // SQLite gives its side files the mode of this one
    }
    db = new DatabaseSync(path ?? ':memory:');
    const pragma = (name: string) => Number(db?.prepare(`PRAGMA ${name}`).get()?.[name]);
    const isNew = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']) === 0;
    if (!isNew && pragma('application_id') !== APPLICATION_ID)
      throw new RunError('LEDGER_NOT_OURS', { file: path ?? '' });
    if (!isNew && pragma('user_version') > LAYOUT) throw new RunError('LEDGER_NEWER', { file: path ?? '' });
    // FULL: an answer that was given must be true after a power cut as well
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;');
    if (isNew) db.exec(`BEGIN; ${TABLES} COMMIT;`);
    return db;
  } catch (error) {
    db?.close();
    throw knownError(error, path);
  }
}

function knownError(error: unknown, path = ''): unknown {
  if (error instanceof RunError) return error;
  const message = error instanceof Error ? error.message : '';
  if (/not a database/.test(message)) return new RunError('LEDGER_NOT_OURS', { file: path }, { cause: error });
  if (systemCode(error) === undefined) return error;
  return new RunError('DISK_FAILED', { file: path }, { cause: error });
}

/** A hash of a JSON value that does not depend on the order of its properties. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

/** The fingerprint of a payload: a hash of its bytes. */
export function payloadFingerprint(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`;
}
