/** The admission of readings: who meets whom, and what is written down. The rules are in admission.ts. */
import { basename } from 'node:path';
import type { Problem } from '../../record/problems.ts';
import type { Admission, IntakeLedger } from '../ledger.ts';
import {
  copiesProblem,
  doseProblem,
  namesakeProblem,
  nearProblem,
  orderProblem,
  strangerProblem,
} from '../rules/about-others.ts';
import { type AdmissionDecision, decideAdmission } from '../rules/admission.ts';
import { type PreparedReading, type PreparedRecord, readProblems, writeProblems } from '../sealed/prepare.ts';
import { nextState } from '../states.ts';
import { comparison } from './comparison.ts';
import type { Connection, Row } from './connection.ts';
import { correctedRows } from './corrected.ts';
import { decisionsIn, type Settled, saidBy } from './decisions.ts';
import { KIND, stateOf } from './entry-rows.ts';
import { GONE, goneRows } from './gone-rows.ts';
import { intakeStatements } from './intake-statements.ts';
import { NOBODY, namesakesIn } from './namesakes.ts';
import { type MetDoses, NO_DOSES, otherDosesIn } from './other-doses.ts';
import { type Place, sheetPlaces } from './places.ts';

const NONE: readonly Problem[] = [];
/** One object for all readings without a problem: a million of them would have to be collected. */
const CLEAN = Object.fromEntries(
  (['fresh', 'owns', 'replaces', 'repeated', 'held', 'invalid', 'settled', 'dismissed', 'skipped'] as const).map(
    (kind) => [kind, { kind, problems: NONE }],
  ),
) as Record<Admission['kind'], Admission>;

type Decision = AdmissionDecision | 'fresh' | 'stays';

/** Why a newcomer and others are held. */
interface Held {
  readonly decision: Decision;
  readonly family: readonly Row[];
  readonly twin: Row | undefined;
  /** An entry of somebody else under the same number. */
  readonly contested: Row | undefined;
  /** Entries of namesakes under near numbers. */
  readonly near: readonly Row[];
  /** Entries of other doses that are out of order with it. */
  readonly order: readonly Row[];
  /** Entries that other correction sheets have made of the same row. */
  readonly copies: readonly Row[];
}

/** `who`: the system user of the run, for what a person decides. */
export function intakeLedger(connection: Connection, who: string): IntakeLedger {
  const places = sheetPlaces(connection);
  const write = intakeStatements(connection);
  const compare = comparison(connection.sealer, places);
  const decisions = decisionsIn(connection, who);
  const corrected = correctedRows(connection, decisions);
  const namesakes = namesakesIn(connection, write.family);
  const otherDoses = otherDosesIn(connection);
  /** Entries that the server is proven to lack. */
  let lost: ReadonlySet<number> = new Set();

  /**
   * What was decided of a row stands; any other is judged, and takes the place of what older files have said in its
   * place.
   */
  function take(place: Place, reading: PreparedReading): Admission {
    const settled = decisions.of(place, reading);
    if (settled) return asSettled(place, reading, settled);
    const admission =
      reading.origin?.dismissed && reading.kind !== 'skipped' ? dismissed(place, reading) : admitOne(place, reading);
    const asked = admission.kind === 'invalid' || admission.kind === 'held';
    if (reading.kind !== 'skipped') corrected.see(place, reading, asked);
    return admission;
  }

  function dismissed(place: Place, reading: PreparedReading): Admission {
    const { part } = reading;
    const { file, sheet, line } = reading.origin ?? {
      file: basename(place.fileName),
      sheet: place.sheetName,
      line: reading.line,
    };
    const decision = decisions.dismiss({
      file,
      sheet,
      line,
      part,
      said: saidBy(reading, connection) ?? new Uint8Array(),
    });
    return asSettled(place, reading, { decision, kind: KIND.dismissed, entry: null });
  }

  /** Its own problems are said of no row: nobody is asked. */
  function asSettled(place: Place, reading: PreparedReading, { kind, entry, decision }: Settled): Admission {
    const { problems } = reading;
    write.read(place, reading, { kind, entry, problems, sealed: null, said: saidBy(reading, connection), decision });
    return { kind: kind === KIND.dismissed ? 'dismissed' : 'settled', problems: readProblems(problems) };
  }

  function admitOne(place: Place, reading: PreparedReading): Admission {
    const { record } = reading;
    if (!record) {
      if (reading.kind !== 'skipped') corrected.withdraw(place, reading, undefined);
      return withoutRecord(place, reading);
    }
    const met = write.family(record.person);
    const inPlace = met.find((entry) => entry['dose'] === record.dose);
    const isNew = !inPlace || !compare.isSamePlace(place, reading, inPlace);
    const family = isNew && corrected.withdraw(place, reading, inPlace) ? write.family(record.person) : met;
    const twin = family.find((entry) => entry['dose'] === record.dose);
    const stranger = family.find((entry) => isInPlay(entry) && !compare.isSamePerson(record, entry));
    const contested =
      stranger ?? (family.some((entry) => entry['contested'] === connection.run) ? family[0] : undefined);
    const decision = decide(place, reading, record, twin, contested !== undefined);
    if (decision === 'replaces' && isHeld(twin) && twin?.['run'] !== connection.run) {
      if (reading.origin?.confirmed) namesakes.keep(record.person);
      else namesakes.leaveOpen(record.person);
    }
    // Whoever only repeats what an entry says was compared when it became one; not so what is held, since others may
    // have come meanwhile.
    const comesIn = decision === 'fresh' || decision === 'replaces' || (decision === 'owns' && isHeld(twin));
    const { near, other } = comesIn ? namesakes.meet(record, family) : NOBODY;
    const contests = decision === 'conflict' || decision === 'conflict-with-sent';
    const { order, warnings } =
      !contested && (comesIn || contests) ? meetDoses(place, reading, record, family) : NO_DOSES;
    const copies = reading.origin
      ? write.copies(place, reading).filter((entry) => entry['id'] !== twin?.['id'] && namesakes.isInPlay(entry))
      : [];
    if (contested || near.length > 0 || (comesIn && order.length > 0) || copies.length > 0)
      return holdAll(place, reading, record, { decision, family, twin, contested, near, order, copies });
    const found = contests ? holdOrder(order, reading.line) : warnings;
    return carryOut(decision, place, reading, record, twin, other ? [...found, namesakeProblem(lineOf(other))] : found);
  }

  function meetDoses(
    place: Place,
    { line, origin }: PreparedReading,
    record: PreparedRecord,
    family: readonly Row[],
  ): MetDoses {
    return family.length === 0
      ? NO_DOSES
      : otherDoses.meet(record, family.filter(namesakes.isInPlay), place, line, origin?.confirmed === true);
  }

  /** Holds doses that are out of order with the row in `line`, and returns what is to be said of that row. */
  function holdOrder(order: readonly Row[], line: number): readonly Problem[] {
    for (const entry of order) if (isHoldable(entry)) write.hold(entry, orderProblem(line));
    return order[0] ? [orderProblem(lineOf(order[0]))] : NONE;
  }

  /** As if nobody stood near: `stays` is a row under a number of two people whose entry is in play already. */
  function decide(
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    twin: Row | undefined,
    contested: boolean,
  ): Decision {
    if (!twin) return 'fresh';
    if (contested) return isInPlay(twin) ? 'stays' : 'replaces';
    const standing = {
      ...compare.standing(place, reading, record, twin, connection.run),
      lost: lost.has(Number(twin['id'])),
    };
    const decision = decideAdmission(standing);
    // Of a row that is no longer in its sheet a correction sheet says only by an emptied reason, or by a change, that
    // it is to be sent.
    const isOpen =
      decision === 'replaces' && standing.state === 'held' && reading.origin?.confirmed === false && standing.sameDose;
    return isOpen && write.whyHeld(twin).some(({ code }) => code === GONE.code) ? 'owns' : decision;
  }

  function withoutRecord(place: Place, reading: PreparedReading): Admission {
    const kind = reading.kind === 'skipped' ? 'skipped' : 'invalid';
    const { problems, row, said } = reading;
    write.read(place, reading, { kind: KIND[kind], entry: null, problems, sealed: row ?? null, said });
    return CLEAN[kind];
  }

  /** A stale hold or refusal of an earlier run proves nothing against a newcomer; everything else does. */
  function isInPlay(entry: Row): boolean {
    const state = stateOf(entry['state']);
    return entry['run'] === connection.run || (state !== 'held' && state !== 'refused');
  }

  function carryOut(
    decision: Decision,
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    twin: Row | undefined,
    found: readonly Problem[],
  ): Admission {
    if (!twin) return note(place, reading, 'fresh', write.add(place, reading, record, 'pending'), found);
    const id = Number(twin['id']);
    const first = lineOf(twin);
    switch (decision) {
      case 'repeated':
        return note(place, reading, 'repeated', id, [{ code: 'DUP_EVENT', severity: 'warning', params: { r: first } }]);
      case 'replaces': {
        const state = nextState(stateOf(twin['state']), lost.has(id) ? 'lost' : 'corrected');
        if (!state) throw new Error(`an entry that is ${stateOf(twin['state'])} cannot be corrected`);
        write.replace(twin, place, reading, record, state);
        return note(place, reading, 'replaces', id, found);
      }
      case 'conflict':
        write.hold(twin, doseProblem(record.dose, reading.line));
        return note(place, reading, 'held', id, [doseProblem(record.dose, first), ...found]);
      case 'conflict-with-sent':
        return note(place, reading, 'held', id, [doseProblem(record.dose, first), ...found]);
      default: {
        const still = isHeld(twin) ? write.whyHeld(twin) : NONE;
        write.own(twin, place, reading);
        return note(place, reading, 'owns', id, NONE, still);
      }
    }
  }

  /**
   * The identity number stands for somebody else as well, or is one slip away from that of a namesake, here or in
   * another row of this run: everything under these numbers that is not on the server yet is held, in whatever order it
   * comes.
   */
  function holdAll(
    place: Place,
    reading: PreparedReading,
    record: PreparedRecord,
    { decision, family, twin, contested, near, order, copies }: Held,
  ): Admission {
    const found: Problem[] = [];
    if (contested) {
      found.push(strangerProblem(lineOf(contested)));
      for (const entry of family)
        if (isInPlay(entry) && isHoldable(entry)) write.hold(entry, strangerProblem(reading.line));
    }
    if (near[0]) {
      const problem = nearProblem(lineOf(near[0]));
      found.push(problem);
      for (const entry of family) if (namesakes.isInPlay(entry) && isHoldable(entry)) write.hold(entry, problem);
      for (const entry of near) if (isHoldable(entry)) write.hold(entry, nearProblem(reading.line));
      namesakes.ask(record.person, near);
    }
    if (twin && (decision === 'conflict' || decision === 'conflict-with-sent'))
      found.push(doseProblem(record.dose, lineOf(twin)));
    found.push(...holdOrder(order, reading.line));
    if (copies[0]) found.push(copiesProblem(lineOf(copies[0])));
    for (const entry of copies) if (isHoldable(entry)) write.hold(entry, copiesProblem(reading.line));
    // What was refused or held in an earlier run takes the newcomer's content, as any correction; left as it is, the
    // next row would release it.
    if (twin && decision === 'replaces') write.replace(twin, place, reading, record, 'held');
    else if (twin && decision === 'owns') write.own(twin, place, reading);
    // Whoever else says the same is held with it: what is made of one row is in question, in whatever order it comes.
    if (twin && copies[0] && decision !== 'replaces' && isHoldable(twin))
      write.hold(twin, copiesProblem(lineOf(copies[0])));
    const id = twin ? Number(twin['id']) : write.add(place, reading, record, 'held');
    if (contested) write.contest(record.person);
    return note(place, reading, 'held', id, found);
  }

  function note(
    place: Place,
    reading: PreparedReading,
    kind: Admission['kind'],
    entry: number,
    found: readonly Problem[],
    still: readonly Problem[] = NONE,
  ): Admission {
    const problems = [reading.problems, writeProblems(found), writeProblems(still)]
      .filter((written) => written !== null)
      .join(' ');
    write.read(place, reading, {
      kind: kind === 'held' ? KIND.held : kind === 'repeated' ? KIND.repeated : KIND.owner,
      entry,
      problems: problems === '' ? null : problems,
      sealed: kind === 'held' ? (reading.record?.sealed ?? null) : null,
      said: kind === 'held' ? saidBy(reading, connection) : undefined,
    });
    return found.length === 0 ? CLEAN[kind] : { kind, problems: found };
  }

  return {
    ...places.files,
    async takeBack(entries) {
      lost = new Set(entries);
    },
    openFile(file) {
      decisions.begin();
      corrected.begin();
      return places.files.openFile(file);
    },
    admit: (sheetId, readings) =>
      connection.within(() => {
        const place = places.of(sheetId);
        return Array.from(readings, (reading) => take(place, reading));
      }),
    async closeFile(fileId, skipped) {
      await connection.within(() => {
        corrected.settle();
        goneRows(connection, fileId, write.hold);
      });
      await places.files.closeFile(fileId, skipped);
    },
  };
}

function isHeld(entry: Row | undefined): boolean {
  return entry !== undefined && stateOf(entry['state']) === 'held';
}

function lineOf(entry: Row): number {
  return Number(entry['line']);
}

function isHoldable(entry: Row): boolean {
  const state = stateOf(entry['state']);
  return state === 'pending' || state === 'refused' || state === 'held';
}
