/** What was changed in a working copy, written into PostgreSQL: each row by its key, and nothing else. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Row } from '../sqlite/connection.ts';
import { readChangeset } from './changes.ts';
import type { Tx } from './database.ts';
import { type Table, type Tables, tableOf } from './tables.ts';

/** From so many new rows of a table on COPY is quicker than arrays (`npm run bench -- postgres`). */
const COPIED_FROM = 100;

/** Writes what a changeset names, as it stands in the copy `db` now. */
export async function writeChanges(tx: Tx, db: DatabaseSync, tables: Tables, changeset: Uint8Array): Promise<void> {
  const changes = readChangeset(changeset).map((each) => ({ ...each, of: tableOf(tables, each.table) }));
  // What is removed first: a key may be given to another row.
  for (const { of, removed } of changes) await remove(tx, of, removed as Row[string][][]);
  for (const { of, changed } of changes) await update(tx, of, rowsOf(db, of, changed as Row[string][][]));
  for (const { of, added } of changes) await insert(tx, of, rowsOf(db, of, added as Row[string][][]));
}

/** Rows of the copy by their keys. */
function rowsOf(db: DatabaseSync, { name, key }: Table, keys: readonly Row[string][][]): Row[] {
  if (keys.length === 0) return [];
  const find = db.prepare(`SELECT * FROM ${name} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`);
  return keys.map((values) => find.get(...(values as SQLInputValue[])) as Row);
}

/** As many arrays as columns, each with a value of every row. */
function arrays(rows: readonly Row[], columns: readonly string[]): Row[string][][] {
  return columns.map((column) => rows.map((row) => asBytes(row[column] ?? null)));
}

/** The driver writes a Buffer as bytes, and a plain Uint8Array not in an array. */
function asBytes(value: Row[string]): Row[string] {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length) : value;
}

const unnest = (types: readonly string[]): string =>
  `unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')})`;

async function remove(tx: Tx, { name, key, columns, types }: Table, keys: readonly Row[string][][]): Promise<void> {
  if (keys.length === 0) return;
  const keyTypes = key.map((column) => types[columns.indexOf(column)] as string);
  const values = key.map((_, index) => keys.map((each) => asBytes(each[index] as Row[string])));
  await tx.change(`DELETE FROM ${name} WHERE (${key.join(', ')}) IN (SELECT * FROM ${unnest(keyTypes)})`, values);
}

async function update(tx: Tx, { name, key, columns, types }: Table, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const set = columns.filter((column) => !key.includes(column)).map((column) => `${column} = new.${column}`);
  const same = key.map((column) => `${name}.${column} = new.${column}`);
  const changed = await tx.change(
    `UPDATE ${name} SET ${set.join(', ')} FROM ${unnest(types)} AS new(${columns.join(', ')}) WHERE ${same.join(' AND ')}`,
    arrays(rows, columns),
  );
  if (changed !== rows.length) throw new Error(`${rows.length - changed} rows of ${name} have gone meanwhile`);
}

/** Also for rows that have no key. */
export async function insert(tx: Tx, { name, columns, types }: Table, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const into = `${name} (${columns.join(', ')})`;
  if (rows.length >= COPIED_FROM) await tx.copyIn(`COPY ${into} FROM STDIN`, lines(rows, columns));
  else await tx.change(`INSERT INTO ${into} SELECT * FROM ${unnest(types)}`, arrays(rows, columns));
}

/** So many rows are handed over at once. */
const LINES_AT_ONCE = 200;

/** Rows in the text format of COPY (postgresql.org/docs/current/sql-copy.html). */
function* lines(rows: readonly Row[], columns: readonly string[]): Iterable<string> {
  let text = '';
  for (const [index, row] of rows.entries()) {
    for (const [at, column] of columns.entries()) text += (at === 0 ? '' : '\t') + copied(row[column]);
    text += '\n';
    if ((index + 1) % LINES_AT_ONCE === 0) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

function copied(value: Row[string] | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return value.replace(/[\\\n\r\t]/g, (found) => ESCAPED[found] as string);
  if (value instanceof Uint8Array) return `\\\\x${asHex(value)}`;
  return String(value);
}

function asHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
