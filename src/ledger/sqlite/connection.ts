/** One connection to a ledger and what its statements share: the transaction, the sealer, the run. */
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { diskError } from '../../disk/disk-error.ts';
import { RunError, systemCode } from '../../errors.ts';
import type { Sealer } from '../sealed/seal.ts';
import { type Guard, guardOver, unguarded } from './guard.ts';
import { lockError } from './lock.ts';
import { type Numbers, numbersIn } from './numbers.ts';
import { isUpToDate, takeSteps } from './steps.ts';

/** What a statement may return. */
export type Row = Record<string, null | number | bigint | string | Uint8Array>;

/** Who does what is done. */
export interface Actor {
  /** The system user; empty where there is none. */
  readonly who: string;
  /** Of the program. */
  readonly version: string;
}

const NOBODY: Actor = { who: '', version: '' };

export interface Connection {
  readonly path: string;
  readonly db: DatabaseSync;
  readonly sealer: Sealer;
  readonly guard: Guard;
  readonly numbers: Numbers;
  /** Who works with it, for the audit. */
  readonly actor: Actor;
  /** The run that writes; 0 for a reader. */
  readonly run: number;
  /** The same for a run that has begun. */
  forRun(run: number): Connection;
  readonly now: () => number;
  /** Runs `work` in one transaction; errors of the disk become RunErrors. */
  transaction<T>(work: () => T): Promise<T>;
  /**
   * Begins a transaction that goes on over many calls of `within`, and becomes durable as a whole at `commit`. Until
   * then nobody else sees any of it, and an error, `rollback` or a crash leaves nothing. Meanwhile `transaction` is a
   * bug: what it writes would not be durable.
   */
  begin(): Promise<void>;
  within<T>(work: () => T): Promise<T>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  read<T>(work: () => T): Promise<T>;
  /**
   * Takes what is erased out of the journal too, unless a reader is in the way: then the next rest or the next opening
   * does it.
   */
  rest(): Promise<void>;
  close(): void;
}

/** Makes the folder of the ledger (0700) when it is missing. */
export function ensureFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskError(error, path);
  }
}

/** Opens for writing; makes the file (0600) when it is missing. The caller holds the lock. */
export function connect(path: string, sealer: Sealer, now: () => number, actor: Actor = NOBODY): Connection {
  try {
    // SQLite gives -wal and -shm the mode of the database, so it must be right before SQLite sees the file.
    closeSync(openSync(path, 'a', 0o600));
    const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    db.exec('PRAGMA busy_timeout = 5000');
    // Before anything is set: what is not ours, or of a newer version, is not to be changed, and the mode of its
    // journal stands in the file.
    isUpToDate(db, path);
    db.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA secure_delete = ON;
      PRAGMA recursive_triggers = ON;
      PRAGMA temp_store = MEMORY;
      PRAGMA trusted_schema = OFF;
      PRAGMA cache_size = -${CACHE_KIB};
      PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
    `);
    takeSteps(db, path);
    // A run that was killed has left a journal, with bodies in it that were erased later.
    emptyJournal(db);
    return connection(path, db, sealer, now, actor);
  } catch (error) {
    throw lockError(error, path);
  }
}

/**
 * A database that lives as long as its connection, with no file, lock or secret of its own: for simulations of
 * thousands of nights. Nobody else can write it, so its rows are signed only where `guarded` asks for that.
 * @internal Exported for simulations and tests.
 */
export function connectInMemory(sealer: Sealer, now: () => number, guarded = false): Connection {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  db.exec('PRAGMA recursive_triggers = ON');
  takeSteps(db, ':memory:');
  const numbers = numbersIn(db);
  if (!guarded) return connection(':memory:', db, sealer, now, NOBODY, numbers, unguarded(db, numbers));
  const opened = connection(':memory:', db, sealer, now);
  opened.guard.signAll();
  opened.guard.arm();
  return opened;
}

/**
 * Opens for reading beside a running writer; undefined when an earlier version left the ledger and nothing has run
 * since. `from`: by which address, where that is another one (still.ts). LEDGER_MISSING when there is none.
 */
export function connectReadOnly(
  path: string,
  sealer: Sealer,
  now: () => number,
  from: string | URL = path,
): Connection | undefined {
  if (!existsSync(path)) throw new RunError('LEDGER_MISSING', { path });
  try {
    const db = openForReading(from);
    if (isUpToDate(db, path)) return connection(path, db, sealer, now);
    db.close();
    return undefined;
  } catch (error) {
    refuseForbidden(path);
    throw lockError(error, path);
  }
}

/** SQLite says only that it cannot open the file. */
function refuseForbidden(path: string): void {
  try {
    accessSync(path, constants.R_OK);
  } catch (cause) {
    const code = systemCode(cause) ?? '';
    if (code === 'EACCES' || code === 'EPERM') throw new RunError('LEDGER_FORBIDDEN', { path, code }, { cause });
  }
}

export function openForReading(from: string | URL): DatabaseSync {
  const db = new DatabaseSync(from, { readOnly: true, enableForeignKeyConstraints: false });
  db.exec('PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF');
  return db;
}

/**
 * Enough for the hot pages of the index of a million entries; 32 MiB was 3 % faster and 16 MiB larger
 * (docs/performance.md).
 */
const CACHE_KIB = 16 * 1024;
/**
 * 64 MiB of WAL between checkpoints: keys arrive in random order, and rewriting the same index pages less often halves
 * the time of admission.
 */
const CHECKPOINT_PAGES = 16 * 1024;

/** Writes the journal into the database and cuts it to nothing. Readers are not waited for. */
function emptyJournal(db: DatabaseSync): void {
  db.exec('PRAGMA busy_timeout = 0');
  db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
  db.exec('PRAGMA busy_timeout = 5000');
}

/** The key was proven to fit when the ledger was opened (checks.ts): a seal that is broken later means damage. */
function ledgerError(error: unknown, path: string): unknown {
  const known = lockError(error, path);
  return known instanceof RunError && known.code === 'LEDGER_KEY_WRONG'
    ? new RunError('LEDGER_DAMAGED', { path }, { cause: error })
    : known;
}

function connection(
  path: string,
  db: DatabaseSync,
  sealer: Sealer,
  now: () => number,
  actor: Actor = NOBODY,
  numbers = numbersIn(db),
  guard = guardOver(db, sealer, path, numbers),
): Connection {
  const successor = db.prepare('SELECT 1 FROM runs WHERE id > ?');

  /** The last run that began on this connection. */
  let latest = 0;

  /**
   * The lock keeps other programs away, unless somebody deletes its file. Then the last one in which a run began has
   * the ledger, and this one stops before it writes.
   */
  function begin(): void {
    db.exec('BEGIN IMMEDIATE');
    if (latest > 0 && successor.get(latest)) throw new RunError('LEDGER_BUSY', { path });
  }

  function commit(): void {
    guard.settle();
    db.exec('COMMIT');
  }

  function rollback(): void {
    guard.forget();
    try {
      if (db.isTransaction) db.exec('ROLLBACK');
    } catch {
      // A disk that fails may fail here too; what went wrong first is what counts, and SQLite takes the transaction
      // back when it opens the file again.
    }
  }

  /** All or nothing: whatever fails takes the transaction back. */
  async function whole<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      rollback();
      throw ledgerError(error, path);
    }
  }

  const self: Connection = {
    path,
    db,
    sealer,
    guard,
    numbers,
    actor,
    run: 0,
    forRun(run) {
      latest = Math.max(latest, run);
      return { ...self, run };
    },
    now,
    async transaction(work) {
      if (db.isTransaction) throw new Error('a file is being taken in');
      return whole(() => {
        begin();
        const result = work();
        commit();
        return result;
      });
    },
    async begin() {
      if (db.isTransaction) throw new Error('a file is being taken in');
      return whole(begin);
    },
    async within(work) {
      if (!db.isTransaction) throw new Error('no file is being taken in');
      return whole(work);
    },
    commit: () => whole(commit),
    rollback: () => whole(rollback),
    async read(work) {
      try {
        return work();
      } catch (error) {
        throw ledgerError(error, path);
      }
    },
    rest: () =>
      whole(() => {
        if (!db.isTransaction) emptyJournal(db);
      }),
    close() {
      if (db.isOpen) db.close();
    },
  };
  return self;
}
