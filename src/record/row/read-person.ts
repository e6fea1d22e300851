/**
 * The person of a row: all fields read, compared with each other, and everything wrong with them gathered in one pass.
 */

import { cellAt } from '../cells.ts';
import { clerkDay } from '../dates/calendar.ts';
import { dayFirst } from '../dates/date-order.ts';
import { contradictsAge, readAge } from '../fields/age.ts';
import { readBirthDate } from '../fields/birth-date.ts';
import { type FieldReading, problem } from '../fields/field-reading.ts';
import { readName } from '../fields/names.ts';
import { readNik } from '../fields/nik.ts';
import { readSex } from '../fields/sex.ts';
import { findIdentity } from '../identity.ts';
import { type Field, keepsBack, type Problem, type ProblemCode } from '../problems.ts';
import type { IsoDate, Participant } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { SourceRow } from '../source-row.ts';
import { otherNikInRemarks } from './nik-in-remark.ts';
import { checkPerson, type PersonReadings } from './person-checks.ts';
import type { RowPlan } from './row-plan.ts';
import { readSimple } from './simple-fields.ts';

/** A person, complete or kept back: without a participant there is a problem that says why. */
export interface PersonReading {
  readonly participant?: Participant;
  readonly problems: readonly Problem[];
  /** What the cells said, before they were compared. */
  readonly read: PersonReadings;
}

/** `vaccinationDate`: the first day in the row, for the plausibility of the birth date. */
export function readPerson(
  row: SourceRow,
  plan: RowPlan,
  vaccinationDate: IsoDate | undefined,
  rules: ReadingRules,
): PersonReading {
  const problems: Problem[] = [];
  const nik = readNik(cellAt(row, plan.nik), rules);
  const age = plan.age < 0 ? undefined : readAge(cellAt(row, plan.age), plan.ageInMonths);
  const birth = readBirthDate(dayFirst(row, plan.birthDate, plan), {
    nik: nik.value,
    vaccinationDate,
    age,
    rules,
    clockOf: plan.clocks.get(plan.birthDate),
  });
  const sexRead = readSex(cellAt(row, plan.sex));
  const kk = plan.kk < 0 ? undefined : cellAt(row, plan.kk);
  const simple: Partial<Participant> = {};
  const ofSimple: Problem[] = [];
  readSimple(row, plan.simple, simple, rules, ofSimple);
  const { motherNik } = simple;
  const read: PersonReadings = { nik, birthDate: birth, sex: sexRead, kk, motherNik, age, vaccinationDate };
  const check = checkPerson(read, rules);

  if (nik.value === undefined) problems.push(...withoutNik(nik, simple));
  else if (nik.problems.length > 0) problems.push(...nik.problems);
  const name = required(readName(cellAt(row, plan.name)), 'NAME_EMPTY', 'name', problems);
  required(birth, 'DOB_EMPTY', 'birthDate', problems);
  if (sexRead.problems.length > 0) problems.push(...sexRead.problems);
  if (ofSimple.length > 0) problems.push(...ofSimple);
  if (check.problems.length > 0) problems.push(...check.problems);
  if (age !== undefined && birth.value !== undefined) checkAgeCell(age, birth.value, vaccinationDate, rules, problems);

  const other = plan.remarks.length === 0 ? undefined : otherNikInRemarks(row, plan, nik.value, birth.value);
  if (other) problems.push(other);

  const { birthDate, sex } = check;
  const isKnown = nik.value !== undefined || findIdentity(simple) !== undefined;
  if (!isKnown || name === undefined || birthDate === undefined) return { problems, read };
  if (sex === undefined) {
    if (!keepsBack(problems)) problems.push(problem('SEX_UNKNOWN', 'sex', 'error', { v: '' }));
    return { problems, read };
  }
  const number = nik.value === undefined ? {} : { nik: nik.value };
  return { participant: { ...number, name, birthDate, sex, ...simple }, problems, read };
}

/**
 * What is wrong where there is no NIK. Nothing in an empty cell, where the person has another number; PASSPORT_COUNTRY
 * where only the country lacks to it.
 */
function withoutNik(nik: FieldReading<string>, simple: Partial<Participant>): readonly Problem[] {
  const isEmpty = nik.problems.every(({ code }) => code === 'NIK_EMPTY');
  if (!isEmpty) return nik.problems;
  if (findIdentity(simple) !== undefined) return [];
  const lacksCountry = simple.passport !== undefined && simple.nationality === undefined;
  return lacksCountry ? [problem('PASSPORT_COUNTRY', 'nationality', 'error')] : nik.problems;
}

/**
 * AGE_DOB: the age beside the birth date is another one, on the day of the dose and on the day the file was saved. One
 * of the two is somebody else's.
 */
function checkAgeCell(
  age: number,
  birthDate: IsoDate,
  vaccinationDate: IsoDate | undefined,
  { savedOn, ageShift = 0 }: ReadingRules,
  problems: Problem[],
): void {
  if (!contradictsAge(birthDate, age, { vaccinationDate, savedOn, shift: ageShift })) return;
  problems.push(problem('AGE_DOB', 'age', 'hold', { n: age, cell: clerkDay(birthDate) }));
}

/**
 * The value of a field that a record must have: without one, there is a problem that keeps the row back, if need be
 * `code`.
 */
export function required<T>(
  reading: FieldReading<T>,
  code: ProblemCode,
  field: Field,
  problems: Problem[],
): T | undefined {
  if (reading.problems.length > 0) problems.push(...reading.problems);
  if (reading.value === undefined && !keepsBack(reading.problems)) problems.push(problem(code, field, 'error'));
  return reading.value;
}
