/** What the doses of one row say about each other and about the age of their person. */
import { ageInYears, daysBetween } from './dates.ts';
import { problem } from './field-reading.ts';
import { minimumAge, minimumInterval } from './programme-rules.ts';
import type { DoseReading } from './read-dose.ts';
import type { IsoDate } from './record.ts';

/** AGE_MIN, a warning: younger than the rule of that day. */
export function checkAge(reading: DoseReading, birthDate: IsoDate, programme: string): void {
  const { dose } = reading;
  if (!dose || birthDate > dose.date) return;
  const years = minimumAge(dose, programme);
  if (years === undefined) return;
  const age = ageInYears(birthDate, dose.date);
  if (age < years) reading.problems.push(problem('AGE_MIN', 'date', 'warning', { n: age, m: years, v: dose.vaccine }));
}

/**
 * Compares each dose of a wide row with the one before. DOSE_ORDER holds both, since columns were probably swapped and then both dates are wrong;
 * VACC_MIX (first and second dose only: boosters are meant to differ) and DOSE_INTERVAL are warnings at the later dose.
 */
export function compareDoses(readings: readonly DoseReading[], birthDate: IsoDate | undefined, programme: string): void {
  const inOrder = readings
    .filter((reading) => reading.number !== undefined)
    .toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0));
  for (const [at, later] of inOrder.entries()) {
    const earlier = inOrder[at - 1];
    if (earlier && earlier.number !== later.number) comparePair(earlier, later, birthDate, programme);
  }
}

function comparePair(earlier: DoseReading, later: DoseReading, birthDate: IsoDate | undefined, programme: string): void {
  const [a = 0, b = 0] = [earlier.number, later.number];
  if (a === 1 && b === 2 && earlier.vaccine !== undefined && later.vaccine !== undefined && earlier.vaccine !== later.vaccine) {
    later.problems.push(problem('VACC_MIX', 'vaccine', 'warning'));
  }
  if (earlier.date === undefined || later.date === undefined) return;
  if (later.date <= earlier.date) {
    const order = problem('DOSE_ORDER', 'date', 'hold', { a, b });
    earlier.problems.push(order);
    later.problems.push(order);
    return;
  }
  if (b !== a + 1 || earlier.vaccine === undefined) return;
  const age = birthDate === undefined ? undefined : ageInYears(birthDate, later.date);
  const fewest = minimumInterval({ number: b, date: later.date, vaccine: earlier.vaccine }, age, programme);
  const days = daysBetween(earlier.date, later.date);
  if (fewest !== undefined && days < fewest) {
    later.problems.push(problem('DOSE_INTERVAL', 'date', 'warning', { n: days, m: fewest }));
  }
}
