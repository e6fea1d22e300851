/** What the doses of one row say about each other and about the age of their person. */
import { ageInYears, daysBetween } from '../dates/dates.ts';
import { problem } from '../fields/field-reading.ts';
import { minimumAge, minimumInterval } from '../fields/programme-rules.ts';
import type { Problem } from '../problems.ts';
import type { Programme } from '../programme.ts';
import type { Dose, IsoDate } from '../record.ts';
import type { DoseReading } from './read-dose.ts';

/** AGE_MIN, a warning: younger than the rule of that day. */
export function checkAge(reading: DoseReading, birthDate: IsoDate, programme: Programme): void {
  const { dose } = reading;
  if (!dose || birthDate > dose.date) return;
  const years = minimumAge(dose, programme);
  if (years === undefined) return;
  const age = ageInYears(birthDate, dose.date);
  if (age < years) reading.problems.push(problem('AGE_MIN', 'date', 'warning', { n: age, m: years, v: dose.vaccine }));
}

/**
 * Compares each dose of a wide row with the one before of its series. DOSE_ORDER holds both, since columns were
 * probably swapped and then both dates are wrong; VACC_MIX (first and second dose only: boosters are meant to differ)
 * and DOSE_INTERVAL are warnings at the later dose.
 */
export function compareDoses(
  readings: readonly DoseReading[],
  birthDate: IsoDate | undefined,
  programme: Programme,
): void {
  const inOrder = readings
    .filter((reading) => reading.number !== undefined)
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  for (const [at, later] of inOrder.entries()) {
    const earlier = inOrder.slice(0, at).findLast(({ series }) => series === later.series);
    if (earlier && earlier.number !== later.number) comparePair(earlier, later, birthDate, programme);
  }
}

/** What must be known of a dose to compare it with another one of its person and its series. */
export type GivenDose = Pick<Dose, 'number' | 'date' | 'vaccine'>;

/** The same where the vaccine may be unknown. */
export type KeptDose = Omit<GivenDose, 'vaccine'> & { readonly vaccine: string | undefined };

/**
 * Whether a later dose was not given later, or both on one day. Doses of one number are not compared here: they are one
 * dose, recorded twice.
 */
export function areOutOfOrder(one: KeptDose, other: KeptDose): boolean {
  if (one.number === other.number) return false;
  const [earlier, later] = one.number < other.number ? [one, other] : [other, one];
  return later.date <= earlier.date;
}

/**
 * What two doses in order say about each other, wherever they stand: VACC_MIX and DOSE_INTERVAL, as `compareDoses` has
 * them for a row.
 */
export function pairWarnings(one: KeptDose, other: KeptDose, birthDate: IsoDate, programme: Programme): Problem[] {
  const [earlier, later] = one.number < other.number ? [one, other] : [other, one];
  return [mixed(earlier, later), tooSoon(earlier, later, birthDate, programme)].filter((found) => found !== undefined);
}

/** A dose of which the vaccine may be unknown. */
interface Numbered {
  readonly number: number;
  readonly vaccine: string | undefined;
}

function mixed(earlier: Numbered, later: Numbered): Problem | undefined {
  if (earlier.number !== 1 || later.number !== 2 || earlier.vaccine === undefined || later.vaccine === undefined)
    return undefined;
  return earlier.vaccine === later.vaccine ? undefined : problem('VACC_MIX', 'vaccine', 'warning');
}

function tooSoon(
  earlier: Numbered & { readonly date: IsoDate },
  later: Pick<GivenDose, 'number' | 'date'>,
  birthDate: IsoDate | undefined,
  programme: Programme,
): Problem | undefined {
  const { number, date } = later;
  if (number !== earlier.number + 1 || earlier.vaccine === undefined) return undefined;
  const age = birthDate === undefined ? undefined : ageInYears(birthDate, date);
  const fewest = minimumInterval({ number, date, vaccine: earlier.vaccine }, age, programme);
  const days = daysBetween(earlier.date, date);
  return fewest !== undefined && days < fewest
    ? problem('DOSE_INTERVAL', 'date', 'warning', { n: days, m: fewest })
    : undefined;
}

function comparePair(
  earlier: DoseReading,
  later: DoseReading,
  birthDate: IsoDate | undefined,
  programme: Programme,
): void {
  const { number: a = 0, date: before, vaccine } = earlier;
  const { number: b = 0, date } = later;
  const mix = mixed({ number: a, vaccine }, { number: b, vaccine: later.vaccine });
  if (mix) later.problems.push(mix);
  if (before === undefined || date === undefined) return;
  if (date <= before) {
    const order = problem('DOSE_ORDER', 'date', 'hold', { a, b });
    earlier.problems.push(order);
    later.problems.push(order);
    return;
  }
  const soon = tooSoon({ number: a, date: before, vaccine }, { number: b, date }, birthDate, programme);
  if (soon) later.problems.push(soon);
}
