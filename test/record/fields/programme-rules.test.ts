import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isValidDay } from '../../../src/record/dates/calendar.ts';
import { minimumAge, minimumInterval } from '../../../src/record/fields/programme-rules.ts';
import { programmeNamed } from '../../../src/record/programme/programmes.ts';

const COVID19 = programmeNamed('covid19');
const { ages: AGE_RULES, intervals: INTERVAL_RULES } = COVID19;

describe('minimumAge', () => {
  test.each<[string, string, number, string, number | undefined]>([
    ['CoronaVac before children', '2021-06-30', 1, 'coronavac', 18],
    ['CoronaVac from 12', '2021-07-01', 1, 'coronavac', 12],
    ['CoronaVac from 6', '2021-12-14', 2, 'coronavac', 6],
    ['Pfizer before children', '2021-08-22', 1, 'pfizer', 18],
    ['Pfizer from 12', '2021-08-23', 1, 'pfizer', 12],
    ['AstraZeneca always for adults', '2022-06-01', 1, 'astrazeneca', 18],
    ['a product of the mapping file', '2022-06-01', 2, 'vaksin-baru', 18],
    ['a booster of a product that children may have', '2022-06-01', 3, 'coronavac', 18],
    ['before the programme', '2020-12-31', 1, 'coronavac', undefined],
  ])('%s', (_, date, number, vaccine, years) => {
    expect(minimumAge({ date, number, vaccine }, COVID19)).toBe(years);
  });
});

describe('minimumInterval', () => {
  test.each<[string, string, number, string, number | undefined, number | undefined]>([
    ['CoronaVac at first', '2021-02-01', 2, 'coronavac', 40, 14],
    ['CoronaVac since the end of March 2021', '2021-03-31', 2, 'coronavac', 40, 28],
    ['AstraZeneca: 4, 8, 12 and again 8 weeks', '2021-06-29', 2, 'astrazeneca', 40, 28],
    ['AstraZeneca from July 2021', '2021-07-15', 2, 'astrazeneca', 40, 56],
    ['AstraZeneca from November 2021', '2021-11-01', 2, 'astrazeneca', 40, 84],
    ['AstraZeneca from 27 January 2022', '2022-01-27', 2, 'astrazeneca', 40, 56],
    ['booster at first', '2022-02-15', 3, 'pfizer', 40, 180],
    ['booster of an elder', '2022-02-15', 3, 'pfizer', 60, 90],
    ['booster of somebody whose age is unknown', '2022-02-15', 3, 'pfizer', undefined, 180],
    ['booster since March 2022', '2022-03-01', 3, 'pfizer', 40, 90],
    ['second booster', '2023-02-01', 4, 'pfizer', 40, 180],
    ['a product without a rule', '2021-10-01', 2, 'sputnik-v', 40, undefined],
    ['the first dose has no interval', '2021-10-01', 1, 'coronavac', 40, undefined],
  ])('%s', (_, date, number, vaccine, age, days) => {
    expect(minimumInterval({ date, number, vaccine }, age, COVID19)).toBe(days);
  });
});

test('other programmes have no rules', () => {
  const dose = { date: '2022-02-01', number: 2, vaccine: 'coronavac' };
  expect([minimumAge(dose, programmeNamed('bian')), minimumInterval(dose, 40, programmeNamed('bian'))]).toEqual([
    undefined,
    undefined,
  ]);
});

test('the tables are in order of their days, which exist, and name their sources', () => {
  for (const rules of [AGE_RULES, INTERVAL_RULES]) {
    const days = rules.map(({ from }) => from);
    expect(days).toEqual(days.toSorted());
    for (const { from, source } of rules) {
      const [year = 0, month = 0, day = 0] = from.split('-').map(Number);
      expect([from, isValidDay(year, month, day), source.length > 10]).toEqual([from, true, true]);
    }
  }
});

test('docs/validation.md lists them all, and no others', () => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', '..', 'docs', 'validation.md'), 'utf8');
  const listed = [
    ...(text.split('## Rules of the programme')[1]?.split(/^## /m)[0] ?? '').matchAll(/^\| (\d{4}-.*) \|$/gm),
  ].map(([, row]) => row);
  const common = ({ from, doses, vaccine = 'any' }: (typeof AGE_RULES | typeof INTERVAL_RULES)[number]) => [
    from,
    doses.join(', '),
    vaccine,
  ];
  expect(listed).toEqual([
    ...AGE_RULES.map((rule) => [...common(rule), `at least ${rule.years} years`, rule.source].join(' | ')),
    ...INTERVAL_RULES.map((rule) => {
      const who = rule.fromAge === undefined ? '' : `, from ${rule.fromAge} years on`;
      return [...common(rule), `${rule.days} days after the dose before${who}`, rule.source].join(' | ');
    }),
  ]);
});
