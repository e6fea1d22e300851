/**
 * The working copy: an empty SQLite database in memory with the tables of the ledger. What a piece of work needs is
 * loaded into it out of PostgreSQL, the statements of the SQLite ledger do the work, and what they have changed is
 * written back; then the copy is empty again. So each rule of the ledger, each signature and each change of a state
 * stands in one place for both databases.
 *
 * A copy does one piece of work at a time. All that it holds is of one transaction of PostgreSQL.
 */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { Sealer } from '../sealed/seal.ts';
import type { Actor, Connection, Row } from '../sqlite/connection.ts';
import { guardOver } from '../sqlite/guard.ts';
import type { Numbered } from '../sqlite/numbers.ts';
import { takeSteps } from '../sqlite/steps.ts';
import type { Tx } from './database.ts';
import { newStock } from './numbers.ts';
import { type Tables, tableOf } from './tables.ts';
import { insert, writeChanges } from './write.ts';

/** How rows get into the copy. */
export interface Loader {
  readonly tx: Tx;
  /**
   * Loads the rows of `table` for which `where` holds (SQL of PostgreSQL, which may name an order, a limit and a lock),
   * and returns them, also those that were there already.
   */
  rows(table: string, where: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** The same of a whole query, which returns all columns of the table. */
  found(table: string, text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** For so many new rows numbers are needed. A function is asked when all is loaded. */
export type NumbersWanted = Partial<Record<Numbered, number>> | (() => Partial<Record<Numbered, number>>);

export type Needs = (load: Loader) => Promise<unknown>;

export interface WorkingCopy {
  /** For the sides of the SQLite ledger that work in it. What they call a transaction is a part of one here. */
  readonly connection: Connection;
  /** Loads what `needs` says, does `work`, and writes what it has changed. */
  work<T>(tx: Tx, needs: Needs, work: () => Promise<T>, numbers?: NumbersWanted): Promise<T>;
  /** The same for what changes nothing. */
  look<T>(tx: Tx, needs: Needs, work: () => Promise<T>): Promise<T>;
  close(): void;
}

export interface CopyParts {
  /** As messages call the ledger. */
  readonly name: string;
  readonly sealer: Sealer;
  readonly now: () => number;
  readonly actor: Actor;
  /** Reads the tables once for all copies. */
  readonly tables: (db: DatabaseSync) => Promise<Tables>;
}

export async function openCopy({ name, sealer, now, actor, tables: read }: CopyParts): Promise<WorkingCopy> {
  const db = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  db.exec('PRAGMA recursive_triggers = ON; PRAGMA temp_store = MEMORY');
  takeSteps(db, name);
  const tables = await read(db);
  const stock = newStock();
  const guard = guardOver(db, sealer, name, stock);
  guard.arm();
  const puts = new Map<string, StatementSync>();
  const newAttempts = db.prepare('SELECT * FROM attempts WHERE rowid > ?');
  const lastAttempt = db.prepare('SELECT coalesce(max(rowid), 0) AS last FROM attempts');

  function put(table: string, rows: readonly Row[]): void {
    if (rows.length === 0) return;
    const { columns } = tableOf(tables, table);
    let statement = puts.get(table);
    if (!statement) {
      const places = columns.map(() => '?').join(', ');
      statement = db.prepare(`INSERT OR IGNORE INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
      puts.set(table, statement);
    }
    for (const row of rows) statement.run(...columns.map((column) => row[column] as SQLInputValue));
  }

  function loaderOf(tx: Tx): Loader {
    async function found(table: string, text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      const rows = await tx.query(text, values);
      put(table, rows);
      return rows;
    }
    return {
      tx,
      found,
      rows: (table, where, values) =>
        found(table, `SELECT ${tableOf(tables, table).columns.join(', ')} FROM ${table} WHERE ${where}`, values),
    };
  }

  /** What stands in the copy while `work` goes on is gone afterwards. */
  async function meanwhile<T>(work: () => Promise<T>): Promise<T> {
    if (db.isTransaction) throw new Error('the working copy is in use');
    db.exec('BEGIN');
    try {
      return await work();
    } finally {
      guard.forget();
      if (db.isTransaction) db.exec('ROLLBACK');
    }
  }

  const connection = connectionOf({ path: name, db, sealer, guard, numbers: stock, actor, now });

  return {
    connection,
    work: (tx, needs, work, numbers = {}) =>
      meanwhile(async () => {
        await needs(loaderOf(tx));
        await stock.fill(tx, typeof numbers === 'function' ? numbers() : numbers);
        const { last } = lastAttempt.get() as Row;
        const session = db.createSession();
        try {
          const result = await work();
          await writeChanges(tx, tables, session.changeset());
          // A table without a key, which a session does not watch.
          const attempts = tableOf(tables, 'attempts');
          const added = newAttempts.all(Number(last)) as Row[];
          await insert(
            tx,
            attempts,
            added.map((row) => attempts.columns.map((column) => row[column])),
          );
          return result;
        } finally {
          session.close();
        }
      }),
    look: (tx, needs, work) =>
      meanwhile(async () => {
        await needs(loaderOf(tx));
        return work();
      }),
    close: () => db.close(),
  };
}

/** The transaction is PostgreSQL's, and is taken back there. */
function connectionOf(
  parts: Pick<Connection, 'path' | 'db' | 'sealer' | 'guard' | 'numbers' | 'actor' | 'now'>,
): Connection {
  const self: Connection = {
    ...parts,
    run: 0,
    forRun: (run) => ({ ...self, run }),
    transaction: async (work) => work(),
    within: async (work) => work(),
    read: async (work) => work(),
    begin: async () => undefined,
    commit: async () => undefined,
    rollback: async () => undefined,
    rest: async () => undefined,
    close: () => undefined,
  };
  return self;
}
