/** What was changed in a working copy, written into PostgreSQL: each row by its key, and nothing else. */

import { BrokenOff } from '../intake-side.ts';
import type { Row } from '../sqlite/connection.ts';
import { type ChangedRow, readChangeset, type Value, valuesOf } from './changes.ts';
import { copiedRows } from './copied-rows.ts';
import type { Tx } from './database.ts';
import { Overtaken } from './patience.ts';
import { type Table, type Tables, tableOf } from './tables.ts';

/** From so many new rows of a table on they are copied; COPY is planned anew each time: 100 are quicker as arrays. */
const COPIED_FROM = 200;

/** Writes what a changeset names. */
export async function writeChanges(tx: Tx, tables: Tables, changeset: Uint8Array): Promise<void> {
  const changes = readChangeset(changeset).map((each) => ({ ...each, of: tableOf(tables, each.table) }));
  // What is removed first: a key may be given to another row.
  for (const { of, removed } of changes) await remove(tx, of, removed);
  for (const { of, changed } of changes) await update(tx, of, changed);
  for (const { of, added } of changes)
    if (added.rows.length < COPIED_FROM) await insert(tx, of, valuesOf(added));
    else await tx.copyIn(`COPY ${intoOf(of)} FROM STDIN (FORMAT binary)`, copiedRows(added, of));
}

const intoOf = ({ name, columns }: Table): string => `${name} (${columns.join(', ')})`;

/** As many arrays as there are `columns` (by number), each with a value of every row. */
function arrays(rows: readonly (readonly Value[])[], columns: readonly number[]): Row[string][][] {
  return columns.map((column) => rows.map((row) => asBytes(row[column] ?? null)));
}

/** The driver writes a Buffer as bytes, and a plain Uint8Array not in an array. */
function asBytes(value: Row[string]): Row[string] {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length) : value;
}

const unnest = (types: readonly (string | undefined)[]): string =>
  `unnest(${types.map((type, index) => `$${index + 1}::${type}[]`).join(', ')})`;

/** The signature of a row, which every change of it changes: a row that bears another one is another one by now. */
const VERSION = 'mac';

/**
 * Between loading and writing somebody else has changed a row that was not locked. Nothing of his is written over: the
 * transaction, or the file, is done again from its beginning.
 */
function overtaken(name: string): BrokenOff {
  return new BrokenOff('overtaken', { cause: new Overtaken(`rows of ${name} are others by now`) });
}

/** Values of rows by which they are found: their key, and their version where `versioned`. */
function found({ name, key, columns, types }: Table, versioned: boolean) {
  const by = columns.filter((column) => key.includes(column) || (versioned && column === VERSION));
  const numbers = by.map((column) => columns.indexOf(column));
  return {
    numbers,
    types: numbers.map((number) => types[number]),
    names: by.map((column) => `old_${column}`),
    where: by.map(
      (column) => `${name}.${column} ${column === VERSION ? 'IS NOT DISTINCT FROM' : '='} old.old_${column}`,
    ),
  };
}

async function remove(tx: Tx, table: Table, rows: readonly (readonly Value[])[]): Promise<void> {
  if (rows.length === 0) return;
  const { name, columns } = table;
  const versioned = columns.includes(VERSION);
  const by = found(table, versioned);
  const touched = await tx.change(
    `DELETE FROM ${name} USING ${unnest(by.types)} AS old(${by.names.join(', ')}) WHERE ${by.where.join(' AND ')}`,
    arrays(rows, by.numbers),
  );
  if (versioned && touched !== rows.length) throw overtaken(name);
}

/** Only the columns that have changed: nearly all rows of one piece of work change the same ones. */
async function update(tx: Tx, table: Table, rows: readonly ChangedRow[]): Promise<void> {
  const alike = new Map<string, ChangedRow[]>();
  for (const row of rows) {
    const which = row.now.map((value) => (value === undefined ? 0 : 1)).join('');
    const others = alike.get(which);
    if (others) others.push(row);
    else alike.set(which, [row]);
  }
  for (const [which, same] of alike) {
    const numbers = [...which].flatMap((each, number) => (each === '1' ? [number] : []));
    if (numbers.length > 0) await updateColumns(tx, table, numbers, same);
  }
}

async function updateColumns(tx: Tx, table: Table, numbers: number[], rows: readonly ChangedRow[]): Promise<void> {
  const { name, columns, types } = table;
  const changed = numbers.map((number) => columns[number] as string);
  const by = found(table, changed.includes(VERSION));
  const touched = await tx.change(
    `UPDATE ${name} SET ${changed.map((column) => `${column} = old.${column}`).join(', ')}
     FROM ${unnest([...by.types, ...numbers.map((number) => types[number])])}
       AS old(${[...by.names, ...changed].join(', ')}) WHERE ${by.where.join(' AND ')}`,
    [
      ...arrays(
        rows.map((row) => row.was),
        by.numbers,
      ),
      ...arrays(
        rows.map((row) => row.now),
        numbers,
      ),
    ],
  );
  if (touched !== rows.length) throw overtaken(name);
}

/** Also for a table that has no key. `rows`: a value for each of its columns. */
export async function insert(tx: Tx, table: Table, rows: readonly (readonly Value[])[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.change(
    `INSERT INTO ${intoOf(table)} SELECT * FROM ${unnest(table.types)}`,
    arrays(rows, [...table.columns.keys()]),
  );
}
