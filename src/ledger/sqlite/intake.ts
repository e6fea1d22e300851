/** Intake's statements: files, sheets, and the admission of readings. The judgement is in admission.ts. */

import { canonicalRecord } from '../../record/key.ts';
import { comparableName, namesAlike } from '../../record/names.ts';
import { keepsBack, type Problem } from '../../record/problems.ts';
import type { DoseRecord } from '../../record/record.ts';
import { type AdmissionDecision, decideAdmission } from '../admission.ts';
import type { Admission, IntakeLedger, TakenReading } from '../ledger.ts';
import type { Connection, Row } from './connection.ts';
import { KIND, openRecord, STATE, sealRecord, stateOf, step, writeProblems } from './entry-rows.ts';

/** Where the reading stands, and its fingerprints. */
interface Arrival {
  readonly reading: TakenReading;
  readonly record: DoseRecord;
  readonly person: Uint8Array;
  readonly who: Uint8Array;
  readonly what: Uint8Array;
}

const NONE: readonly Problem[] = [];

export function intakeLedger(connection: Connection): IntakeLedger {
  const { db, sealer } = connection;
  const findFile = db.prepare('SELECT id, finished FROM files WHERE digest = ?');
  const addFile = db.prepare('INSERT INTO files (digest, name, run, opened) VALUES (?, ?, ?, ?) RETURNING id');
  const reopenFile = db.prepare('UPDATE files SET name = ?, run = ?, opened = ?, finished = NULL, skipped = 0 WHERE id = ?');
  const addSheet = db.prepare(
    `INSERT INTO sheets (file, name, header_line, headings, columns) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (file, name) DO UPDATE SET header_line = excluded.header_line, headings = excluded.headings, columns = excluded.columns RETURNING id`,
  );
  const sheetFile = db.prepare(
    'SELECT sheets.file, sheets.name, files.name AS file_name FROM sheets JOIN files ON files.id = sheets.file WHERE sheets.id = ?',
  );
  const finishFile = db.prepare('UPDATE files SET finished = ?, skipped = ? WHERE id = ?');
  const ofPerson = db.prepare('SELECT id, dose, state, who, what, run, sheet, line, part, sealed FROM entries WHERE person = ?');
  const addEntry = db.prepare(
    'INSERT INTO entries (person, dose, state, who, what, run, file, sheet, line, part, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const own = db.prepare('UPDATE entries SET run = ?, file = ?, sheet = ?, line = ?, part = ? WHERE id = ?');
  const replace = db.prepare(
    `UPDATE entries SET state = ?, who = ?, what = ?, sealed = ?, run = ?, file = ?, sheet = ?, line = ?, part = ?, batch = NULL, piece = NULL,
     settled_run = NULL, reasons = NULL WHERE id = ?`,
  );
  const hold = db.prepare('UPDATE entries SET state = ?, run = ?, settled_run = ? WHERE id = ?');
  const tellOwner = db.prepare(
    `UPDATE readings SET problems = CASE WHEN instr(coalesce(problems, ''), ?) THEN problems ELSE trim(coalesce(problems, '') || ' ' || ?) END
     WHERE (file, sheet, line, part) = (SELECT file, sheet, line, part FROM entries WHERE id = ?)`,
  );
  const addReading = db.prepare(
    'INSERT OR REPLACE INTO readings (file, sheet, line, part, run, kind, entry, problems, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const places = new Map<number, { file: number; name: string; fileName: string }>();

  function place(sheetId: number) {
    let known = places.get(sheetId);
    if (!known) {
      const row = sheetFile.get(sheetId) as Row;
      known = { file: Number(row['file']), name: String(row['name']), fileName: String(row['file_name']) };
      places.set(sheetId, known);
    }
    return known;
  }

  function admitOne(sheetId: number, reading: TakenReading): Admission {
    const { file } = place(sheetId);
    const { line, dose: part, record } = reading;
    if (!record || keepsBack(reading.problems)) {
      addReading.run(
        file,
        sheetId,
        line,
        part,
        connection.run,
        KIND.invalid,
        null,
        writeProblems(reading.problems),
        sealCells(reading, NONE),
      );
      return { line, dose: part, kind: 'invalid', problems: NONE };
    }
    const arrival = fingerprints(reading, record);
    const family = ofPerson.all(arrival.person) as Row[];
    const twin = family.find((entry) => entry['dose'] === record.dose.number);
    const stranger = family.find((entry) => entry !== twin && isInPlay(entry) && !isSamePerson(arrival, entry));
    if (!twin) return stranger ? conflictWithStranger(sheetId, arrival, stranger) : addFresh(sheetId, arrival, 'pending');
    const samePerson = isSamePerson(arrival, twin);
    const decision = decideAdmission({
      state: stateOf(twin['state']),
      thisRun: twin['run'] === connection.run,
      samePlace: isSamePlace(sheetId, arrival, twin),
      samePerson,
      sameDose: Buffer.compare(twin['what'] as Uint8Array, arrival.what) === 0,
      identical: isIdentical(arrival, twin),
    });
    if (stranger && (decision === 'replaces' || decision === 'owns'))
      return conflictWithStranger(sheetId, arrival, stranger, twin);
    return carryOut(decision, sheetId, arrival, twin, samePerson);
  }

  function fingerprints(reading: TakenReading, record: DoseRecord): Arrival {
    const { participant, dose } = record;
    return {
      reading,
      record,
      person: sealer.fingerprint(`person ${record.programme} ${participant.nik}`, 16),
      who: sealer.fingerprint(`who ${participant.birthDate} ${comparableName(participant.name)}`, 8),
      what: sealer.fingerprint(`what ${dose.date} ${dose.vaccine} ${(dose.lot ?? '').toUpperCase()}`, 8),
    };
  }

  /** A stale hold or refusal of an earlier run proves nothing against a newcomer; everything else does. */
  function isInPlay(entry: Row): boolean {
    const state = stateOf(entry['state']);
    return entry['run'] === connection.run || (state !== 'held' && state !== 'refused');
  }

  function isSamePerson({ who, person, record }: Arrival, entry: Row): boolean {
    if (Buffer.compare(entry['who'] as Uint8Array, who) === 0) return true;
    // Erased bodies cannot be compared by likeness: other fingerprints then mean another person, and a person decides.
    if (entry['sealed'] === null) return false;
    const { participant } = openRecord(sealer, entry['sealed'], person, entry['dose']);
    return participant.birthDate === record.participant.birthDate && namesAlike(participant.name, record.participant.name);
  }

  function isIdentical({ person, record }: Arrival, entry: Row): boolean {
    if (entry['sealed'] === null) return false;
    return canonicalRecord(openRecord(sealer, entry['sealed'], person, entry['dose'])) === canonicalRecord(record);
  }

  function isSamePlace(sheetId: number, { reading }: Arrival, entry: Row): boolean {
    if (entry['line'] !== reading.line || entry['part'] !== reading.dose) return false;
    const then = place(Number(entry['sheet']));
    const now = place(sheetId);
    return then.name === now.name && then.fileName === now.fileName;
  }

  function addFresh(sheetId: number, arrival: Arrival, state: 'pending' | 'held', found: readonly Problem[] = NONE): Admission {
    const { reading, record, person, who, what } = arrival;
    const { file } = place(sheetId);
    const sealed = sealRecord(sealer, record, person);
    const { lastInsertRowid } = addEntry.run(
      person,
      record.dose.number,
      STATE[state],
      who,
      what,
      connection.run,
      file,
      sheetId,
      reading.line,
      reading.dose,
      sealed,
    );
    return note(sheetId, reading, state === 'held' ? 'held' : 'fresh', lastInsertRowid, found);
  }

  function carryOut(decision: AdmissionDecision, sheetId: number, arrival: Arrival, twin: Row, samePerson: boolean): Admission {
    const { reading, record, person, who, what } = arrival;
    const { file } = place(sheetId);
    const id = Number(twin['id']);
    const first = Number(twin['line']);
    switch (decision) {
      case 'owns':
        own.run(connection.run, file, sheetId, reading.line, reading.dose, id);
        return note(sheetId, reading, 'owns', id, NONE);
      case 'repeated':
        return note(sheetId, reading, 'repeated', id, [{ code: 'DUP_EVENT', severity: 'warning', params: { r: first } }]);
      case 'replaces': {
        const state = step(stateOf(twin['state']), 'corrected');
        replace.run(
          state,
          who,
          what,
          sealRecord(sealer, record, person),
          connection.run,
          file,
          sheetId,
          reading.line,
          reading.dose,
          id,
        );
        return note(sheetId, reading, 'replaces', id, NONE);
      }
      case 'conflict': {
        const found = difference(samePerson, record.dose.number, first);
        hold.run(step(stateOf(twin['state']), 'conflicted'), connection.run, connection.run, id);
        const written = writeProblems([found]) ?? '';
        tellOwner.run(written, written, id);
        return note(sheetId, reading, 'held', id, [found]);
      }
      case 'conflict-with-sent':
        return note(sheetId, reading, 'held', null, [difference(samePerson, record.dose.number, first)]);
    }
  }

  /** The same identity number stands for somebody else under another dose: all sides that are not on the server yet are held. */
  function conflictWithStranger(sheetId: number, arrival: Arrival, stranger: Row, twin?: Row): Admission {
    const found = difference(false, arrival.record.dose.number, Number(stranger['line']));
    const state = stateOf(stranger['state']);
    if (state === 'pending' || state === 'refused' || state === 'held') {
      hold.run(step(state, 'conflicted'), connection.run, connection.run, Number(stranger['id']));
      const written = writeProblems([found]) ?? '';
      tellOwner.run(written, written, Number(stranger['id']));
    }
    if (!twin) return addFresh(sheetId, arrival, 'held', [found]);
    return note(sheetId, arrival.reading, 'held', null, [found]);
  }

  function note(
    sheetId: number,
    reading: TakenReading,
    kind: Admission['kind'],
    entry: number | bigint | null,
    found: readonly Problem[],
  ): Admission {
    const { file } = place(sheetId);
    const { line, dose: part } = reading;
    const number = kind === 'held' ? KIND.held : kind === 'repeated' ? KIND.repeated : KIND.owner;
    const all = found.length > 0 ? [...reading.problems, ...found] : reading.problems;
    addReading.run(
      file,
      sheetId,
      line,
      part,
      connection.run,
      number,
      entry,
      writeProblems(all),
      kind === 'held' ? sealCells(reading, found) : null,
    );
    return { line, dose: part, kind, problems: found };
  }

  function sealCells(reading: TakenReading, found: readonly Problem[]): Uint8Array {
    return sealer.seal(JSON.stringify({ cells: reading.cells(), problems: [...reading.problems, ...found] }), ROW_OWNER);
  }

  return {
    openFile: ({ name, digest }) =>
      connection.transaction(() => {
        const now = connection.now();
        const known = findFile.get(digest) as Row | undefined;
        places.clear();
        if (!known) return { id: Number((addFile.get(digest, name, connection.run, now) as Row)['id']), before: 'unknown' };
        reopenFile.run(name, connection.run, now, known['id'] as number);
        return { id: Number(known['id']), before: known['finished'] === null ? 'unfinished' : 'finished' };
      }),
    openSheet: (fileId, { name, headerLine, headings, columns }) =>
      connection.transaction(() =>
        Number((addSheet.get(fileId, name, headerLine, JSON.stringify(headings), JSON.stringify(columns)) as Row)['id']),
      ),
    admit: (sheetId, readings) => connection.transaction(() => readings.map((reading) => admitOne(sheetId, reading))),
    closeFile: (fileId, skipped) =>
      connection.transaction(() => {
        finishFile.run(connection.now(), skipped, fileId);
      }),
    abandonFile: (fileId) =>
      connection.transaction(() => {
        db.prepare('DELETE FROM entries WHERE file = ? AND run = ? AND state IN (0, 5) AND batch IS NULL').run(
          fileId,
          connection.run,
        );
        db.prepare('DELETE FROM readings WHERE file = ? AND run = ?').run(fileId, connection.run);
      }),
  };
}

/** The additional data of sealed rows, which belong to no entry. */
export const ROW_OWNER = Buffer.from('row');

function difference(samePerson: boolean, dose: number, otherLine: number): Problem {
  return samePerson
    ? { code: 'DUP_DIFF', field: 'dose', severity: 'hold', params: { d: dose, r: otherLine } }
    : { code: 'NIK_CONFLICT', field: 'nik', severity: 'hold', params: { rows: otherLine } };
}
