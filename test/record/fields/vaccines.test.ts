import { describe, expect, test } from 'vitest';
import { readVaccine, vaccineChoices } from '../../../src/record/fields/vaccines.ts';
import { COVID19 } from '../../../src/record/programme/covid19.ts';
import { productsOf } from '../../../src/record/programme/products.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { ERROR_CELL, RULES, said, UNCALCULATED } from '../help.ts';

const { codes: VACCINES, labels: VACCINE_LABELS } = productsOf(COVID19);

test.each([
  ['Sinovac', 'coronavac'],
  ['CoronaVac', 'coronavac'],
  ['Corona Vac', 'coronavac'],
  ['CoronaVac (Sinovac)', 'coronavac'],
  ['Sinovac dosis 1', 'coronavac'],
  ['Vaksin COVID-19 Bio Farma', 'coronavac'],
  ['VAKSIN SINOVAC', 'coronavac'],
  ['AstraZeneca', 'astrazeneca'],
  ['Astra Zeneca', 'astrazeneca'],
  ['Astra Zaneca', 'astrazeneca'],
  ['AZ', 'astrazeneca'],
  ['Vaxzevria', 'astrazeneca'],
  ['Covishield', 'astrazeneca'],
  ['Moderna', 'moderna'],
  ['Spikevax', 'moderna'],
  ['Pfizer-BioNTech', 'pfizer'],
  ['Comirnaty', 'pfizer'],
  ['Booster Pfizer', 'pfizer'],
  ['Sinopharm', 'sinopharm'],
  ['Vero Cell', 'sinopharm'],
  ['J&J', 'janssen'],
  ['Johnson & Johnson', 'janssen'],
  ['Janssen (J&J)', 'janssen'],
  ['Covovax', 'novavax'],
  ['Zifivax', 'zifivax'],
  ['Cansino', 'convidecia'],
  ['Sputnik V', 'sputnik-v'],
  ['IndoVac', 'indovac'],
  ['Inavac', 'inavac'],
  ['AWcorna', 'awcorna'],
])('%s is %s', (text, vaccine) => {
  expect(readVaccine(text, RULES).value?.vaccine).toBe(vaccine);
});

test.each([...VACCINES.keys()])('the short name %s means itself', (name) => {
  expect(readVaccine(name, RULES).value?.vaccine).toBe(name);
});

test('codes: CVX before ATC, and only ATC where there is no CVX', () => {
  const cvx = 'http://hl7.org/fhir/sid/cvx';
  const atc = 'http://www.whocc.no/atc';
  expect(readVaccine('Sinovac', RULES)).toEqual({
    value: {
      vaccine: 'coronavac',
      codes: [
        { system: cvx, code: '511' },
        { system: atc, code: 'J07BN03' },
      ],
    },
    problems: [],
  });
  expect(readVaccine('IndoVac', RULES).value?.codes).toEqual([{ system: atc, code: 'J07BN04' }]);
});

test.each<[string, Cell | undefined, string]>([
  ['nothing', '', 'VACC_EMPTY error'],
  ['beyond the end of the row', undefined, 'VACC_EMPTY error'],
  ['a dash', '-', 'VACC_EMPTY error'],
  ['nearly a name, but never guessed', 'Astrazenka', 'VACC_UNKNOWN error v=Astrazenka nearest=AstraZeneca'],
  ['nothing like any', 'BCG', 'VACC_UNKNOWN error v=BCG'],
  ['two vaccines in a cell', 'Sinovac Pfizer', 'VACC_UNKNOWN error v=Sinovac Pfizer'],
  [
    'near only without the words around it',
    'Vaksin Sinovacc dosis 1',
    'VACC_UNKNOWN error v=Vaksin Sinovacc dosis 1 nearest=Sinovac',
  ],
  ['alike in the beginning only', 'Sinovaxindo', 'VACC_UNKNOWN error v=Sinovaxindo'],
  ['a formula error', ERROR_CELL, 'CELL_ERROR error v=#N/A'],
  ['a formula error in a CSV', '#NAME?', 'CELL_ERROR error v=#NAME?'],
  ['a formula that was never calculated', UNCALCULATED, 'CELL_ERROR error v=='],
])('kept back: %s', (_, cell, problem) => {
  const reading = readVaccine(cell, RULES);
  expect(said(reading)).toEqual([problem]);
  expect(reading).not.toHaveProperty('value');
});

describe('names of the mapping file', () => {
  const KFA = { system: 'http://sys-ids.kemkes.go.id/kfa', code: '93000000' };
  const rules = {
    ...RULES,
    vaccineNames: new Map([
      ['vaksin bcg', { vaccine: 'bcg' }],
      ['snv', { vaccine: 'coronavac' }],
      ['az', { vaccine: 'azerbaijani' }],
      ['pfizer', { vaccine: 'pfizer', codes: [KFA] }],
    ]),
    writtenNames: { ...RULES.writtenNames, vaccines: ['Vaksin BCG', 'SNV', 'AZ', 'Pfizer'] },
  };

  test('are known, folded', () => {
    expect(readVaccine('Vaksin  BCG.', rules).value).toEqual({ vaccine: 'bcg', codes: [] });
  });

  test('bring the codes of a built-in name', () => {
    expect(readVaccine('SNV', rules).value?.codes).toHaveLength(2);
  });

  test('come before the built-in ones, and only under these rules', () => {
    expect(readVaccine('AZ', rules).value?.vaccine).toBe('azerbaijani');
    expect(readVaccine('AZ', RULES).value?.vaccine).toBe('astrazeneca');
  });

  test('may have codes of their own, which count for every built-in spelling too', () => {
    expect(readVaccine('Comirnaty', rules).value).toEqual({ vaccine: 'pfizer', codes: [KFA] });
  });

  test('are proposed too', () => {
    expect(said(readVaccine('Vaksn BCG', rules))).toEqual(['VACC_UNKNOWN error v=Vaksn BCG nearest=Vaksin BCG']);
  });
});

describe('what a list offers', () => {
  const read = (name: string) => readVaccine(name, RULES).value?.vaccine;

  test('a label for each product, which is read as that product', () => {
    expect([...VACCINE_LABELS.keys()]).toEqual([...VACCINES.keys()]);
    for (const [name, label] of VACCINE_LABELS) expect(read(label), label).toBe(name);
    expect(vaccineChoices([], 'covid19')).toEqual([...VACCINE_LABELS.values()]);
  });

  test('names of the mapping file first, and no product twice', () => {
    const choices = vaccineChoices(['Vaksin Baru', 'Sinovac dosis 1', 'AZ'], 'covid19');
    expect(choices.slice(0, 4)).toEqual(['Vaksin Baru', 'Sinovac dosis 1', 'AZ', 'Moderna']);
    expect(choices).toHaveLength(3 + VACCINE_LABELS.size - 2);
  });

  test('in another programme only its own vaccines, if they are listed', () => {
    expect(vaccineChoices(['MR', 'Campak'], 'mr')).toEqual(['MR', 'Campak']);
    expect(vaccineChoices([], 'mr')).toEqual([...VACCINE_LABELS.values()]);
  });
});
