/**
 * The tables of the ledger as both databases have them: names, keys, and the types by which PostgreSQL takes values.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Row } from '../sqlite/connection.ts';
import type { Tx } from './database.ts';

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** The types of the columns, in their order. */
  readonly types: readonly string[];
  /** Columns of the primary key; none of `attempts`, which is only added to. */
  readonly key: readonly string[];
}

export type Tables = ReadonlyMap<string, Table>;

/** @throws Error where PostgreSQL lacks a column of ours: a migration was forgotten */
export async function readTables(db: DatabaseSync, tx: Tx): Promise<Tables> {
  const types = new Map<string, string>();
  // The information schema shows each role only what it may read.
  const found = await tx.query(
    `SELECT relname AS t, attname AS c, format_type(atttypid, NULL) AS d FROM pg_attribute
     JOIN pg_class ON pg_class.oid = attrelid
     WHERE relnamespace = quote_ident(current_schema())::regnamespace AND relkind = 'r' AND attnum > 0
       AND NOT attisdropped`,
  );
  for (const { t, c, d } of found) types.set(`${t} ${c}`, String(d));
  const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all() as Row[];
  return new Map(
    names.map((row) => {
      const name = String(row['name']);
      const info = db.prepare('SELECT name, pk FROM pragma_table_info(?)').all(name) as Row[];
      const columns = info.map((column) => String(column['name']));
      const ordered = info.filter(({ pk }) => Number(pk) > 0).toSorted((a, b) => Number(a['pk']) - Number(b['pk']));
      return [
        name,
        {
          name,
          columns,
          types: columns.map((column) => {
            const type = types.get(`${name} ${column}`);
            if (type === undefined) throw new Error(`PostgreSQL has no ${name}.${column}`);
            return type;
          }),
          key: ordered.map((column) => String(column['name'])),
        },
      ];
    }),
  );
}

/** One of them. */
export function tableOf(tables: Tables, name: string): Table {
  const table = tables.get(name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
}
