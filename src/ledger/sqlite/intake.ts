/** The admission of readings: who meets whom, and what is written down. The rules are in admission.ts. */
import type { Problem } from '../../record/problems.ts';
import { type AdmissionDecision, decideAdmission } from '../admission.ts';
import type { Admission, IntakeLedger } from '../ledger.ts';
import { type PreparedReading, type PreparedRecord, writeProblems } from '../prepare.ts';
import { nextState } from '../states.ts';
import { comparison } from './comparison.ts';
import type { Connection, Row } from './connection.ts';
import { correctedRows } from './corrected.ts';
import { KIND, stateOf } from './entry-rows.ts';
import { intakeStatements } from './intake-statements.ts';
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
  const places = sheetPlaces(connection);
  const write = intakeStatements(connection);
  const compare = comparison(connection.sealer, places);
  const corrected = correctedRows(connection);

  function admitOne(place: Place, reading: PreparedReading): Admission {
    const { record } = reading;
    if (!record) return withoutRecord(place, reading);
    const family = write.family(record.person);
    if (family.length === 0) return addFresh(place, reading, record);
    const twin = family.find((entry) => entry['dose'] === record.dose);
    const stranger = family.find((entry) => isInPlay(entry) && !compare.isSamePerson(record, entry));
    if (stranger || family.some((entry) => entry['contested'] === connection.run))
      return contested(place, reading, record, family, stranger, twin);
    if (!twin) return addFresh(place, reading, record);
    return carryOut(
      decideAdmission(compare.standing(place, reading, record, twin, connection.run)),
      place,
      reading,
      record,
      twin,
    );
  }

  function withoutRecord(place: Place, reading: PreparedReading): Admission {
    const kind = reading.kind === 'skipped' ? 'skipped' : 'invalid';
    write.read(place, reading, { kind: KIND[kind], entry: null, problems: reading.problems, sealed: reading.row ?? null });
    return CLEAN[kind];
  }

  /** A stale hold or refusal of an earlier run proves nothing against a newcomer; everything else does. */
  function isInPlay(entry: Row): boolean {
    const state = stateOf(entry['state']);
    return entry['run'] === connection.run || (state !== 'held' && state !== 'refused');
  }

  function addFresh(place: Place, reading: PreparedReading, record: PreparedRecord): Admission {
    return note(place, reading, 'fresh', write.add(place, reading, record, 'pending'), NONE);
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
        write.own(twin, place, reading);
        return note(place, reading, 'owns', id, NONE);
      case 'repeated':
        return note(place, reading, 'repeated', id, [{ code: 'DUP_EVENT', severity: 'warning', params: { r: first } }]);
      case 'replaces': {
        const state = nextState(stateOf(twin['state']), 'corrected');
        if (!state) throw new Error(`an entry that is ${stateOf(twin['state'])} cannot be corrected`);
        write.replace(twin, place, reading, record, state);
        return note(place, reading, 'replaces', id, NONE);
      }
      case 'conflict':
        write.hold(twin, doseProblem(reading.line, record.dose));
        return note(place, reading, 'held', id, [doseProblem(first, record.dose)]);
      case 'conflict-with-sent':
        return note(place, reading, 'held', id, [doseProblem(first, record.dose)]);
    }
  }

  /**
   * The identity number stands for somebody else as well, or did so in another row of this run: everything under it that is not on the server
   * yet is held, in whatever order it comes.
   */
  function contested(
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    family: readonly Row[],
    stranger: Row | undefined,
    twin: Row | undefined,
  ): Admission {
    const found = [strangerProblem(Number((stranger ?? family[0])?.['line']))];
    for (const entry of family) if (isInPlay(entry) && isHoldable(entry)) write.hold(entry, strangerProblem(reading.line));
    // What was refused or held in an earlier run takes the newcomer's content, as any correction; left as it is, the next row would release it.
    if (twin && !isInPlay(twin)) write.replace(twin, place, reading, record, 'held');
    const id = twin ? Number(twin['id']) : write.add(place, reading, record, 'held');
    write.contest(record.person);
    return note(place, reading, 'held', id, found);
  }

  function note(
    place: Place,
    reading: PreparedReading,
    kind: Admission['kind'],
    entry: number,
    found: readonly Problem[],
  ): Admission {
    const problems = [reading.problems, writeProblems(found)].filter((written) => written !== null).join(' ');
    write.read(place, reading, {
      kind: kind === 'held' ? KIND.held : kind === 'repeated' ? KIND.repeated : KIND.owner,
      entry,
      problems: problems === '' ? null : problems,
      sealed: kind === 'held' ? (reading.record?.sealed ?? null) : null,
    });
    return found.length === 0 ? CLEAN[kind] : { kind, problems: found };
  }

  return {
    ...places.files,
    openFile(file) {
      corrected.begin();
      return places.files.openFile(file);
    },
    admit: (sheetId, readings) =>
      connection.within(() => {
        const place = places.of(sheetId);
        return Array.from(readings, (reading) => {
          const admission = admitOne(place, reading);
          if (reading.kind !== 'skipped') corrected.see(place, reading);
          return admission;
        });
      }),
    async closeFile(fileId, skipped) {
      await connection.within(() => corrected.settle());
      await places.files.closeFile(fileId, skipped);
    },
  };
}

function isHoldable(entry: Row): boolean {
  const state = stateOf(entry['state']);
  return state === 'pending' || state === 'refused' || state === 'held';
}

function doseProblem(otherLine: number, dose: number): Problem {
  return { code: 'DUP_DIFF', field: 'dose', severity: 'hold', params: { d: dose, r: otherLine } };
}

function strangerProblem(otherLine: number): Problem {
  return { code: 'NIK_CONFLICT', field: 'nik', severity: 'hold', params: { rows: otherLine } };
}
