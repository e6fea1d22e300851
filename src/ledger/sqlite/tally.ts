/**
 * How many rows of each kind there are, written down in every transaction that changes it, and signed like any row. A
 * row that was deleted, added or moved to another state by hand makes the numbers disagree, even where nobody ever
 * looks at that row again.
 */
import type { DatabaseSync } from 'node:sqlite';
import { RunError } from '../../errors.ts';
import { genuine, SIGNED_TABLES } from './signed-tables.ts';

/** Numbers of rows by table and group (signed-tables.ts). */
export type Tally = Record<string, Record<string, number>>;

const NAME = 'tally';

/** An open database and its path, for errors. */
export interface Opened {
  readonly db: DatabaseSync;
  readonly path: string;
}

/**
 * What is counted when a ledger is opened, with an index for each, so that a million accepted entries and their rows
 * are not passed one by one. Groups that are not asked for here are not compared: rows that were simply sent, closed
 * batches.
 */
const COUNTS: readonly { readonly table: string; readonly groups: readonly string[]; readonly sql: string }[] = [
  {
    table: 'entries',
    groups: ['0', '1', '2', '4', '5'],
    sql: 'SELECT state AS grp, count(*) AS n FROM entries INDEXED BY entries_open WHERE state <> 3 GROUP BY state',
  },
  {
    table: 'readings',
    groups: ['2', '3'],
    sql: 'SELECT kind AS grp, count(*) AS n FROM readings INDEXED BY readings_aside WHERE kind IN (2, 3) GROUP BY kind',
  },
  {
    table: 'batches',
    groups: ['open'],
    sql: "SELECT 'open' AS grp, count(*) AS n FROM batches INDEXED BY batches_open WHERE closed IS NULL",
  },
  ...['decisions', 'neighbours', 'erased', 'files', 'sheets', 'audit', 'sites'].map((table) => ({
    table,
    groups: ['all'],
    sql: `SELECT 'all' AS grp, count(*) AS n FROM ${table}`,
  })),
  { table: 'meta', groups: ['all'], sql: `SELECT 'all' AS grp, count(*) AS n FROM meta WHERE name <> '${NAME}'` },
];

/** @throws RunError LEDGER_CHANGED where the numbers disagree with what was written down. */
export function compareTally({ db, path }: Opened): void {
  const noted = readTally({ db, path });
  for (const { table, groups, sql } of COUNTS) {
    const found = Object.fromEntries(
      db
        .prepare(sql)
        .all()
        .map(({ grp, n }) => [String(grp), Number(n)]),
    );
    if (groups.some((group) => (found[group] ?? 0) !== (noted[table]?.[group] ?? 0)))
      throw new RunError('LEDGER_CHANGED', { path });
  }
  const all = Number(db.prepare('SELECT count(*) AS n FROM entries').get()?.['n']);
  if (all !== sumOf(noted['entries'])) throw new RunError('LEDGER_CHANGED', { path });
}

function sumOf(groups: Readonly<Record<string, number>> = {}): number {
  return Object.values(groups).reduce((sum, n) => sum + n, 0);
}

/** What was written down. @throws RunError LEDGER_CHANGED */
function readTally({ db, path }: Opened): Tally {
  const row = db.prepare(`SELECT value, ${genuine('meta')} FROM meta WHERE name = '${NAME}'`).get();
  if (!row) throw new RunError('LEDGER_CHANGED', { path });
  return JSON.parse(String(row['value'])) as Tally;
}

/**
 * Adds `changes` to what is written down. Must run in the transaction that makes them. @throws RunError LEDGER_CHANGED
 */
export function noteChanges(connection: Opened, changes: Tally): void {
  const tally = readTally(connection);
  for (const [table, groups] of Object.entries(changes))
    for (const [group, change] of Object.entries(groups)) addTo(tally, table, group, change);
  writeTally(connection, tally);
}

/** Counts everything and writes it down, whatever stood there. Must run in a transaction. */
export function countAnew({ db }: Pick<Opened, 'db'>): void {
  const tally: Tally = {};
  for (const { name, group } of SIGNED_TABLES) {
    if (name === 'meta') continue;
    for (const { grp, n } of db.prepare(`SELECT ${group(name)} AS grp, count(*) AS n FROM ${name} GROUP BY 1`).all())
      addTo(tally, name, String(grp), Number(n));
  }
  const facts = db.prepare(`SELECT count(*) AS n FROM meta WHERE name <> '${NAME}'`).get();
  addTo(tally, 'meta', 'all', Number(facts?.['n']));
  writeTally({ db }, tally);
}

/** By so many more (or less) rows in this group. */
export function addTo(tally: Tally, table: string, group: string, change: number): void {
  tally[table] ??= {};
  const groups = tally[table];
  groups[group] = (groups[group] ?? 0) + change;
}

function writeTally({ db }: Pick<Opened, 'db'>, tally: Tally): void {
  db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(NAME, JSON.stringify(tally));
}
