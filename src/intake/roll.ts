/**
 * The door of `check`: who was seen already, without a ledger. It judges as the ledger does (admission.ts) and keeps
 * nothing on disk.
 */
import {
  copiesProblem,
  decideAdmission,
  doseProblem,
  namesakeProblem,
  nearProblem,
  orderProblem,
  strangerProblem,
} from '../ledger/admission.ts';
import type { Admission, FileIdentity, RunOutcomes } from '../ledger/ledger.ts';
import type { TakenReading } from '../ledger/sealed/prepare.ts';
import { comparableName, namesAlike } from '../record/fields/names.ts';
import { areNear, isConventionalBirthday, MOST_NAMESAKES, nearNiks } from '../record/fields/namesakes.ts';
import type { Problem } from '../record/problems.ts';
import type { DoseRecord } from '../record/record.ts';
import { areOutOfOrder, type GivenDose, pairWarnings } from '../record/row/dose-checks.ts';
import { ALONE, type Beside, withReading } from './beside.ts';
import { sameOrigin } from './same-origin.ts';
import { createSeenTable, HELD, type Held } from './seen-table.ts';
import type { Door } from './take-in.ts';

const NONE: readonly Problem[] = [];
const NOBODY: Meeting = { near: [], other: undefined };
const NO_ENTRIES: readonly number[] = [];
const FRESH: Admission = { kind: 'fresh', problems: NONE };

/** What became of a reading, and what a list of all readings must know besides. */
export interface RollAdmission extends Admission {
  /** The numbers of namesakes that are held with it. Personal data: they stay within the thread that reads. */
  readonly near?: readonly string[];
  /** Which doses of the person are held with it, since their dates are out of order. */
  readonly doses?: readonly number[];
  /** What other correction sheets have made of the same row: held with it. Personal data, as `near`. */
  readonly copies?: readonly { readonly nik: string; readonly dose: number }[];
}

export interface Roll extends Door<TakenReading> {
  admit(sheetId: number, readings: Iterable<TakenReading>): Promise<readonly RollAdmission[]>;
  /** `waiting` are the readings that could be sent. */
  outcomes(): RunOutcomes;
  /**
   * Once all files are in: why a person must decide about a reading that went through this door; empty when nobody
   * must.
   */
  holdsOf(reading: Pick<TakenReading, 'line' | 'record'>): readonly Problem[];
  /** In how many readings each problem stands that two rows have together: both sides, as `holdsOf` has them. */
  aboutOthers(): ReadonlyMap<Problem['code'], number>;
  /** The files that are in, in order. */
  files(): readonly FileIdentity[];
}

/** Entries by index. */
interface Meeting {
  /** Of namesakes whose number is one slip away. */
  readonly near: readonly number[];
  /** The first one of another namesake, where that says anything. */
  readonly other: number | undefined;
}

interface HoldingAll {
  readonly family: readonly number[];
  readonly twin: number | undefined;
  /** An entry of somebody else under the same number. */
  readonly contested: number | undefined;
  readonly near: readonly number[];
  /** Entries of other doses that are out of order with it. */
  readonly order: readonly number[];
  /** Entries that other correction sheets have made of the same row. */
  readonly copies: readonly number[];
}

/** Held for what is wrong with the number, not with one dose. */
function isOfPerson(held: Held): boolean {
  return held === 'near' || held === 'person';
}

export function createRoll(): Roll {
  const seen = createSeenTable();
  const counts = { waiting: 0, invalid: 0, repeated: 0, held: 0, dismissed: 0, skipped: 0 };
  /** The line of a row that a held entry is in conflict with. */
  const against = new Map<number, number>();
  /**
   * Readings that are held beside the one that stands for their entry, and how many of them say something else of the
   * dose.
   */
  const beside = new Map<number, Beside>();
  const origins = sameOrigin();
  const files: FileIdentity[] = [];
  let sheet = 0;
  let opened: FileIdentity | undefined;
  /** As it was before the file that is being read, and what that file has done to the entries of others. */
  const before = {
    size: 0,
    counts: { ...counts },
    held: [] as HeldBefore[],
    repeated: [] as number[],
    beside: new Map(beside),
  };

  function admitOne(reading: TakenReading): RollAdmission {
    const { record, line } = reading;
    if (reading.origin?.dismissed && reading.kind !== 'skipped') {
      counts.dismissed += 1;
      return { kind: 'dismissed', problems: reading.problems };
    }
    if (!record) {
      const kind = reading.kind === 'skipped' ? 'skipped' : 'invalid';
      counts[kind] += 1;
      return { kind, problems: NONE };
    }
    const family = seen.family(record.participant.nik);
    const twin = family.find((index) => seen.dose(index) === record.dose.number);
    const stranger = family.find((index) => !isSamePerson(index, record));
    const contested = stranger ?? (family.some((index) => seen.held(index) === 'person') ? family[0] : undefined);
    const { near, other } = twin === undefined ? meetNamesakes(record, family) : NOBODY;
    const isNew = twin === undefined || !seen.isSameDose(twin, record);
    const order = contested === undefined && isNew && family.length > 0 ? outOfOrder(record.dose, family) : NO_ENTRIES;
    const copies = origins.of(reading).filter((index) => index !== twin);
    origins.add(reading, twin ?? seen.size());
    if (contested !== undefined || near.length > 0 || (order.length > 0 && twin === undefined) || copies.length > 0)
      return holdAll(reading, record, { family, twin, contested, near, order, copies });
    if (twin !== undefined) return meet(twin, line, record, order);
    const problems = family.length > 0 ? warningsOf(record, line, family) : [];
    if (other !== undefined) problems.push(namesakeProblem(seen.line(other)));
    seen.add(record, line, sheet);
    counts.waiting += 1;
    return problems.length === 0 ? FRESH : { kind: 'fresh', problems };
  }

  /**
   * Entries of other doses of the person with a date, their own or one that contests it, that the newcomer's is out of
   * order with.
   */
  function outOfOrder(dose: GivenDose, family: readonly number[]): number[] {
    return family.filter((index) =>
      [seen.given(index), ...(beside.get(index)?.doses ?? [])].some((other) => areOutOfOrder(dose, other)),
    );
  }

  /** What the doses of other rows say; those of one row were compared when it was read. */
  function warningsOf(
    { participant, dose, programme }: DoseRecord,
    line: number,
    family: readonly number[],
  ): Problem[] {
    return family
      .filter((index) => seen.line(index) !== line || seen.sheet(index) !== sheet)
      .flatMap((index) => pairWarnings(dose, seen.given(index), participant.birthDate, programme));
  }

  function meetNamesakes(record: DoseRecord, family: readonly number[]): Meeting {
    const found = seen.namesakes(record);
    const others = found.length > MOST_NAMESAKES ? [] : found;
    const isAsked = family.some((index) => seen.held(index) === 'near');
    if (others.length === 0 && !isAsked) return NOBODY;
    const { nik } = record.participant;
    const theirs = new Set(others.map((index) => seen.nik(index)));
    const near = [...theirs].filter((other) => areNear(nik, other)).map((other) => seen.family(other));
    // A dose under another spelling of the name meets nobody, but who it belongs to is in question.
    if (isAsked && near.length === 0)
      near.push(...nearNiks(nik).map((other) => seen.family(other).filter((index) => isOfPerson(seen.held(index)))));
    if (near.length > 0 || isConventionalBirthday(record.participant.birthDate))
      return { near: near.flat(), other: undefined };
    return { near: [], other: others[0] };
  }

  /**
   * The identity number stands for somebody else as well, or is one slip away from that of a namesake, here or in an
   * earlier row: everything under these numbers is held, in whatever order it comes.
   */
  function holdAll(
    { line }: TakenReading,
    record: DoseRecord,
    { family, twin, contested, near, order, copies }: HoldingAll,
  ): RollAdmission {
    const why = contested !== undefined ? 'person' : near.length > 0 ? 'near' : order.length > 0 ? 'order' : 'copies';
    if (why === 'person' || why === 'near') for (const index of family) hold(index, why, line);
    for (const index of order) hold(index, 'order', line);
    for (const index of near) hold(index, 'near', line);
    for (const index of copies) hold(index, 'copies', line);
    if (copies[0] !== undefined && twin !== undefined) hold(twin, 'copies', seen.line(copies[0]));
    const other = contested ?? near[0] ?? order[0] ?? copies[0];
    if (twin === undefined && other !== undefined) {
      const index = seen.add(record, line, sheet);
      seen.setHeld(index, why);
      against.set(index, seen.line(other));
    }
    if (twin !== undefined) putBeside(twin, record);
    counts.held += 1;
    const problems: Problem[] = [];
    if (contested !== undefined) problems.push(strangerProblem(seen.line(contested)));
    if (near[0] !== undefined) problems.push(nearProblem(seen.line(near[0])));
    if (order[0] !== undefined) problems.push(orderProblem(seen.line(order[0])));
    if (copies[0] !== undefined) problems.push(copiesProblem(seen.line(copies[0])));
    return {
      kind: 'held',
      problems,
      near: [...new Set(near.map((index) => seen.nik(index)))],
      doses: order.map(seen.dose),
      copies: copies.map((index) => ({ nik: seen.nik(index), dose: seen.dose(index) })),
    };
  }

  function meet(twin: number, own: number, record: DoseRecord, order: readonly number[]): RollAdmission {
    const line = seen.line(twin);
    const decision = decideAdmission({
      state: seen.held(twin) === 'no' ? 'pending' : 'held',
      thisRun: true,
      samePlace: false,
      unchangedFile: false,
      sameDose: seen.isSameDose(twin, record),
      identical: false,
    });
    if (decision === 'repeated') {
      seen.addRepeats(twin, 1);
      if (twin < before.size) before.repeated.push(twin);
      counts[seen.held(twin) === 'no' ? 'repeated' : 'held'] += 1;
      return { kind: 'repeated', problems: [{ code: 'DUP_EVENT', severity: 'warning', params: { r: line } }] };
    }
    hold(twin, 'dose', own);
    for (const index of order) hold(index, 'order', own);
    putBeside(twin, record);
    counts.held += 1;
    const problems = [
      doseProblem(record.dose.number, line),
      ...order.slice(0, 1).map((index) => orderProblem(seen.line(index))),
    ];
    return { kind: 'held', problems, doses: order.map(seen.dose) };
  }

  function putBeside(twin: number, record: DoseRecord): void {
    beside.set(twin, withReading(beside.get(twin) ?? ALONE, record.dose, !seen.isSameDose(twin, record)));
  }

  /** What was ready or repeated is held from now on. */
  function hold(index: number, why: Held, otherLine: number): void {
    const was = seen.held(index);
    if (HELD.indexOf(was) >= HELD.indexOf(why)) return;
    if (index < before.size) before.held.push({ index, was, against: against.get(index) });
    seen.setHeld(index, why);
    against.set(index, otherLine);
    if (was !== 'no') return;
    counts.waiting -= 1;
    counts.repeated -= seen.repeats(index);
    counts.held += 1 + seen.repeats(index);
  }

  function isSamePerson(index: number, { participant }: DoseRecord): boolean {
    if (!seen.isBornOn(index, participant.birthDate)) return false;
    const name = seen.name(index);
    return (
      name === participant.name ||
      comparableName(name) === comparableName(participant.name) ||
      namesAlike(name, participant.name)
    );
  }

  return {
    async openFile(file) {
      opened = file;
      origins.begin();
      Object.assign(before, {
        size: seen.size(),
        counts: { ...counts },
        held: [],
        repeated: [],
        beside: new Map(beside),
      });
      return { id: 1 };
    },
    async openSheet() {
      sheet += 1;
      return sheet;
    },
    admit: async (_sheet, readings) => Array.from(readings, admitOne),
    closeFile: async (_file, skipped) => {
      counts.skipped += skipped;
      if (opened) files.push(opened);
    },
    async abandonFile() {
      origins.takeBack();
      seen.truncate(before.size);
      for (const index of against.keys()) if (index >= before.size) against.delete(index);
      for (const { index, was, against: line } of before.held.toReversed()) {
        seen.setHeld(index, was);
        if (line === undefined) against.delete(index);
        else against.set(index, line);
      }
      for (const index of before.repeated) seen.addRepeats(index, -1);
      beside.clear();
      for (const [index, readings] of before.beside) beside.set(index, readings);
      Object.assign(counts, before.counts);
    },
    holdsOf({ line, record }) {
      const twin =
        record && seen.family(record.participant.nik).find((index) => seen.dose(index) === record.dose.number);
      if (record === undefined || twin === undefined || seen.held(twin) === 'no') return NONE;
      // Of two rows each is told of the other.
      const other = seen.line(twin) === line ? (against.get(twin) ?? line) : seen.line(twin);
      const why = problemOf(seen.held(twin), seen.dose(twin), other);
      // What is wrong with the number does not hide that the dose was recorded twice, differently.
      const differs = why.code !== 'DUP_DIFF' && !seen.isSameDose(twin, record);
      return differs ? [why, doseProblem(record.dose.number, seen.line(twin))] : [why];
    },
    aboutOthers() {
      const found = new Map<Problem['code'], number>();
      const add = (code: Problem['code'], readings: number): unknown =>
        readings > 0 && found.set(code, (found.get(code) ?? 0) + readings);
      for (const index of against.keys()) {
        const { readings, differing } = beside.get(index) ?? ALONE;
        const { code } = problemOf(seen.held(index), seen.dose(index), seen.line(index));
        add(code, 1 + seen.repeats(index) + readings);
        if (code !== 'DUP_DIFF') add('DUP_DIFF', differing);
      }
      return found;
    },
    files: () => files,
    outcomes: () => ({ accepted: 0, 'already-there': 0, refused: 0, 'in-doubt': 0, ...counts }),
  };
}

interface HeldBefore {
  readonly index: number;
  readonly was: Held;
  readonly against: number | undefined;
}

function problemOf(held: Held, dose: number, otherLine: number): Problem {
  if (held === 'person') return strangerProblem(otherLine);
  if (held === 'order') return orderProblem(otherLine);
  if (held === 'copies') return copiesProblem(otherLine);
  return held === 'near' ? nearProblem(otherLine) : doseProblem(dose, otherLine);
}
