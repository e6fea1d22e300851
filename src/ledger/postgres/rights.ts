/**
 * Who may do what in a ledger of many machines: a table, and the script that grants it. Five roles, which nobody logs
 * in as: they are granted to whoever does. The owner of the tables alone makes them, changes them and drops them.
 * test/ledger/postgres/rights.test.ts finds a table that is missing here, and a right that a command lacks.
 */
import { DISTRICT_FUNCTIONS } from './parcels-schema.ts';
import { VIEWS } from './views.ts';

/**
 * `importer` takes sheets in and writes down what people decide; `worker` delivers; `reader` looks at the state of the
 * ledger; `dashboard` sees the views and nothing else; `district` hands parcels over and sees no table at all.
 */
export const ROLES = ['importer', 'worker', 'reader', 'dashboard', 'district'] as const;
export type Role = (typeof ROLES)[number];

/** r SELECT, a INSERT, w UPDATE, d DELETE: the letters of PostgreSQL's access lists (its documentation, 5.8). */
type Letters = string;

interface TableRights {
  readonly importer?: Letters;
  readonly worker?: Letters;
  /** All of it, or these columns. */
  readonly reader?: true | readonly string[];
}

const columns = (text: string): readonly string[] => text.split(' ');

/**
 * A reader gets no column in which something of a person is sealed, and no fingerprint of one. The audit is only ever
 * added to: whoever works with the ledger cannot take out of it what was done.
 * @internal Exported for its tests.
 */
export const TABLE_RIGHTS: Readonly<Record<string, TableRights>> = {
  vax_upload_schema: { importer: 'r', worker: 'r', reader: true },
  meta: { importer: 'rawd', worker: 'rawd', reader: true },
  runs: { importer: 'raw', worker: 'raw', reader: true },
  minutes: { importer: 'raw', worker: 'raw', reader: true },
  outages: { importer: 'raw', worker: 'raw', reader: true },
  run_files: { importer: 'raw', worker: 'raw', reader: true },
  audit: { importer: 'ra', worker: 'ra', reader: true },
  files: { importer: 'rawd', worker: 'r', reader: true },
  sheets: { importer: 'rawd', worker: 'r', reader: columns('id file name header_line') },
  entries: {
    importer: 'rawd',
    worker: 'rw',
    reader: columns(
      'id dose state born run file sheet line part batch piece settled_run already contested failures site',
    ),
  },
  readings: {
    importer: 'rawd',
    worker: 'r',
    reader: columns('file sheet line part run kind entry problems decision site'),
  },
  batches: { importer: 'rwd', worker: 'raw', reader: true },
  attempts: { importer: 'rd', worker: 'ra', reader: true },
  passages: { importer: 'rd', worker: 'rad', reader: true },
  neighbours: { importer: 'rawd', worker: 'r' },
  decisions: { importer: 'rawd', worker: 'r', reader: columns('id file sheet line part how at') },
  people: { importer: 'rd', worker: 'raw' },
  needs: { importer: 'rd', worker: 'rad' },
  lately: { importer: 'rd', worker: 'rawd', reader: columns('id entry at') },
  // Names of facilities, sealed.
  sites: { importer: 'rawd', worker: 'r', reader: true },
  erased: { importer: 'rawd', worker: 'r' },
  gate: { importer: 'r', worker: 'raw', reader: true },
  taken: { importer: 'rad', worker: 'r', reader: true },
  alive: { importer: 'rawd', worker: 'rawd', reader: true },
  commits: { importer: 'rawd', worker: 'rawd' },
  // A district hands its parcels over by functions, which see its own alone.
  parcels: { importer: 'raw', worker: 'raw', reader: columns('id district at rows state why settled') },
  province: { importer: 'raw', worker: 'raw' },
};

/**
 * The sequences of numbers of new rows, by who takes from them.
 * @internal Exported for its tests.
 */
export const SEQUENCE_RIGHTS: Readonly<Record<string, readonly Role[]>> = {
  runs_numbers: ['importer', 'worker'],
  files_numbers: ['importer'],
  sheets_numbers: ['importer'],
  entries_numbers: ['importer'],
  decisions_numbers: ['importer'],
  sites_numbers: ['importer'],
  batches_numbers: ['worker'],
  people_numbers: ['worker'],
  lately_numbers: ['worker'],
  pieces_numbers: ['worker'],
};

/** What a role may call, with the types of what it takes. */
const FUNCTION_RIGHTS: Readonly<Record<string, readonly Role[]>> = Object.fromEntries(
  DISTRICT_FUNCTIONS.map((name) => [name, ['district']]),
);

const WORDS: Readonly<Record<string, string>> = { r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE' };

/** Which ledger the script is for. */
export interface GrantsFor {
  readonly database: string;
  readonly schema: string;
}

/**
 * What a role of a ledger is called in the server: ledgers in two schemas have roles of their own.
 * @internal Exported for its tests.
 */
export function roleName(schema: string, role: Role): string {
  // A name of PostgreSQL has 63 bytes.
  return `${schema.slice(0, 63 - role.length - 1)}_${role}`;
}

/**
 * The script, as SQL that `psql` takes. It may be run again, and is to be after each migration: what a role no longer
 * needs is taken back. `title`: its first line, in the language of whoever reads it.
 */
export function grantsScript({ database, schema }: GrantsFor, title: readonly string[]): string {
  const names = ROLES.map((role) => roleName(schema, role));
  const everyone = names.map(quoted).join(', ');
  const [base, place] = [quoted(database), quoted(schema)];
  return [
    ...title.map((line) => `-- ${line}`),
    'BEGIN;',
    'DO $make$ DECLARE wanted text; BEGIN',
    `  FOREACH wanted IN ARRAY ARRAY[${names.map(literal).join(', ')}] LOOP`,
    '    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN',
    "      EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);",
    '    END IF;',
    '  END LOOP;',
    'END $make$;',
    `REVOKE ALL ON DATABASE ${base} FROM PUBLIC;`,
    `GRANT CONNECT ON DATABASE ${base} TO ${everyone};`,
    `REVOKE ALL ON SCHEMA ${place} FROM PUBLIC, ${everyone};`,
    `GRANT USAGE ON SCHEMA ${place} TO ${everyone};`,
    ...['TABLES', 'SEQUENCES', 'FUNCTIONS'].map(
      (all) => `REVOKE ALL ON ALL ${all} IN SCHEMA ${place} FROM PUBLIC, ${everyone};`,
    ),
    ...Object.entries(TABLE_RIGHTS).flatMap(([table, rights]) => ofTable(table, rights, schema)),
    ...Object.entries(SEQUENCE_RIGHTS).map(
      ([name, roles]) => `GRANT USAGE ON SEQUENCE ${place}.${name} TO ${namesOf(roles, schema)};`,
    ),
    ...Object.entries(FUNCTION_RIGHTS).map(
      ([name, roles]) => `GRANT EXECUTE ON FUNCTION ${place}.${name} TO ${namesOf(roles, schema)};`,
    ),
    ...VIEWS.map((view) => `GRANT SELECT ON ${place}.${view} TO ${namesOf(['dashboard', 'reader'], schema)};`),
    'COMMIT;',
    '',
  ].join('\n');
}

function ofTable(table: string, { importer = '', worker = '', reader }: TableRights, schema: string): string[] {
  const on = `${quoted(schema)}.${table}`;
  const whole = (role: Role, letters: Letters): string[] =>
    letters === ''
      ? []
      : [`GRANT ${[...letters].map((letter) => WORDS[letter]).join(', ')} ON ${on} TO ${roleIn(role)};`];
  const roleIn = (role: Role): string => quoted(roleName(schema, role));
  const read =
    reader === undefined
      ? []
      : [`GRANT SELECT${reader === true ? '' : ` (${reader.join(', ')})`} ON ${on} TO ${roleIn('reader')};`];
  return [...whole('importer', importer), ...whole('worker', worker), ...read];
}

function namesOf(roles: readonly Role[], schema: string): string {
  return roles.map((role) => quoted(roleName(schema, role))).join(', ');
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
