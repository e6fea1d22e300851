/** Intake's statements: files, sheets, and the admission of readings. The judgement is in admission.ts. */
import { canonicalRecord } from '../../record/key.ts';
import { namesAlike } from '../../record/names.ts';
import type { Problem } from '../../record/problems.ts';
import { type AdmissionDecision, decideAdmission } from '../admission.ts';
import type { Admission, IntakeLedger } from '../ledger.ts';
import { type PreparedReading, type PreparedRecord, writeProblems } from '../prepare.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord, STATE, stateOf, step } from './entry-rows.ts';
import { type Place, sheetPlaces } from './places.ts';

const NONE: readonly Problem[] = [];
/** One object for all readings without a problem: a million of them would have to be collected. */
const CLEAN = Object.fromEntries(
  (['fresh', 'owns', 'replaces', 'repeated', 'held', 'invalid', 'skipped'] as const).map((kind) => [
    kind,
    { kind, problems: NONE },
  ]),
) as Record<Admission['kind'], Admission>;

export function intakeLedger(connection: Connection): IntakeLedger {
  const { db, sealer } = connection;
  const places = sheetPlaces(connection);
  const ofPerson = db.prepare('SELECT id, dose, state, who, what, run, sheet, line, part, sealed FROM entries WHERE person = ?');
  const addEntry = db.prepare(
    'INSERT INTO entries (person, dose, state, who, what, born, run, file, sheet, line, part, sealed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11)',
  );
  // An entry stays with the file that brought it, unless that file was never read to its end.
  const own = db.prepare(
    `UPDATE entries SET run = ?1, sheet = ?3, line = ?4, part = ?5,
     file = CASE WHEN (SELECT finished FROM files WHERE id = file) IS NULL THEN ?2 ELSE file END WHERE id = ?6`,
  );
  const replace = db.prepare(
    `UPDATE entries SET state = ?, who = ?, what = ?, sealed = ?, run = ?, file = ?, sheet = ?, line = ?, part = ?, piece = NULL,
     settled_run = NULL, reasons = NULL WHERE id = ?`,
  );
  const hold = db.prepare('UPDATE entries SET state = ?, run = ?, settled_run = ? WHERE id = ?');
  const tellOwner = db.prepare(
    `UPDATE readings SET problems = CASE WHEN instr(coalesce(problems, ''), ?1) THEN problems ELSE trim(coalesce(problems, '') || ' ' || ?1) END
     WHERE (file, sheet, line, part) = (SELECT file, sheet, line, part FROM entries WHERE id = ?2)`,
  );
  const addReading = db.prepare(
    'INSERT OR REPLACE INTO readings (file, sheet, line, part, run, kind, entry, problems, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );

  function admitOne(place: Place, reading: PreparedReading): Admission {
    const { record } = reading;
    if (!record) {
      write(
        place,
        reading,
        reading.kind === 'skipped' ? KIND.skipped : KIND.invalid,
        null,
        reading.problems,
        reading.row ?? null,
      );
      return reading.kind === 'skipped' ? CLEAN.skipped : CLEAN.invalid;
    }
    const family = ofPerson.all(record.person) as Row[];
    if (family.length === 0) return addFresh(place, reading, record, 'pending', NONE);
    const twin = family.find((entry) => entry['dose'] === record.dose);
    const stranger = family.find((entry) => isInPlay(entry) && !isSamePerson(record, entry));
    if (stranger) return strangers(place, reading, record, family, stranger, twin);
    if (!twin) return addFresh(place, reading, record, 'pending', NONE);
    const decision = decideAdmission({
      state: stateOf(twin['state']),
      thisRun: twin['run'] === connection.run,
      samePlace: twin['line'] === reading.line && twin['part'] === reading.part && places.same(place, Number(twin['sheet'])),
      sameDose: equal(twin['what'], record.what),
      identical: isIdentical(record, twin),
    });
    return carryOut(decision, place, reading, record, twin);
  }

  /** A stale hold or refusal of an earlier run proves nothing against a newcomer; everything else does. */
  function isInPlay(entry: Row): boolean {
    const state = stateOf(entry['state']);
    return entry['run'] === connection.run || (state !== 'held' && state !== 'refused');
  }

  function isSamePerson(record: PreparedRecord, entry: Row): boolean {
    if (equal(entry['who'], record.who)) return true;
    // Erased bodies cannot be compared by likeness: other fingerprints then mean another person, and a person decides.
    if (entry['sealed'] === null) return false;
    const then = openRecord(sealer, entry['sealed'], record.person, entry['dose']).participant;
    const now = openRecord(sealer, record.sealed, record.person, record.dose).participant;
    return then.birthDate === now.birthDate && namesAlike(then.name, now.name);
  }

  function isIdentical(record: PreparedRecord, entry: Row): boolean {
    if (entry['sealed'] === null || !equal(entry['what'], record.what)) return false;
    const then = openRecord(sealer, entry['sealed'], record.person, entry['dose']);
    return canonicalRecord(then) === canonicalRecord(openRecord(sealer, record.sealed, record.person, record.dose));
  }

  function addFresh(
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    state: 'pending' | 'held',
    found: readonly Problem[],
  ): Admission {
    const { person, dose, who, what, sealed } = record;
    const { lastInsertRowid } = addEntry.run(
      person,
      dose,
      STATE[state],
      who,
      what,
      connection.run,
      place.file,
      place.sheet,
      reading.line,
      reading.part,
      sealed,
    );
    return note(place, reading, state === 'held' ? 'held' : 'fresh', lastInsertRowid, found);
  }

  function carryOut(
    decision: AdmissionDecision,
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    twin: Row,
  ): Admission {
    const id = Number(twin['id']);
    const first = Number(twin['line']);
    switch (decision) {
      case 'owns':
        own.run(connection.run, place.file, place.sheet, reading.line, reading.part, id);
        return note(place, reading, 'owns', id, NONE);
      case 'repeated':
        return note(place, reading, 'repeated', id, [{ code: 'DUP_EVENT', severity: 'warning', params: { r: first } }]);
      case 'replaces': {
        const state = step(stateOf(twin['state']), 'corrected');
        replace.run(
          state,
          record.who,
          record.what,
          record.sealed,
          connection.run,
          place.file,
          place.sheet,
          reading.line,
          reading.part,
          id,
        );
        return note(place, reading, 'replaces', id, NONE);
      }
      case 'conflict':
        holdEntry(twin, doseProblem(reading.line, record.dose));
        return note(place, reading, 'held', id, [doseProblem(first, record.dose)]);
      case 'conflict-with-sent':
        return note(place, reading, 'held', id, [doseProblem(first, record.dose)]);
    }
  }

  /** The identity number stands for somebody else as well: everything under it that is not on the server yet is held. */
  function strangers(
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    family: readonly Row[],
    stranger: Row,
    twin: Row | undefined,
  ): Admission {
    const found = [strangerProblem(Number(stranger['line']))];
    for (const entry of family) if (isInPlay(entry) && isHoldable(entry)) holdEntry(entry, strangerProblem(reading.line));
    return twin ? note(place, reading, 'held', Number(twin['id']), found) : addFresh(place, reading, record, 'held', found);
  }

  function isHoldable(entry: Row): boolean {
    const state = stateOf(entry['state']);
    return state === 'pending' || state === 'refused' || state === 'held';
  }

  function holdEntry(entry: Row, why: Problem): void {
    const id = Number(entry['id']);
    hold.run(step(stateOf(entry['state']), 'conflicted'), connection.run, connection.run, id);
    tellOwner.run(writeProblems([why]), id);
  }

  function note(
    place: Place,
    reading: PreparedReading,
    kind: Admission['kind'],
    entry: number | bigint,
    found: readonly Problem[],
  ): Admission {
    const number = kind === 'held' ? KIND.held : kind === 'repeated' ? KIND.repeated : KIND.owner;
    const problems = [reading.problems, writeProblems(found)].filter((written) => written !== null).join(' ');
    write(
      place,
      reading,
      number,
      entry,
      problems === '' ? null : problems,
      kind === 'held' ? (reading.record?.sealed ?? null) : null,
    );
    return found.length === 0 ? CLEAN[kind] : { kind, problems: found };
  }

  function write(
    { file, sheet }: Place,
    { line, part }: PreparedReading,
    kind: number,
    entry: number | bigint | null,
    problems: string | null,
    sealed: Uint8Array | null,
  ): void {
    addReading.run(file, sheet, line, part, connection.run, kind, entry, problems, sealed);
  }

  return {
    ...places.files,
    admit: (sheetId, readings) =>
      connection.transaction(() => {
        const place = places.of(sheetId);
        return Array.from(readings, (reading) => admitOne(place, reading));
      }),
  };
}

function equal(stored: unknown, fresh: Uint8Array): boolean {
  return Buffer.compare(stored as Uint8Array, fresh) === 0;
}

function doseProblem(otherLine: number, dose: number): Problem {
  return { code: 'DUP_DIFF', field: 'dose', severity: 'hold', params: { d: dose, r: otherLine } };
}

function strangerProblem(otherLine: number): Problem {
  return { code: 'NIK_CONFLICT', field: 'nik', severity: 'hold', params: { rows: otherLine } };
}
