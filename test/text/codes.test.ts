import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBirthDate } from '../../src/record/fields/birth-date.ts';
import { readDoseNumber } from '../../src/record/fields/dose-number.ts';
import { absent, clean } from '../../src/record/fields/field-reading.ts';
import { readSite } from '../../src/record/fields/listed-name.ts';
import { readLot } from '../../src/record/fields/lot.ts';
import { readName } from '../../src/record/fields/names.ts';
import { readNik } from '../../src/record/fields/nik.ts';
import { readPhone } from '../../src/record/fields/phone.ts';
import { readSex } from '../../src/record/fields/sex.ts';
import { readVaccinationDate } from '../../src/record/fields/vaccination-date.ts';
import { readVaccine } from '../../src/record/fields/vaccines.ts';
import { PROBLEM_CODES, type Problem } from '../../src/record/problems.ts';
import type { Sex } from '../../src/record/record.ts';
import { checkPerson } from '../../src/record/row/person-checks.ts';
import { PROBLEM_TEXTS } from '../../src/text/codes.ts';
import { problemHeadline } from '../../src/text/headline.ts';
import { ERROR_CELL, numberCell, RULES } from '../record/help.ts';

const placeholders = (sentence: string): string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort();

describe.each(PROBLEM_CODES)('%s', (code) => {
  const text = PROBLEM_TEXTS[code];

  test('is said in whole sentences', () => {
    for (const sentence of Object.values(text)) expect(sentence).toMatch(/^["\p{Lu}].*[.?]$/u);
  });

  test('has the same particulars in both languages, and none in the advice', () => {
    expect(placeholders(text.id)).toEqual(placeholders(text.en));
    expect(placeholders(text.tryId + text.tryEn)).toEqual([]);
  });

  test('has a headline without particulars', () => {
    for (const language of ['id', 'en'] as const) expect(problemHeadline(code, language)).toMatch(/^[^{}…]{8,}$/);
  });

  test('is documented with both sentences', () => {
    const row = documentation.find((line) => line.startsWith(`| \`${code}\` |`));
    expect(row).toContain(`${text.id}<br>${text.en}`);
  });
});

const documentation = readFileSync(new URL('../../docs/validation.md', import.meta.url), 'utf8').split('\n');

test('the documentation names no code that does not exist', () => {
  const named = documentation.flatMap((line) => /^\| `([A-Z0-9_]+)` \|/.exec(line)?.[1] ?? []);
  expect([...named].sort()).toEqual([...PROBLEM_CODES].sort());
});

test('no two codes say the same', () => {
  for (const language of ['id', 'en'] as const) {
    const headlines = PROBLEM_CODES.map((code) => problemHeadline(code, language));
    expect(headlines.filter((headline, i) => headlines.indexOf(headline) !== i)).toEqual([]);
  }
});

describe('every particular of a sentence is a parameter of its problem', () => {
  const birth = { nik: undefined, vaccinationDate: '2021-10-02', rules: RULES };
  const nik = clean('3324010503550001');
  const male = clean<Sex>('male');
  const problems: readonly Problem[] = [
    readNik('332401', RULES),
    readNik('3399013208450000', RULES),
    ...['', 'x', '17-8-10', '01/01/1800'].map((cell) => readBirthDate(cell, birth)),
    ...['', 'x', '01/01/2030', '01/01/2019'].map((cell) => readVaccinationDate(cell, RULES)),
    checkPerson({ nik, birthDate: clean('1955-03-06'), sex: male }, RULES),
    checkPerson({ nik, birthDate: clean('1955-05-03'), sex: absent }, RULES),
    ...['', 'Ny.'].map(readName),
    readSex('X'),
    checkPerson({ nik: clean('3324013208450001'), birthDate: absent, sex: absent }, RULES),
    ...['x', '8,1E+10', '81234567890'].map(readPhone),
    ...['', 'x'].map((cell) => readDoseNumber(cell)),
    ...['', 'Sinovax'].map((cell) => readVaccine(cell, RULES)),
    readLot(numberCell('12')),
    readLot('2,02E+07'),
    readSite('Pendapo', {
      siteNames: new Map([['pendopo', 'Pendopo']]),
      writtenNames: { ...RULES.writtenNames, sites: ['Pendopo'] },
    }),
    readName(ERROR_CELL),
  ].flatMap((reading) => reading.problems);

  test.each(problems.map((problem) => [problem.code, problem] as const))('%s', (code, { params = {} }) => {
    for (const name of placeholders(PROBLEM_TEXTS[code].id)) expect(params).toHaveProperty(name);
  });
});
