/**
 * Rules of the COVID-19 programme in Indonesia: who, and how long after the dose before. They changed often, so they
 * are data with the day from which each holds, and they only warn: an injection that was given must be recorded. Where
 * a source tells the month alone, the day in it is taken that warns less.
 */
import type { AgeRule, IntervalRule } from '../programme.ts';

const PRIMARY = [1, 2];
const BOOSTERS = [3, 4];

/** In order of `from`. */
export const COVID19_AGES: readonly AgeRule[] = [
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

/** In order of `from`. Months are counted as 30 days. */
export const COVID19_INTERVALS: readonly IntervalRule[] = [
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
