/** What intake writes down: entries and readings. */
import { MOST_NAMESAKES } from '../../record/fields/namesakes.ts';
import type { Problem } from '../../record/problems.ts';
import { isQuestion } from '../../target/reason.ts';
import { ABOUT_OTHERS } from '../rules/about-others.ts';
import { type PreparedReading, type PreparedRecord, readProblems, writeProblems } from '../sealed/prepare.ts';
import type { EntryState } from '../states.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, STATE, step, writeOriginal } from './entry-rows.ts';
import type { Place } from './places.ts';
import { reasonsOf } from './server-words.ts';
import { genuine } from './signed-tables.ts';
import type { Sites } from './sites.ts';
import { ENTRY_COLUMNS, StoredEntry } from './stored-entry.ts';

export interface IntakeStatements {
  /** The entries under one identity number. */
  family(person: Uint8Array): StoredEntry[];
  /**
   * The entries of namesakes under other numbers, oldest first; one more than MOST_NAMESAKES where there are too many.
   */
  namesakes(record: PreparedRecord): StoredEntry[];
  add(place: Place, reading: PreparedReading, record: PreparedRecord, state: EntryState): StoredEntry;
  /** The entry stays as it is; the reading speaks for it from now on. */
  own(entry: StoredEntry, place: Place, reading: PreparedReading): void;
  /** The entry takes this content. What stood beside it before has been decided by that. */
  replace(entry: StoredEntry, place: Place, reading: PreparedReading, record: PreparedRecord, state: EntryState): void;
  /** What the reading that speaks for a held entry says about other rows. */
  whyHeld(entry: Pick<StoredEntry, 'row'>): readonly Problem[];
  /** Whether a refused entry was refused only because somebody asks about it. */
  isAsked(entry: Pick<StoredEntry, 'id'>): boolean;
  /** The entries that other rows than this one have of the original row of a correction. */
  copies(place: Place, reading: PreparedReading): StoredEntry[];
  /** The entry waits for a person, and the reading that speaks for it says why. */
  hold(entry: StoredEntry, why: Problem): void;
  /** Whatever comes under this identity number in this run is held. */
  contest(person: Uint8Array): void;
  read(place: Place, reading: PreparedReading, what: Read): void;
}

/** What a reading turned out to be. */
export interface Read {
  readonly kind: number;
  readonly entry: number | null;
  readonly problems: string | null;
  readonly sealed: Uint8Array | null;
  /** Of a row that needs a person, or needed one: what it says. */
  readonly said?: Uint8Array | undefined;
  /** Why nobody is asked about it. */
  readonly decision?: number;
}

/** The same where readings are joined, which share some of their names. */
const OF_ENTRIES = ENTRY_COLUMNS.split(', ')
  .map((column) => `entries.${column} AS ${column}`)
  .join(', ');

/** `sites`: what reports count by. */
export function intakeStatements(connection: Connection, sites: Pick<Sites, 'numberOf'>): IntakeStatements {
  const { db } = connection;
  const ofPerson = db.prepare(
    `SELECT ${ENTRY_COLUMNS}, ${genuine('entries')} FROM entries WHERE person = ? ORDER BY dose`,
  );
  const namesakesOf = db.prepare(
    `SELECT ${ENTRY_COLUMNS}, ${genuine('entries')} FROM entries WHERE namesake = ? AND person <> ?
     ORDER BY id LIMIT ${MOST_NAMESAKES + 1}`,
  );
  const insert = db.prepare(
    `INSERT INTO entries (id, person, dose, state, who, what, namesake, born, run, file, sheet, line, part,
       given, sealed, site, mac)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)`,
  );
  const setOwner = db.prepare('UPDATE entries SET run = ?, file = ?, sheet = ?, line = ?, part = ? WHERE id = ?');
  const setContent = db.prepare(
    `UPDATE entries SET state = ?, who = ?, what = ?, namesake = ?, given = ?, sealed = ?, site = ?, piece = NULL,
     failures = 0, settled_run = NULL, reasons = NULL, receipt = NULL, already = 0 WHERE id = ?`,
  );
  const setDecided = db.prepare(
    `UPDATE readings INDEXED BY readings_beside SET kind = ${KIND.superseded}, sealed = NULL
     WHERE entry = ? AND kind IN (${KIND.repeated}, ${KIND.held}) AND run <> ?`,
  );
  const setHeld = db.prepare('UPDATE entries SET state = ?, run = ?, settled_run = ? WHERE id = ?');
  const setContested = db.prepare('UPDATE entries SET contested = ? WHERE person = ?');
  // One problem of a code is enough: with a number that stands in every row, the list would grow with the square of the
  // rows.
  const tellOwner = db.prepare(
    `UPDATE readings SET problems = trim(coalesce(problems, '') || ' ' || ?1)
     WHERE (file, sheet, line, part) = (SELECT file, sheet, line, part FROM entries WHERE id = ?2)
       AND instr(coalesce(problems, ''), ?3) = 0`,
  );
  const ofOrigin = db.prepare(
    `SELECT ${OF_ENTRIES} FROM readings INDEXED BY readings_origin JOIN entries ON entries.id = readings.entry
     WHERE origin = ? AND readings.part = ? AND readings.kind IN (${KIND.owner}, ${KIND.repeated}, ${KIND.held})
       AND NOT (readings.file = ? AND readings.sheet = ? AND readings.line = ?)`,
  );
  const problemsAt = db.prepare(
    `SELECT problems, ${genuine('readings')} FROM readings WHERE (file, sheet, line, part) = (?, ?, ?, ?)`,
  );
  const putReading = db.prepare(
    `INSERT OR REPLACE INTO readings
       (file, sheet, line, part, run, kind, entry, problems, sealed, origin, said, decision, site)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const reasonsGiven = db.prepare(`SELECT person, dose, reasons, ${genuine('entries')} FROM entries WHERE id = ?`);

  const stored = (rows: unknown[]): StoredEntry[] => rows.map((row) => new StoredEntry(row as Row, connection.run));

  function own(entry: StoredEntry, { file, sheet }: Place, { line, group: part }: PreparedReading): void {
    setOwner.run(connection.run, file, sheet, line, part, entry.id);
    Object.assign(entry.row, { run: connection.run, file, sheet, line, part });
    entry.thisRun = true;
    entry.line = line;
  }

  return {
    family: (person) => stored(ofPerson.all(person)),
    namesakes: ({ namesake, person }) => stored(namesakesOf.all(namesake, person)),
    add(
      { file, sheet },
      { line, group: part, site: named },
      { person, dose, who, what, namesake, given, sealed },
      state,
    ) {
      const { run, guard, numbers } = connection;
      const id = numbers.next('entries');
      const site = sites.numberOf(named);
      // Literally, since a spread of a million rows has to be collected.
      const written = {
        id,
        person,
        dose,
        state: STATE[state],
        who,
        what,
        namesake,
        given,
        sealed,
        site,
        file,
        sheet,
        line,
        part,
        born: run,
        run,
        contested: null,
        already: 0,
        failures: 0,
      };
      const mac = guard.added(written);
      const where = [file, sheet, line, part] as const;
      insert.run(id, person, dose, STATE[state], who, what, namesake, run, ...where, given, sealed, site, mac);
      return new StoredEntry(written, run);
    },
    own,
    replace(entry, place, reading, { who, what, namesake, given, sealed }, state) {
      setContent.run(STATE[state], who, what, namesake, given, sealed, sites.numberOf(reading.site), entry.id);
      setDecided.run(entry.id, connection.run);
      Object.assign(entry.row, { state: STATE[state], who, what, namesake, given, sealed });
      entry.state = state;
      own(entry, place, reading);
    },
    whyHeld({ row: { file, sheet, line, part } }) {
      const { problems } = (problemsAt.get(file as number, sheet as number, line as number, part as number) ??
        {}) as Row;
      return readProblems((problems ?? null) as string | null).filter(
        ({ code }) => ABOUT_OTHERS.has(code) || code === 'ROW_GONE',
      );
    },
    isAsked({ id }) {
      const reasons = reasonsOf(connection.sealer, reasonsGiven.get(id) as Row);
      return reasons.length > 0 && reasons.every(isQuestion);
    },
    copies({ file, sheet }, { line, group: part, origin }) {
      return origin ? stored(ofOrigin.all(writeOriginal(origin), part, file, sheet, line)) : [];
    },
    hold(entry, why) {
      setHeld.run(step(entry.state, 'conflicted'), connection.run, connection.run, entry.id);
      tellOwner.run(writeProblems([why]), entry.id, `${why.code}:`);
      entry.state = 'held';
      entry.thisRun = true;
    },
    contest(person) {
      setContested.run(connection.run, person);
    },
    read({ file, sheet }, { line, group: part, origin, site }, { kind, entry, problems, sealed, said, decision }) {
      const original = origin ? writeOriginal(origin) : null;
      const { run } = connection;
      const [what, why] = [said ?? null, decision ?? null];
      // Of a row that was simply sent its entry knows the facility.
      const place = sealed === null ? null : sites.numberOf(site);
      putReading.run(file, sheet, line, part, run, kind, entry, problems, sealed, original, what, why, place);
    },
  };
}
