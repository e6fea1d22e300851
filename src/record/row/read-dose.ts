/** One dose of a row. */

import { cellAt, cellText } from '../cells.ts';
import { clerkDay } from '../dates/calendar.ts';
import { dayFirst } from '../dates/date-order.ts';
import { daysBetween, readDate } from '../dates/dates.ts';
import { type ClockOf, isMidnightOfBirth, mayHoldTime } from '../dates/time-of-day.ts';
import { readDoseNumber } from '../fields/dose-number.ts';
import { clean, type FieldReading, problem, wrong } from '../fields/field-reading.ts';
import { provesInstants } from '../fields/midnight-proof.ts';
import { readVaccinationDate } from '../fields/vaccination-date.ts';
import { readVaccine } from '../fields/vaccines.ts';
import type { Problem } from '../problems.ts';
import { programmeOf, seriesOf } from '../programme/programmes.ts';
import type { Series } from '../programme.ts';
import type { Dose, IsoDate } from '../record.ts';
import type { ReadingRules } from '../rules.ts';
import type { Cell, SourceRow } from '../source-row.ts';
import { bareDose } from './bare-dose.ts';
import { saysGiven } from './cell-content.ts';
import { required } from './read-person.ts';
import { cellIn, type DosePlan, type RowPlan } from './row-plan.ts';
import { readSimple } from './simple-fields.ts';

/**
 * A dose, complete or kept back; number, date and vaccine are there when they were readable, to be compared with the
 * row's other doses.
 */
export interface DoseReading {
  readonly dose?: Dose;
  readonly number: number | undefined;
  readonly date: IsoDate | undefined;
  readonly vaccine: string | undefined;
  /** In a programme of several series. */
  readonly series?: string | undefined;
  /** Grows while the doses of a row are compared. */
  readonly problems: Problem[];
}

/** Whether a column that belongs to this dose alone says that it was given. */
export function wasGiven(row: SourceRow, plan: DosePlan): boolean {
  for (const column of plan.own) if (saysGiven(cellAt(row, column))) return true;
  return false;
}

/**
 * Whose clock the time of a day is of, where a person has said so or the row itself proves it. Nearly no cell has a
 * time that matters.
 */
function clockOf(cell: Cell, { date: place, bare }: DosePlan, row: SourceRow, plan: RowPlan): ClockOf | undefined {
  const told = plan.clocks.size === 0 ? undefined : (plan.clocks.get(place.at) ?? plan.clocks.get(bare));
  if (told !== undefined) return told;
  const date = mayHoldTime(cell) ? readDate(cell) : undefined;
  if (date === undefined || !('clock' in date) || date.clock === undefined || !isMidnightOfBirth(date.clock))
    return undefined;
  return provesInstants(dayFirst(row, plan.birthDate, plan), cellAt(row, plan.nik)) ? 'utc' : undefined;
}

export function readDose(row: SourceRow, plan: DosePlan, ofRow: RowPlan, rules: ReadingRules): DoseReading {
  const problems: Problem[] = [];
  let dateCell: Cell = plan.date.at < 0 ? plan.date.otherwise : dayFirst(row, plan.date.at, ofRow);
  let vaccineCell: Cell = cellIn(row, plan.vaccine);
  if (plan.bare >= 0) {
    const bare = bareDose(dayFirst(row, plan.bare, ofRow), rules);
    if (!plan.ownDate) dateCell = bare.date ?? dateCell;
    if (!plan.ownVaccine) vaccineCell = bare.vaccine ?? vaccineCell;
  }
  const productRead = readVaccine(vaccineCell, rules);
  const series = productRead.value?.series;
  const number = required(readNumber(row, plan, seriesOf(programmeOf(rules), series)), 'DOSE_EMPTY', 'dose', problems);
  const date = required(
    readVaccinationDate(dateCell, rules, clockOf(dateCell, plan, row, ofRow)),
    'DATE_EMPTY',
    'date',
    problems,
  );
  const product = required(productRead, 'VACC_EMPTY', 'vaccine', problems);
  if (product?.dose !== undefined && number !== undefined && product.dose !== number)
    problems.push(problem('DOSE_BAD', 'dose', 'error', { v: `${number} / ${cellText(vaccineCell)}` }));
  const simple: { -readonly [Name in keyof Dose]?: Dose[Name] } = {};
  readSimple(row, plan.simple, simple, rules, problems);

  const vaccine = product?.vaccine;
  if (number === undefined || date === undefined || product === undefined)
    return { number, date, vaccine, series, problems };
  if (simple.expirationDate !== undefined) checkExpiry(simple, date, problems);
  const dose: Dose = { number, date, vaccine: product.vaccine, codes: product.codes, ...simple };
  return { dose: series === undefined ? dose : { series, ...dose }, number, date, vaccine, series, problems };
}

/** From its column; a heading may count further than the series of the product does. */
function readNumber(row: SourceRow, { number, dose }: DosePlan, series: Series): FieldReading<number> {
  if (number === undefined) return readDoseNumber(cellIn(row, dose), series);
  return number > series.doses ? wrong('DOSE_BAD', 'dose', { v: String(number) }) : clean(number);
}

/** No vaccine keeps for longer, and none is given so long after. */
const LONGEST_SHELF_LIFE = 6 * 366;

/**
 * BATCH_EXPIRED, a warning: an injection that was given must be recorded. A day that is years away from that of the
 * dose is not the vial's, and is left out.
 */
function checkExpiry(simple: { expirationDate?: IsoDate }, date: IsoDate, problems: Problem[]): void {
  const { expirationDate = date } = simple;
  const v = clerkDay(expirationDate);
  if (Math.abs(daysBetween(date, expirationDate)) > LONGEST_SHELF_LIFE) {
    problems.push(problem('VALUE_UNREAD', 'expirationDate', 'warning', { v }));
    delete simple.expirationDate;
  } else if (date > expirationDate) problems.push(problem('BATCH_EXPIRED', 'expirationDate', 'warning', { v }));
}
