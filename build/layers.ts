/**
 * Who may import whom in src/, and why: one row a room. biome.json has its rules and ARCHITECTURE.md its table from
 * here (`npm run layers` writes both); test/layers.test.ts holds all three equal, and every import to them.
 */

/** A folder of src/, or a file that stands alone there. */
export interface Room {
  /** Path below src/: `ledger/sqlite`, `events.ts`. Folders below it that are no rooms of their own belong to it. */
  readonly at: string;
  /** What it is, in the table. */
  readonly holds: string;
  /** Rooms it may import; `record/*` is that room and all below it. */
  readonly may: readonly string[];
  /** What whoever imports something else is told. */
  readonly why: string;
  /** A comfort: the program carries every row without it. */
  readonly comfort?: true;
  /** Packages and modules of Node it may not import. */
  readonly never?: readonly string[];
}

const NO_FILES = ['node:fs', 'node:fs/promises', 'node:sqlite'];
const PURE = 'record/ is pure judgement and imports nobody; it may not know files, ledgers, servers or languages.';
const PART =
  'A part does not know who uses it: it returns values and throws RunErrors; commands/ and report/ speak to people.';
const COMFORT = 'A comfort stands on the core and beside other comforts; the core does without it.';

/** The wings of record/, each of which imports only those before it. */
const WINGS: readonly (readonly [string, string])[] = [
  ['record/words', 'words and their spellings, on paper'],
  ['record', 'what a record, a row, a problem and a key are; `table/`: its fields, one row each'],
  ['record/programme', 'what a programme consists of, as data: products, series and doses, dated rules'],
  ['record/dates', 'days, and the ways to write them'],
  ['record/fields', 'one reader a field'],
  ['record/given', 'whether a row says that the dose was given'],
  ['record/header', 'which column holds what'],
  ['record/row', 'one row, made readings'],
  ['record/sheet', 'what rows of one sheet say of each other'],
  ['record/profile', 'what a whole column means, a rule a file'],
];

/** In the order of the table: from what knows nobody to what knows everybody. */
export const ROOMS: readonly Room[] = [
  ...WINGS.map(
    ([at, holds], index): Room => ({
      at,
      holds,
      may: at === 'record' ? [] : WINGS.slice(0, index).map(([name]) => name),
      why: `${PURE} Between its wings: words, record, programme, dates, fields, given, header, row, sheet, profile, each only those before it.`,
      never: NO_FILES,
    }),
  ),
  {
    at: 'thread',
    holds: 'work on a thread of its own: both ends',
    may: ['errors.ts'],
    why: PART,
  },
  {
    at: 'disk',
    holds: 'files written whole or not at all; what a failing disk means',
    may: ['errors.ts'],
    why: PART,
  },
  {
    at: 'postgres',
    holds: 'the way to a PostgreSQL: its address, its connections, what its errors mean; knows no table',
    may: ['disk', 'errors.ts', 'tls-faults.ts'],
    why: PART,
  },
  {
    at: 'source',
    holds: 'files into rows: by their bytes, not their names; streaming',
    may: ['record/*', 'thread', 'errors.ts'],
    why: PART,
  },
  {
    at: 'target',
    holds: 'the port of a server, and what its answers mean; never throws for what a server can do',
    may: ['record/*', 'clock.ts', 'errors.ts', 'printable.ts'],
    why: 'A port knows no server: the simulation answers in its place.',
  },
  {
    at: 'target/http',
    holds: 'one exchange over the network, and how far it came',
    may: ['target', 'errors.ts', 'printable.ts', 'tls-faults.ts'],
    why: PART,
  },
  {
    at: 'target/json',
    holds: 'the intake API',
    may: ['target', 'target/http', 'record/*', 'clock.ts', 'errors.ts', 'printable.ts'],
    why: PART,
  },
  {
    at: 'target/gateway',
    holds: 'a server of JSON over HTTP that a file describes',
    may: ['target', 'target/http', 'target/json', 'record/*', 'clock.ts', 'errors.ts', 'nearest.ts', 'printable.ts'],
    why: `${PART} A record is frozen as the intake API spells it.`,
  },
  {
    at: 'target/fhir',
    holds: 'FHIR R4: people and doses as resources, bundles and searches',
    may: ['target', 'target/http', 'record/*', 'clock.ts', 'errors.ts', 'printable.ts'],
    why: PART,
  },
  {
    at: 'target/dhis2',
    holds: 'the tracker of DHIS2',
    may: ['target', 'target/http', 'record/*', 'clock.ts', 'errors.ts', 'nearest.ts'],
    why: PART,
  },
  {
    at: 'target/satusehat',
    holds: 'SATUSEHAT, the registry of Indonesia: FHIR behind a processor of its own',
    may: ['target', 'target/http', 'target/fhir', 'record/*', 'clock.ts', 'errors.ts', 'printable.ts'],
    why: PART,
  },
  {
    at: 'target/files',
    holds: 'batches as files in a folder, for whoever uploads them by hand',
    may: ['target', 'target/fhir', 'record/*', 'disk', 'errors.ts'],
    why: PART,
  },
  {
    at: 'parcel',
    holds: 'what a district leaves for its province and is answered: its form, and how it is sealed; pure',
    may: ['record/*', 'target'],
    why: 'Both ends read and write it: it knows neither of them.',
    never: NO_FILES,
  },
  {
    at: 'target/province',
    holds: 'batches as parcels in the database of a province, which delivers them',
    may: ['target', 'parcel', 'postgres', 'errors.ts'],
    why: PART,
  },
  {
    at: 'ledger',
    holds: 'the port of a ledger, the states of an entry',
    may: ['record/*', 'target', 'ledger/sealed', 'clock.ts', 'errors.ts'],
    why: 'The port is what every ledger keeps; it knows none of them.',
  },
  {
    at: 'ledger/rules',
    holds: 'the one judge of admission, over a small store of entries; pure',
    may: ['record/*', 'ledger', 'ledger/sealed'],
    why: 'The judge asks its store, whichever that is; it knows no database.',
    never: NO_FILES,
  },
  {
    at: 'ledger/memory',
    holds: 'the store of entries for `check`, in memory',
    may: ['record/*', 'ledger', 'ledger/rules', 'ledger/sealed', 'errors.ts'],
    why: PART,
    never: NO_FILES,
  },
  {
    at: 'ledger/sealed',
    holds: 'what is fingerprinted and sealed before it reaches a ledger',
    may: ['record/*', 'ledger', 'disk', 'errors.ts'],
    why: PART,
  },
  {
    at: 'ledger/sqlite',
    holds: 'the ledger in a file; the only SQL',
    may: ['record/*', 'ledger', 'ledger/rules', 'ledger/sealed', 'target', 'disk', 'errors.ts', 'exit-codes.ts'],
    why: PART,
  },
  {
    at: 'ledger/postgres',
    holds: 'the ledger in PostgreSQL, for many machines',
    may: [
      'record/*',
      'ledger',
      'ledger/rules',
      'ledger/sealed',
      'ledger/sqlite',
      'target',
      'postgres',
      'disk',
      'clock.ts',
      'errors.ts',
      'exit-codes.ts',
    ],
    why: PART,
  },
  {
    at: 'correction/format.ts',
    holds: 'how a correction sheet is known again when it comes back',
    may: ['record/*'],
    why: 'A file format: whoever reads sheets needs it, so it knows neither sentences nor workbooks.',
  },
  {
    at: 'intake',
    holds: 'a file through the door of a ledger, of one in memory (`check`) or of a list (`reconcile`)',
    may: [
      'record/*',
      'source',
      'ledger',
      'ledger/rules',
      'ledger/memory',
      'ledger/sealed',
      'parcel',
      'correction/format.ts',
      'thread',
      'disk',
      'errors.ts',
      'events.ts',
      'exit-codes.ts',
    ],
    why: 'Intake meets delivery only in the ledger, of which it knows the port; it speaks to nobody but by events.',
  },
  {
    at: 'delivery',
    holds: 'loop, judgement, pace',
    may: ['record/*', 'ledger', 'target', 'clock.ts', 'errors.ts', 'events.ts'],
    why: 'delivery/ knows ports only (ledger/, target.ts, clock.ts): the simulation drives this very code with a model of each.',
    never: NO_FILES,
  },
  {
    at: 'config',
    holds: '`schema.ts` has every option and the only defaults',
    may: ['record/*', 'parcel', 'disk', 'errors.ts', 'nearest.ts'],
    why: 'Options are values: they know nobody who acts on them.',
  },
  {
    at: 'doctor',
    holds: 'what is wrong with a computer, a ledger or the way to a server, judged by what was found out; pure',
    may: ['target/http', 'ledger', 'disk', 'errors.ts'],
    why: COMFORT,
    comfort: true,
    never: NO_FILES,
  },
  {
    at: 'setup',
    holds: 'what `init` asks, what an answer means and what it sets; pure',
    may: ['config', 'target', 'text', 'printable.ts'],
    why: COMFORT,
    comfort: true,
    never: NO_FILES,
  },
  {
    at: 'text',
    holds: 'every sentence in both languages; one that is missing does not compile',
    may: [
      'record/*',
      'correction/format.ts',
      'config',
      'doctor',
      'ledger',
      'night',
      'target',
      'target/satusehat',
      'comparison.ts',
      'errors.ts',
      'events.ts',
      'exit-codes.ts',
      'printable.ts',
    ],
    why: 'A sentence knows the types of what it speaks of, and nothing that acts.',
    never: NO_FILES,
  },
  {
    at: 'workbook',
    holds: 'what all workbooks for people are made with',
    may: ['record/*', 'source', 'disk', 'errors.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'correction',
    holds: 'the correction sheet: the original marked (`marked/`), or its rows copied (`copied/`)',
    may: ['correction/format.ts', 'record/*', 'source', 'text', 'workbook', 'disk', 'thread', 'errors.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'template',
    holds: 'the blank workbook',
    may: ['record/*', 'text', 'workbook', 'disk', 'errors.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'backup',
    holds: 'one sealed file with many in it: how it is written, and how one that was cut or changed is noticed',
    may: ['errors.ts'],
    why: PART,
    comfort: true,
  },
  {
    at: 'mappings',
    holds: 'what was confirmed of headings, form by form',
    may: ['record/*', 'disk', 'errors.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'inbox',
    holds: 'a folder in which sheets are handed in: what is new in it, and where each sheet is found again',
    may: ['record', 'source', 'ledger', 'disk', 'clock.ts', 'errors.ts', 'events.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'reconcile',
    holds: 'paper against server',
    may: [
      'record/*',
      'ledger',
      'ledger/rules',
      'ledger/memory',
      'ledger/sealed',
      'delivery',
      'target',
      'intake',
      'text',
      'workbook',
      'disk',
      'clock.ts',
      'comparison.ts',
      'errors.ts',
      'events.ts',
    ],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'notify',
    holds: 'who hears of a run, and what: a ping, a command, a webhook, a letter',
    may: [
      'record/*',
      'target',
      'target/http',
      'text',
      'report',
      'errors.ts',
      'events.ts',
      'exit-codes.ts',
      'printable.ts',
    ],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'sandbox',
    holds: 'the training server with its weather',
    may: ['record', 'clock.ts', 'errors.ts'],
    why: 'The training server shares no code with the client it tests, except the types of a record.',
    comfort: true,
  },
  {
    at: 'night',
    holds: 'what nights were like: runs put together, how far the next ones will get, what to do next; pure',
    may: ['ledger', 'exit-codes.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'report',
    holds: 'everything that is shown to people and scripts; `screen/`: what moves',
    may: [
      'record/*',
      'doctor',
      'text',
      'ledger',
      'night',
      'mappings',
      'comparison.ts',
      'errors.ts',
      'events.ts',
      'exit-codes.ts',
      'printable.ts',
    ],
    why: 'report/ shows values: it asks no ledger and no server.',
  },
  {
    at: 'page',
    holds: 'the page of `report`, with its charts, and the same figures as CSV and JSON; pure',
    may: ['record/*', 'text', 'ledger', 'night', 'errors.ts', 'exit-codes.ts', 'printable.ts'],
    why: COMFORT,
    comfort: true,
    never: NO_FILES,
  },
  {
    at: 'schedule',
    holds: 'who starts a night: cron, systemd, the Task Scheduler',
    may: ['disk', 'errors.ts', 'printable.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'logs',
    holds: 'what a run leaves in files for whoever looks afterwards',
    may: ['report', 'text', 'errors.ts', 'events.ts', 'exit-codes.ts', 'printable.ts'],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'run/headings',
    holds: 'what headings mean: asked at a terminal, and remembered',
    may: [
      'run',
      'record/*',
      'source',
      'intake',
      'mappings',
      'report',
      'text',
      'errors.ts',
      'events.ts',
      'printable.ts',
    ],
    why: COMFORT,
    comfort: true,
  },
  {
    at: 'run',
    holds: 'what verbs share; `compose*.ts` alone know concrete ledgers and targets',
    may: ['*', '!commands', '!cli', '!cli.ts'],
    why: 'A verb is put together of these parts, never the other way.',
  },
  {
    at: 'completion',
    holds: 'what a shell is told of our commands, a file for each shell; pure',
    may: [],
    why: 'It is told the grammar as a value: neither commander nor a command is known here.',
    comfort: true,
    never: NO_FILES,
  },
  {
    at: 'commands',
    holds: 'one verb a file',
    may: ['*', '!cli', '!cli.ts', '!ledger/sqlite'],
    why: 'A verb knows neither how it was typed nor where state is kept.',
  },
  {
    at: 'cli',
    holds: 'the command line: flags, help, what was mistyped',
    may: [
      'commands',
      'completion',
      'run',
      'config',
      'sandbox',
      'setup',
      'text',
      'errors.ts',
      'exit-codes.ts',
      'version.ts',
    ],
    why: 'The command line finds the verb and hands it its flags; what follows is the verb.',
  },
  {
    at: 'cli.ts',
    holds: 'the process: arguments, environment, signals, exit code',
    may: ['cli', 'run', 'report', 'logs', 'text', 'clock.ts', 'errors.ts', 'exit-codes.ts', 'version.ts'],
    why: 'Only the process is here.',
  },
  {
    at: 'events.ts',
    holds: 'all a run can say',
    may: ['record/*', 'target', 'ledger', 'errors.ts', 'exit-codes.ts'],
    why: 'Events are the vocabulary of the whole program: types, and of nobody above.',
  },
  {
    at: 'comparison.ts',
    holds: 'what `reconcile` can find',
    may: ['record/*'],
    why: 'Types only, for those who ask, who print and who translate.',
  },
  {
    at: 'errors.ts',
    holds: 'what ends a run, by code',
    may: ['exit-codes.ts'],
    why: 'Everybody throws these.',
  },
  ...(
    [
      ['nearest.ts', 'the known word that a mistyped one is nearest to', ['record/words']],
      ['printable.ts', 'text of strangers, made safe to print', []],
      ['tls-faults.ts', 'what a TLS hand-shake that failed says', []],
      ['clock.ts', 'time and chance, to be handed in', []],
      ['exit-codes.ts', 'what a script is told', []],
      ['version.ts', 'of the program', []],
    ] as const
  ).map(([at, holds, may]): Room => ({ at, holds, may, why: 'Everybody may use it, so it uses nobody.' })),
];

/** Rooms that carry a row from the sheet to the server. None of them may import a comfort. */
export const CORE: readonly string[] = [
  ...WINGS.map(([at]) => at),
  'source',
  'intake',
  'ledger',
  'ledger/rules',
  'ledger/memory',
  'ledger/sealed',
  'ledger/sqlite',
  'ledger/postgres',
  'delivery',
  'target',
  'target/http',
  'target/json',
  'target/gateway',
  'target/fhir',
  'target/satusehat',
  'disk',
  'postgres',
  'thread',
];

/** The room of a file, by its path below src/; undefined for a folder that has no row yet. */
export function roomOf(path: string): Room | undefined {
  const homes = ROOMS.filter(({ at }) => path === at || path.startsWith(`${at}/`));
  return homes.toSorted((a, b) => b.at.length - a.at.length)[0];
}

/** All rooms that a room may import, by name. */
export function allowed({ at, may }: Room): ReadonlySet<string> {
  const names = ROOMS.map((room) => room.at);
  const found = new Set<string>();
  for (const word of may) {
    if (word === '*') for (const name of names) found.add(name);
    else if (word.startsWith('!')) found.delete(word.slice(1));
    else if (word.endsWith('/*')) {
      const [parent = ''] = word.split('/');
      for (const name of names) if (name === parent || name.startsWith(`${parent}/`)) found.add(name);
    } else found.add(word);
  }
  found.delete(at);
  return found;
}
