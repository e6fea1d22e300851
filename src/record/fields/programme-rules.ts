/** What the dated rules of a programme say of one dose. */
import type { DatedRule, Programme } from '../programme.ts';
import type { IsoDate } from '../record.ts';

/** A dose that was given, as far as the rules care. */
export interface GivenDose {
  readonly number: number;
  readonly date: IsoDate;
  /** For an interval: the product of the dose before, whose rule it is. */
  readonly vaccine: string;
}

/** The youngest age, in years, that any rule of the programme has ever allowed; 0 where no rule is known. */
export function youngestAge({ ages }: Programme): number {
  return ages.length === 0 ? 0 : Math.min(...ages.map(({ years }) => years));
}

/** The youngest age, in years, for this dose on its day; undefined where no rule is known. */
export function minimumAge(dose: GivenDose, { ages }: Programme): number | undefined {
  return ruleOf(ages, dose)?.years;
}

/** The fewest days since the dose before; undefined where no rule is known. `age`: in years on the day of the dose. */
export function minimumInterval(
  dose: GivenDose,
  age: number | undefined,
  { intervals }: Programme,
): number | undefined {
  if (intervals.length === 0) return undefined;
  const held = intervals.filter(({ fromAge }) => fromAge === undefined || (age !== undefined && age >= fromAge));
  return ruleOf(held, dose)?.days;
}

/** The latest rule that holds: one that names the product before one for every product. */
function ruleOf<T extends DatedRule>(rules: readonly T[], { number, date, vaccine }: GivenDose): T | undefined {
  let general: T | undefined;
  let named: T | undefined;
  for (const rule of rules) {
    if (rule.from > date) break;
    if (!rule.doses.includes(number)) continue;
    if (rule.vaccine === vaccine) named = rule;
    else if (rule.vaccine === undefined) general = rule;
  }
  return named ?? general;
}
