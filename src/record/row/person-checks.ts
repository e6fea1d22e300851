/** What the NIK, the family card number, the birth date and the sex of one row say about each other. */

import { cellText } from '../cells.ts';
import { clerkDay, digitsAt, isoDay, isValidDay } from '../dates/calendar.ts';
import type { FieldReading } from '../fields/field-reading.ts';
import { problem } from '../fields/field-reading.ts';
import { type NikFacts, nikFacts } from '../fields/nik.ts';
import type { Problem } from '../problems.ts';
import type { IsoDate, Sex } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';

/** One person as the field readers read it. */
export interface PersonReadings {
  readonly nik: FieldReading<string>;
  readonly birthDate: FieldReading<IsoDate>;
  /** `absent` for an empty cell and for a sheet without that column. */
  readonly sex: FieldReading<Sex>;
  /** The cell of the family card number, where the sheet has one; it is compared, never sent. */
  readonly kk?: Cell | undefined;
  /** The NIK of the mother, where the sheet has it. */
  readonly motherNik?: string | undefined;
  /** In years, from the column of the age. */
  readonly age?: number | undefined;
  /** The (first) day of a dose in this row; a corrected birth date may not lie after it. */
  readonly vaccinationDate?: IsoDate | undefined;
}

/** The values to go on with, and what the comparison adds to the problems that the readings have already. */
export interface PersonCheck {
  /** As read, or with day and month exchanged where `rules.fixDates` asks for it and the NIK proves it. */
  readonly birthDate?: IsoDate;
  /** As read, or from the NIK (SEX_FROM_NIK). */
  readonly sex?: Sex;
  readonly problems: readonly Problem[];
}

const NONE: readonly Problem[] = [];

/**
 * Compare one person's fields. A NIK keeps a wrong birth date or sex for life (PP 40/2019), so a difference is a
 * warning (NIK_DOB, NIK_SEX). The NIK is probably somebody else's where day, month and year differ, or a generation
 * lies between the dates (NIK_DOB holds the row then), or date and sex do (an error), and no sex is taken from a NIK
 * with another date. DOB_SWAP: day and month exchanged give the date of the NIK, which is what Excel set to US English
 * does. NIK_IS_KK holds the row and ends the comparison, as the date in a KK number is the day of its issue; so does
 * NIK_IS_MOTHER. An empty
 * sex cell whose NIK does not say it is SEX_UNKNOWN; a row with an unreadable NIK is kept back for that and compared no
 * further.
 */
export function checkPerson(person: PersonReadings, rules: Pick<ReadingRules, 'today' | 'fixDates'>): PersonCheck {
  const nik = person.nik.value;
  const birthDate = person.birthDate.value;
  const sex = person.sex.value;
  if (nik === undefined) return result(birthDate, sex, NONE);
  if (person.kk !== undefined && person.kk !== '' && cellText(person.kk).replace(/\D/g, '') === nik) {
    return result(birthDate, sex, [problem('NIK_IS_KK', 'nik', 'hold')]);
  }
  if (nik === person.motherNik) return result(birthDate, sex, [problem('NIK_IS_MOTHER', 'nik', 'hold')]);
  if (birthDate !== undefined && sex !== undefined && agrees(nik, birthDate, sex)) return result(birthDate, sex, NONE);
  const facts = nikFacts(nik);
  if (facts === undefined || birthDate === undefined || facts.birthDates.includes(birthDate)) {
    const sexCheck = checkSex(person.sex, facts);
    return result(birthDate, sexCheck.sex, sexCheck.problems);
  }
  const dateCheck = checkBirthDate(birthDate, facts, {
    sexDiffers: sex !== undefined && sex !== facts.sex,
    person,
    rules,
  });
  // A number of somebody else says nothing of this person.
  const isOwn = sex !== undefined || dateCheck.problem.code === 'DOB_SWAP';
  const sexCheck = checkSex(person.sex, isOwn ? facts : undefined);
  return result(dateCheck.birthDate, sexCheck.sex, [dateCheck.problem, ...sexCheck.problems]);
}

function result(birthDate: IsoDate | undefined, sex: Sex | undefined, problems: readonly Problem[]): PersonCheck {
  if (birthDate !== undefined && sex !== undefined) return { birthDate, sex, problems };
  return { ...(birthDate === undefined ? {} : { birthDate }), ...(sex === undefined ? {} : { sex }), problems };
}

/**
 * Whether the digits of the NIK are those of this birth date and sex: true for nearly every row, and seven times faster
 * than `nikFacts`.
 */
function agrees(nik: string, birthDate: IsoDate, sex: Sex): boolean {
  const marked = digitsAt(birthDate, 8, 10) + (sex === 'female' ? 40 : 0);
  return (
    digitsAt(nik, 6, 8) === marked &&
    digitsAt(nik, 8, 10) === digitsAt(birthDate, 5, 7) &&
    digitsAt(nik, 10, 12) === digitsAt(birthDate, 2, 4)
  );
}

function checkSex(
  reading: FieldReading<Sex>,
  facts: NikFacts | undefined,
): { sex: Sex | undefined; problems: readonly Problem[] } {
  if (reading.value !== undefined) {
    const differs = facts !== undefined && facts.sex !== reading.value;
    return { sex: reading.value, problems: differs ? [problem('NIK_SEX', 'sex', 'warning')] : NONE };
  }
  if (reading.problems.length > 0) return { sex: undefined, problems: NONE };
  if (facts === undefined) return { sex: undefined, problems: [problem('SEX_UNKNOWN', 'sex', 'error', { v: '' })] };
  return { sex: facts.sex, problems: [problem('SEX_FROM_NIK', 'sex', 'warning')] };
}

function checkBirthDate(
  birthDate: IsoDate,
  facts: NikFacts,
  {
    sexDiffers,
    person,
    rules,
  }: { sexDiffers: boolean; person: PersonReadings; rules: Pick<ReadingRules, 'today' | 'fixDates'> },
): { birthDate: IsoDate; problem: Problem } {
  const swapped = exchanged(birthDate);
  const possible =
    swapped !== undefined && facts.birthDates.includes(swapped) && swapped <= (person.vaccinationDate ?? rules.today);
  if (possible) {
    const params = { a: clerkDay(birthDate), b: clerkDay(swapped) };
    return {
      birthDate: rules.fixDates ? swapped : birthDate,
      problem: problem('DOB_SWAP', 'birthDate', 'warning', params),
    };
  }
  const ofNik = nearestTo(birthDate, facts.birthDates);
  const params = { nik: clerkDay(ofNik), cell: clerkDay(birthDate) };
  const isOthers = sharesNothing(birthDate, facts) || isGenerationAway(birthDate, ofNik);
  const severity = sexDiffers ? 'error' : isOthers ? 'hold' : 'warning';
  return { birthDate, problem: problem('NIK_DOB', 'birthDate', severity, params) };
}

/** Neither day nor month nor year: no correction of one date changes all three. */
function sharesNothing(birthDate: IsoDate, { day, month, twoDigitYear }: NikFacts): boolean {
  return (
    digitsAt(birthDate, 8, 10) !== day &&
    digitsAt(birthDate, 5, 7) !== month &&
    digitsAt(birthDate, 2, 4) !== twoDigitYear
  );
}

/** Years between a parent and a child at the least. */
const GENERATION = 15;

/**
 * A child under the number of a parent, whose day or month may agree by chance. A single digit of the year that is
 * wrong can lie as far away.
 */
function isGenerationAway(birthDate: IsoDate, ofNik: IsoDate): boolean {
  if (Math.abs(digitsAt(birthDate, 0, 4) - digitsAt(ofNik, 0, 4)) < GENERATION) return false;
  const wrong = Array.from(birthDate.slice(2)).filter((digit, at) => digit !== ofNik[at + 2]);
  return wrong.length > 1;
}

/** Day and month exchanged, where that is a day too. */
function exchanged(day: IsoDate): IsoDate | undefined {
  const year = digitsAt(day, 0, 4);
  const month = digitsAt(day, 8, 10);
  const dayOfMonth = digitsAt(day, 5, 7);
  return isValidDay(year, month, dayOfMonth) ? isoDay(year, month, dayOfMonth) : undefined;
}

/** The century of the NIK's date that a person would compare with. */
function nearestTo(day: IsoDate, [earlier = '', later = earlier]: readonly IsoDate[]): IsoDate {
  return Math.abs(digitsAt(later, 0, 4) - digitsAt(day, 0, 4)) < 50 ? later : earlier;
}
