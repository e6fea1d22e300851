/**
 * Which rows of the ledger are signed, and what their signature covers: every column, so that none can be changed by
 * hand unnoticed. A row that is signed is bound to its own number, and an entry so to the file, the sheet and the line
 * that it came from, since the rows of files and sheets are signed as well.
 *
 * What only tells of the past is not signed: `runs`, `minutes`, `outages`, `run_files`, `attempts`,
 * `passages`, `needs`. What an auditor reads is: `audit`.
 */

export interface SignedTable {
  readonly name: string;
  /** The columns of its primary key. */
  readonly key: readonly string[];
  /**
   * All the others. One that is added later must be NULL in the rows that are there: what is NULL is not part of the
   * text that is signed.
   */
  readonly columns: readonly string[];
  /** Columns that are sealed and long: their last 16 bytes, the tag of AES-GCM, stand for them. */
  readonly sealed: readonly string[];
  /** SQL over a row called `row`: by what the rows are counted (tally.ts). */
  readonly group: (row: string) => string;
  /** SQL over a row called `row`: it says nothing of its own, and is not signed. */
  readonly plain?: (row: string) => string;
}

const listed = (...names: readonly string[]): readonly string[] => names.join(' ').split(' ');
const ALL = (): string => "'all'";

export const SIGNED_TABLES = [
  {
    name: 'entries',
    key: ['id'],
    columns: listed(
      'person dose state who what born run file sheet line part batch piece settled_run already receipt reasons sealed',
      'wire contested failures namesake given site',
    ),
    sealed: ['reasons', 'sealed'],
    group: (row) => `${row}.state`,
  },
  {
    name: 'readings',
    key: ['file', 'sheet', 'line', 'part'],
    columns: ['run', 'kind', 'entry', 'problems', 'sealed', 'origin', 'said', 'decision', 'site'],
    sealed: ['sealed'],
    group: (row) => `${row}.kind`,
    // A million rows that were simply sent: the entry, which is signed, names the row that speaks for it.
    plain: (row) =>
      `(${row}.kind IN (0, 4) AND ${row}.problems ISNULL AND ${row}.sealed ISNULL AND ${row}.origin ISNULL
        AND ${row}.said ISNULL AND ${row}.decision ISNULL AND ${row}.site ISNULL)`,
  },
  {
    name: 'batches',
    key: ['id'],
    columns: listed(
      'uuid entries whole first_sent last_sent ask_at misses missing failures closed answered request unanswered',
      'holder fence lease handed',
    ),
    sealed: [],
    group: (row) => `iif(${row}.closed ISNULL, 'open', 'closed')`,
  },
  {
    name: 'decisions',
    key: ['id'],
    columns: listed('file sheet line part said how at who by_file by_sheet by_line by_part'),
    sealed: [],
    group: ALL,
  },
  { name: 'neighbours', key: ['person', 'other'], columns: ['asked', 'kept'], sealed: [], group: ALL },
  { name: 'erased', key: ['mark'], columns: ['person', 'at'], sealed: [], group: ALL },
  { name: 'people', key: ['id'], columns: ['person', 'reference', 'at'], sealed: ['reference'], group: ALL },
  {
    name: 'files',
    key: ['id'],
    columns: ['digest', 'name', 'run', 'opened', 'finished', 'skipped'],
    sealed: [],
    group: ALL,
  },
  {
    name: 'sheets',
    key: ['id'],
    columns: ['file', 'name', 'header_line', 'headings', 'layout', 'above', 'sealed'],
    sealed: ['sealed'],
    group: ALL,
  },
  { name: 'audit', key: ['id'], columns: listed('at who version deed detail hash'), sealed: [], group: ALL },
  { name: 'sites', key: ['id'], columns: ['known', 'sealed'], sealed: ['sealed'], group: ALL },
  {
    name: 'meta',
    key: ['name'],
    columns: ['value'],
    sealed: [],
    group: (row) => `iif(${row}.name = 'tally', 'tally', 'all')`,
  },
] as const satisfies readonly SignedTable[];

export type SignedName = (typeof SIGNED_TABLES)[number]['name'];

/** Any of them by name. */
export function signedTable(name: SignedName): SignedTable {
  const found = SIGNED_TABLES.find((table) => table.name === name);
  if (!found) throw new Error(`${name} is not signed`);
  return found;
}

/** SQL over a row called `row`: the text that is signed. No two rows have the same. */
export function signedText({ name, key, columns, sealed }: SignedTable, row: string): string {
  const parts = [...key, ...columns].map((column) => {
    const value = sealed.includes(column) ? `substr(${row}.${column}, -16)` : `${row}.${column}`;
    return `iif(${row}.${column} ISNULL, NULL, '${column}=' || quote(${value}))`;
  });
  return `concat_ws(' ', '${name}', ${parts.join(', ')})`;
}

/**
 * SQL for the list of columns of a query: throws LEDGER_CHANGED for a row that is not as it was signed. `row`: what the
 * table is called in the query; it may be missing there (LEFT JOIN).
 */
export function genuine(name: SignedName, row: string = name): string {
  const table = signedTable(name);
  const checked = `genuine_row(${row}.mac, ${signedText(table, row)})`;
  const unlessPlain = table.plain ? `iif(${table.plain(row)}, 1, ${checked})` : checked;
  return `iif(${row}.${table.key[0]} ISNULL, 1, ${unlessPlain}) AS genuine_${name}`;
}
