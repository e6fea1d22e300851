/**
 * The shape of the ledger, as numbered steps. A step is never changed once it has been released; a new shape is a new
 * step. `PRAGMA user_version` says how many have been taken. docs/ledger.md shows the same tables in words.
 */
import type { DatabaseSync } from 'node:sqlite';
import { RunError } from '../../errors.ts';

/** "VaxU": tells our files from other SQLite databases. */
const APPLICATION_ID = 0x56617855;

/** All steps there have been, oldest first. */
export const STEPS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE runs (id INTEGER PRIMARY KEY, started INTEGER NOT NULL, ended INTEGER, command TEXT NOT NULL, exit_code INTEGER);

  -- finished is null when the reading of a file was begun and cut short; then nothing else of it is here
  CREATE TABLE files (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, name TEXT NOT NULL, run INTEGER NOT NULL, opened INTEGER NOT NULL,
                      finished INTEGER, skipped INTEGER NOT NULL DEFAULT 0);
  CREATE TABLE sheets (id INTEGER PRIMARY KEY, file INTEGER NOT NULL, name TEXT NOT NULL, header_line INTEGER NOT NULL,
                       headings TEXT NOT NULL, layout TEXT NOT NULL, UNIQUE (file, name));

  -- person + dose is the key; who and what are fingerprints of the content; sealed is the record, erased once accepted;
  -- born: the run that made it; file, sheet, line, part: the reading that speaks for the entry; piece: sent apart from others after a batch was refused as a whole
  CREATE TABLE entries (id INTEGER PRIMARY KEY, person BLOB NOT NULL, dose INTEGER NOT NULL, state INTEGER NOT NULL,
                        who BLOB NOT NULL, what BLOB NOT NULL, born INTEGER NOT NULL, run INTEGER NOT NULL, file INTEGER NOT NULL, sheet INTEGER NOT NULL,
                        line INTEGER NOT NULL, part INTEGER NOT NULL, batch INTEGER, piece INTEGER, settled_run INTEGER,
                        already INTEGER NOT NULL DEFAULT 0, receipt TEXT, reasons BLOB, sealed BLOB);
  CREATE UNIQUE INDEX entries_key ON entries (person, dose);
  CREATE INDEX entries_open ON entries (state, id) WHERE state <> 3;
  CREATE INDEX entries_piece ON entries (piece) WHERE piece IS NOT NULL;
  CREATE INDEX entries_batch ON entries (batch) WHERE state IN (1, 2);

  CREATE TABLE readings (file INTEGER NOT NULL, sheet INTEGER NOT NULL, line INTEGER NOT NULL, part INTEGER NOT NULL, run INTEGER NOT NULL,
                         kind INTEGER NOT NULL, entry INTEGER, problems TEXT, sealed BLOB, PRIMARY KEY (file, sheet, line, part)) WITHOUT ROWID;

  -- sealed: the frozen bytes of the request, erased once no entry of it is open; closed is null while one is
  CREATE TABLE batches (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, entries INTEGER NOT NULL, whole INTEGER NOT NULL DEFAULT 1,
                        first_sent INTEGER NOT NULL, last_sent INTEGER NOT NULL, ask_at INTEGER, misses INTEGER NOT NULL DEFAULT 0,
                        missing INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0, closed INTEGER, sealed BLOB);
  CREATE INDEX batches_open ON batches (id) WHERE closed IS NULL;
  CREATE TABLE attempts (batch INTEGER NOT NULL, at INTEGER NOT NULL, ms INTEGER NOT NULL, answer TEXT NOT NULL);
  CREATE INDEX attempts_batch ON attempts (batch);
  -- earlier batches of an entry that went into another one
  CREATE TABLE passages (entry INTEGER NOT NULL, batch INTEGER NOT NULL, PRIMARY KEY (entry, batch)) WITHOUT ROWID;
  `,
  `
  -- wire: the key on the wire, hidden (16 bytes), from the first claim on; it outlives the body, so that \`explain\` can name it to the server's people
  ALTER TABLE entries ADD COLUMN wire BLOB;
  `,
  `
  -- the readings that stand beside the one that speaks for an entry
  CREATE INDEX readings_beside ON readings (entry) WHERE kind IN (1, 2);
  -- contested: the last run in which somebody else came under the same identity number
  ALTER TABLE entries ADD COLUMN contested INTEGER;
  -- the first line of a header that has two
  ALTER TABLE sheets ADD COLUMN above TEXT;
  `,
  `
  -- failures: what speaks against this entry from batches in which it was alone (delivery/judge.ts, blame)
  ALTER TABLE entries ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- answered: the server has finished with the last sending, well or badly
  ALTER TABLE batches ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- request: fingerprint of the bytes of the request, which are made again from the records; without it a batch is settled by questions
  ALTER TABLE batches ADD COLUMN request BLOB;
  UPDATE batches SET whole = 0 WHERE closed IS NULL;
  ALTER TABLE batches DROP COLUMN sealed;
  `,
  `
  -- namesake: fingerprint of name and birth date alone; null in entries of earlier versions, which are compared with nobody
  ALTER TABLE entries ADD COLUMN namesake BLOB;
  CREATE INDEX entries_namesake ON entries (namesake) WHERE namesake IS NOT NULL;
  -- namesakes whose numbers one slip of the fingers makes of each other, each pair in both directions;
  -- asked: the run that held them; kept: the run in which a correction sheet brought \`person\` again, as it was
  CREATE TABLE neighbours (person BLOB NOT NULL, other BLOB NOT NULL, asked INTEGER NOT NULL, kept INTEGER, PRIMARY KEY (person, other)) WITHOUT ROWID;
  `,
  `
  -- the readings that need a person and have no entry of their own
  CREATE INDEX readings_aside ON readings (kind) WHERE kind IN (2, 3);
  `,
  `
  -- origin: the row of an original file that a row of a correction sheet corrects (JSON: file, sheet, line, digest)
  ALTER TABLE readings ADD COLUMN origin TEXT;
  CREATE INDEX readings_origin ON readings (origin) WHERE origin IS NOT NULL;
  `,
  `
  -- decisions: rows that nobody is asked about any more: corrected by another row (how 0), or dismissed by a person (how 1). said: what the row says
  CREATE TABLE decisions (id INTEGER PRIMARY KEY, file TEXT NOT NULL, sheet TEXT NOT NULL, line INTEGER NOT NULL, part INTEGER NOT NULL,
                          said BLOB NOT NULL, how INTEGER NOT NULL, at INTEGER NOT NULL, who TEXT, by_file INTEGER, by_sheet INTEGER, by_line INTEGER,
                          by_part INTEGER, UNIQUE (file, sheet, line, part, said));
  -- said: what a row says that needs a person, so that it is known again in another version of its file; decision: why it needs none any more
  ALTER TABLE readings ADD COLUMN said BLOB;
  ALTER TABLE readings ADD COLUMN decision INTEGER;
  CREATE INDEX readings_said ON readings (said) WHERE said IS NOT NULL;
  `,
  `
  -- sealed: headings, above and the values of layout as the sheet has them, where not all of them may stand in the open
  ALTER TABLE sheets ADD COLUMN sealed BLOB;
  `,
  `
  -- unanswered: when the last of the earlier sendings left that nobody answered: the server may still be at work on it
  ALTER TABLE batches ADD COLUMN unanswered INTEGER;
  `,
  `
  -- given: the day and the vaccine of a dose, hidden under a secret of the person that is stored nowhere; null in entries of earlier versions
  ALTER TABLE entries ADD COLUMN given BLOB;
  `,
  `
  -- mac: the signature of the row (signed-tables.ts)
  ALTER TABLE entries ADD COLUMN mac BLOB;
  ALTER TABLE readings ADD COLUMN mac BLOB;
  ALTER TABLE batches ADD COLUMN mac BLOB;
  ALTER TABLE decisions ADD COLUMN mac BLOB;
  ALTER TABLE neighbours ADD COLUMN mac BLOB;
  ALTER TABLE files ADD COLUMN mac BLOB;
  ALTER TABLE sheets ADD COLUMN mac BLOB;
  ALTER TABLE meta ADD COLUMN mac BLOB;
  `,
  `
  -- holder: the run that sends it or asks about it; fence: how often it was taken; lease: until when it is held
  ALTER TABLE batches ADD COLUMN holder INTEGER;
  ALTER TABLE batches ADD COLUMN fence INTEGER;
  ALTER TABLE batches ADD COLUMN lease INTEGER;
  `,
  `
  -- people: what the target calls somebody; person: fingerprint of who was asked for, and of the target; reference: sealed
  CREATE TABLE people (id INTEGER PRIMARY KEY, person BLOB NOT NULL UNIQUE, reference BLOB NOT NULL, at INTEGER NOT NULL, mac BLOB);
  -- which references went out with an entry
  CREATE TABLE needs (entry INTEGER NOT NULL, person INTEGER NOT NULL, PRIMARY KEY (entry, person)) WITHOUT ROWID;
  `,
  `
  -- lately: the bodies of entries that were accepted lately, in the order of the answers; sealed as in entries
  CREATE TABLE lately (id INTEGER PRIMARY KEY, entry INTEGER NOT NULL UNIQUE, at INTEGER NOT NULL, sealed BLOB NOT NULL);
  `,
  `
  -- handed: when it was handed over to a person, who says what became of it; nobody else is asked
  ALTER TABLE batches ADD COLUMN handed INTEGER;
  `,
  `
  -- what a run tells of itself (history-side.ts); summary: its last word (JSON)
  ALTER TABLE runs ADD COLUMN who TEXT;
  ALTER TABLE runs ADD COLUMN version TEXT;
  ALTER TABLE runs ADD COLUMN target TEXT;
  ALTER TABLE runs ADD COLUMN summary TEXT;
  CREATE TABLE minutes (run INTEGER NOT NULL, minute INTEGER NOT NULL, accepted INTEGER NOT NULL, already INTEGER NOT NULL,
                        refused INTEGER NOT NULL, requests INTEGER NOT NULL, PRIMARY KEY (run, minute)) WITHOUT ROWID;
  CREATE INDEX minutes_of ON minutes (minute);
  CREATE TABLE outages (run INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER, cause TEXT, status INTEGER,
                        PRIMARY KEY (run, since)) WITHOUT ROWID;
  -- why: the error that kept the file back; about: what its sentences name (JSON)
  CREATE TABLE run_files (run INTEGER NOT NULL, name TEXT NOT NULL, rows INTEGER NOT NULL, why TEXT, about TEXT, PRIMARY KEY (run, name)) WITHOUT ROWID;
  -- who did what, chained: hash covers the entry and the hash before it
  CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL, version TEXT NOT NULL, deed TEXT NOT NULL,
                      detail TEXT NOT NULL, hash BLOB NOT NULL, mac BLOB);
  -- sites: facilities that rows name; known: fingerprint of the name; sealed: the name
  CREATE TABLE sites (id INTEGER PRIMARY KEY, known BLOB NOT NULL UNIQUE, sealed BLOB NOT NULL, mac BLOB);
  ALTER TABLE entries ADD COLUMN site INTEGER;
  ALTER TABLE readings ADD COLUMN site INTEGER;
  `,
  `
  -- erased: doses and rows of people who were erased, as fingerprints; person: of whom, likewise
  CREATE TABLE erased (mark BLOB PRIMARY KEY, person BLOB NOT NULL, at INTEGER NOT NULL, mac BLOB) WITHOUT ROWID;
  CREATE INDEX erased_person ON erased (person);
  `,
];

/** Whether all steps have been taken; throws LEDGER_NEWER / LEDGER_NOT_OURS. */
export function isUpToDate(db: DatabaseSync, path: string): boolean {
  const version = pragma(db, 'user_version');
  const application = pragma(db, 'application_id');
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || !isEmpty(db)))
    throw new RunError('LEDGER_NOT_OURS', { path });
  if (version > STEPS.length) throw new RunError('LEDGER_NEWER', { path });
  return version === STEPS.length;
}

/** Brings the database to the newest shape. The caller holds the lock. Throws as isUpToDate does. */
export function takeSteps(db: DatabaseSync, path: string): void {
  if (isUpToDate(db, path)) return;
  const version = pragma(db, 'user_version');
  db.exec('BEGIN IMMEDIATE');
  for (const step of STEPS.slice(version)) db.exec(step);
  db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${STEPS.length}; COMMIT`);
}

function pragma(db: DatabaseSync, name: string): number {
  return Number(Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0]);
}

function isEmpty(db: DatabaseSync): boolean {
  return db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined;
}
