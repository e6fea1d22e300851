/**
 * Rules of the COVID-19 programme in Indonesia: who, and how long after the dose before. They changed often, so they
 * are data with the day from which each holds, and they only warn: an injection that was given must be recorded. Where
 * a source tells the month alone, the day in it is taken that warns less. Other programmes have no rules here.
 */
import type { IsoDate } from '../record.ts';

/** From `from` on, until a later rule for the same dose and vaccine. */
interface DatedRule {
  readonly from: IsoDate;
  /** Doses it holds for. */
  readonly doses: readonly number[];
  /** Short name of the product; absent: every product that no rule names. */
  readonly vaccine?: string;
  readonly source: string;
}

/** The youngest age, in completed years. */
interface AgeRule extends DatedRule {
  readonly years: number;
}

/** The youngest age, in years, that any rule of the programme has ever allowed; 0 where no rule is known. */
export function youngestAge(programme: string): number {
  return isCovid(programme) ? YOUNGEST : 0;
}

/** The fewest days since the dose before. `fromAge`: holds from this age on only. */
interface IntervalRule extends DatedRule {
  readonly days: number;
  readonly fromAge?: number;
}

const PRIMARY = [1, 2];
const BOOSTERS = [3, 4];

/**
 * In order of `from`.
 * @internal Exported for its tests.
 */
export const AGE_RULES: readonly AgeRule[] = [
  { from: '2021-01-13', doses: PRIMARY, years: 18, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-01-13', doses: PRIMARY, vaccine: 'coronavac', years: 18, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-07-01', doses: PRIMARY, vaccine: 'coronavac', years: 12, source: 'SE HK.02.02/I/1727/2021' },
  { from: '2021-08-23', doses: PRIMARY, vaccine: 'pfizer', years: 12, source: 'Letter SR.02.06/I/2151/2021' },
  {
    from: '2021-12-14',
    doses: PRIMARY,
    vaccine: 'coronavac',
    years: 6,
    source: 'Ministry of Health, start of ages 6-11, 14-12-2021',
  },
  { from: '2022-01-31', doses: BOOSTERS, years: 18, source: 'SE HK.02.02/II/252/2022' },
];

const YOUNGEST = Math.min(...AGE_RULES.map(({ years }) => years));

/**
 * In order of `from`. Months are counted as 30 days.
 * @internal Exported for its tests.
 */
export const INTERVAL_RULES: readonly IntervalRule[] = [
  { from: '2021-01-13', doses: [2], vaccine: 'coronavac', days: 14, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-01-13', doses: [2], vaccine: 'sinopharm', days: 21, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-01-13', doses: [2], vaccine: 'astrazeneca', days: 28, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-01-13', doses: [2], vaccine: 'novavax', days: 21, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-01-13', doses: [2], vaccine: 'moderna', days: 28, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-01-13', doses: [2], vaccine: 'pfizer', days: 28, source: 'KMK HK.01.07/MENKES/12758/2020' },
  { from: '2021-03-31', doses: [2], vaccine: 'coronavac', days: 28, source: 'Ministry of Health, March 2021' },
  { from: '2021-06-30', doses: [2], vaccine: 'astrazeneca', days: 56, source: 'Letter of June 2021: 8 to 12 weeks' },
  {
    from: '2021-08-23',
    doses: [2],
    vaccine: 'pfizer',
    days: 21,
    source: 'Letter SR.02.06/I/2151/2021; KMK HK.01.07/MENKES/4638/2021',
  },
  { from: '2021-10-31', doses: [2], vaccine: 'astrazeneca', days: 84, source: 'KMK HK.01.07/MENKES/4638/2021' },
  { from: '2022-01-27', doses: [2], vaccine: 'astrazeneca', days: 56, source: 'SE SR.02.06/II/408/2022' },
  { from: '2022-01-31', doses: [3], days: 180, source: 'SE HK.02.02/II/252/2022' },
  { from: '2022-02-01', doses: [3], days: 90, fromAge: 60, source: 'SE SR.02.06/II/1123/2022' },
  { from: '2022-03-01', doses: [3], days: 90, source: 'Ministry of Health, March 2022' },
  { from: '2022-10-13', doses: [2], vaccine: 'indovac', days: 28, source: 'Ministry of Health, start of IndoVac' },
  { from: '2023-01-31', doses: [4], days: 180, source: 'SE HK.02.02/C/380/2023' },
];

/** A dose that was given, as far as the rules care. */
export interface GivenDose {
  readonly number: number;
  readonly date: IsoDate;
  /** For an interval: the product of the dose before, whose rule it is. */
  readonly vaccine: string;
}

/** The youngest age, in years, for this dose on its day; undefined where no rule is known. */
export function minimumAge(dose: GivenDose, programme: string): number | undefined {
  return isCovid(programme) ? ruleOf(AGE_RULES, dose)?.years : undefined;
}

/** The fewest days since the dose before; undefined where no rule is known. `age`: in years on the day of the dose. */
export function minimumInterval(dose: GivenDose, age: number | undefined, programme: string): number | undefined {
  if (!isCovid(programme)) return undefined;
  const held = INTERVAL_RULES.filter(({ fromAge }) => fromAge === undefined || (age !== undefined && age >= fromAge));
  return ruleOf(held, dose)?.days;
}

/** Whether a programme is one against COVID-19: it is called `covid…`. */
export function isCovid(programme: string): boolean {
  return programme.startsWith('covid');
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
