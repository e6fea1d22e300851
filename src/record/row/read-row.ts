/**
 * One row of a sheet → what it turned out to be. Pure, never throws, and finds everything that is wrong with the row in
 * one pass.
 */

import { cellAt } from '../cells.ts';
import { problem } from '../fields/field-reading.ts';
import type { Header } from '../header/columns.ts';
import { keepsBack, type Problem } from '../problems.ts';
import { programmeOf } from '../programme/programmes.ts';
import type { DoseRecord, IsoDate, Reading } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { SourceRow } from '../source-row.ts';
import { saysGiven } from './cell-content.ts';
import { checkAge, compareDoses } from './dose-checks.ts';
import { type Mark, marksFor, marksOf } from './marks.ts';
import type { PersonReadings } from './person-checks.ts';
import { type DoseReading, readDose, wasGiven } from './read-dose.ts';
import { type PersonReading, readPerson } from './read-person.ts';
import { planOf, type RowPlan } from './row-plan.ts';
import { shownRow } from './shown-row.ts';
import { type SkipReason, skipReason } from './skip-row.ts';

/** A row holds no person, or one reading for each dose in it. */
export type RowReading = { readonly kind: 'skipped'; readonly why: SkipReason } | ReadRow;

/** A row that holds a person. */
export interface ReadRow {
  readonly kind: 'read';
  readonly readings: readonly [Reading, ...Reading[]];
  /** Its person, as the cells say it; absent where the row is damaged. */
  readonly person?: PersonReadings;
}

/** Where the row stands; its line is in the row. */
export interface SheetRef {
  readonly file: string;
  readonly sheet: string;
}

const BROKEN = { quote: 'ROW_QUOTE', shifted: 'ROW_SHIFTED' } as const;

/**
 * Reads a row below `header`. An ordinary row is one reading; a wide row one for each dose whose own columns say
 * anything, and a single invalid one (DATE_EMPTY, or DOSE_EMPTY where the row has a date) when none does. An error or a
 * hold of the person keeps back every dose of the row.
 */
export function readRow(source: SourceRow, header: Header, at: SheetRef, rules: ReadingRules): RowReading {
  if (source.broken)
    return { kind: 'read', readings: [invalid(source, at, 1, [problem(BROKEN[source.broken], undefined, 'error')])] };
  const plan = planOf(header);
  const row = shownRow(source, plan);
  const why = skipReason(row, plan);
  if (why !== undefined) return { kind: 'skipped', why };
  const [only] = plan.doses;
  if (!plan.wide && only) {
    const dose = readDose(row, only, plan, rules);
    const person = readPerson(row, plan, dose.date, rules);
    if (person.participant) checkAge(dose, person.participant.birthDate, programmeOf(rules));
    return {
      kind: 'read',
      readings: [reading(row, at, 1, marked(person, marksOf(row, plan), dose.number), dose, rules)],
      person: person.read,
    };
  }
  return readWide(row, plan, at, rules);
}

function readWide(row: SourceRow, plan: RowPlan, at: SheetRef, rules: ReadingRules): RowReading {
  const given = plan.doses.flatMap((dose, index) =>
    wasGiven(row, dose) ? [{ place: index + 1, dose: readDose(row, dose, plan, rules) }] : [],
  );
  const doses = given.map(({ dose }) => dose);
  const person = readPerson(row, plan, firstDay(doses), rules);
  const marks = marksOf(row, plan);
  const birthDate = person.participant?.birthDate;
  if (birthDate !== undefined) for (const dose of doses) checkAge(dose, birthDate, programmeOf(rules));
  compareDoses(doses, birthDate, programmeOf(rules));
  const [first, ...others] = given.map(({ place, dose }) =>
    reading(row, at, place, marked(person, marks, dose.number), dose, rules),
  );
  if (first) return { kind: 'read', readings: [first, ...others], person: person.read };
  // A date that all doses share, and no dose ticked: what is missing is which dose it was.
  const dated = plan.doses.some(({ ownDate, date }) => !ownDate && date.at >= 0 && saysGiven(cellAt(row, date.at)));
  const missing = dated ? problem('DOSE_EMPTY', 'dose', 'error') : problem('DATE_EMPTY', 'date', 'error');
  return {
    kind: 'read',
    readings: [invalid(row, at, 1, [missing, ...marked(person, marks, undefined).problems])],
    person: person.read,
  };
}

/** The person, with what keeps back this dose because the row says that it was not given. */
function marked(person: PersonReading, marks: readonly Mark[], dose: number | undefined): PersonReading {
  if (marks.length === 0) return person;
  const problems = marksFor(marks, dose);
  return problems.length === 0 ? person : { ...person, problems: [...problems, ...person.problems] };
}

function firstDay(doses: readonly DoseReading[]): IsoDate | undefined {
  return doses.reduce<IsoDate | undefined>(
    (first, { date }) => (date !== undefined && (first === undefined || date < first) ? date : first),
    undefined,
  );
}

/** Valid when person and dose are complete and nothing keeps them back. */
function reading(
  row: SourceRow,
  at: SheetRef,
  place: number,
  person: PersonReading,
  { dose, problems: ofDose }: DoseReading,
  rules: ReadingRules,
): Reading {
  const problems = ofDose.length === 0 ? person.problems : [...person.problems, ...ofDose];
  const { participant } = person;
  if (participant && dose && !keepsBack(problems)) {
    const record: DoseRecord = { programme: rules.programme, participant, dose };
    return { kind: 'valid', at: { file: at.file, sheet: at.sheet, line: row.line, group: place }, record, problems };
  }
  const [first, ...others] = problems;
  // `required` has put a problem wherever a value is missing; the type cannot know.
  return invalid(row, at, place, [first ?? problem('CELL_ERROR', undefined, 'error'), ...others]);
}

function invalid(row: SourceRow, at: SheetRef, group: number, problems: readonly [Problem, ...Problem[]]): Reading {
  return { kind: 'invalid', at: { file: at.file, sheet: at.sheet, line: row.line, group }, problems };
}
