import { describe, expect, test } from 'vitest';
import { readDoseNumber } from '../../../src/record/fields/dose-number.ts';
import { readSite } from '../../../src/record/fields/listed-name.ts';
import { readSex } from '../../../src/record/fields/sex.ts';
import { readVaccine } from '../../../src/record/fields/vaccines.ts';
import { presenceOf } from '../../../src/record/given/presence.ts';
import { RULES } from '../rows.ts';

describe('a code beside a value is no obstacle', () => {
  test.each<[string, string | undefined]>([
    ['V01 - Sinovac', 'coronavac'],
    ['1: Pfizer', 'pfizer'],
    ['[3] Moderna', 'moderna'],
    ['(2) AstraZeneca', 'astrazeneca'],
    ['A. AstraZeneca', 'astrazeneca'],
    ['VAC-1: Sinovac', 'coronavac'],
    ['CV01 | CoronaVac', 'coronavac'],
    ['Sinovac (V01)', 'coronavac'],
    ['Sinovac / 2109700', undefined],
    ['2109700 - Sinovac', undefined],
    ['Sinovac - Pfizer', undefined],
  ])('vaccine %j', (cell, vaccine) => {
    expect(readVaccine(cell, RULES).value?.vaccine).toBe(vaccine);
  });

  test.each<[string, number | undefined]>([
    ['1: Pertama', 1],
    ['[2] Kedua', 2],
    ['2. Dosis 2', 2],
    ['D2 - Kedua', 2],
    ['0: Pertama', 1],
    ['3 = Booster', 3],
    ['B1 - Booster', 3],
    ['Kedua (2)', 2],
    ['1: Kedua', undefined],
    ['1 & 2', undefined],
    ['1. 2', undefined],
  ])('dose %j', (cell, dose) => {
    expect(readDoseNumber(cell).value).toBe(dose);
  });

  test.each<[string, string | undefined]>([
    ['1 - Laki-laki', 'male'],
    ['2 = Laki-laki', 'male'],
    ['[1] Perempuan', 'female'],
    ['P - Pria', 'male'],
    ['P: Perempuan', 'female'],
    ['Laki-laki (1)', 'male'],
    ['P: Laki-laki', undefined],
    ['L - P', undefined],
  ])('sex %j', (cell, sex) => {
    expect(readSex(cell).value).toBe(sex);
  });

  test.each<[string, string]>([
    ['1: Hadir', 'yes'],
    ['K1 - Hadir', 'yes'],
    ['[2] Tidak hadir', 'no'],
    ['K9 - Xyz', 'unknown'],
  ])('presence %j', (cell, said) => {
    expect(presenceOf(cell, new Map())).toBe(said);
  });

  test('a facility of the mapping file', () => {
    const siteNames = new Map([['pkm boja', 'Puskesmas Boja']]);
    expect(readSite('01 - PKM Boja', { ...RULES, siteNames }).value).toBe('Puskesmas Boja');
  });
});
