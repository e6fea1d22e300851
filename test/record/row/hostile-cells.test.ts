/**
 * Cells that are made to keep a pattern busy: work grows with their length, not with its square. Measured in processor
 * time, with a wide margin.
 */
import { expect, test } from 'vitest';
import { readBirthDate } from '../../../src/record/fields/birth-date.ts';
import { ANY_SPELLING, SPELLINGS } from '../../../src/record/fields/name-spelling.ts';
import { comparableName, readName } from '../../../src/record/fields/names.ts';
import { readPhone } from '../../../src/record/fields/phone.ts';
import { guessHeading } from '../../../src/record/header/guess-heading.ts';

/** Excel ends here. */
const LONGEST_CELL = 32_767;

function fill(piece: string): string {
  return piece.repeat(Math.ceil(LONGEST_CELL / piece.length)).slice(0, LONGEST_CELL);
}

const CELLS = [
  ['apostrophes', fill("'")],
  ['dots', fill('.')],
  ['blanks and an end', `${fill('\t')}!`],
  ['opening brackets', fill('(')],
  ['letters', fill('a')],
  ['letters one by one', fill('a ')],
  ['times without a zone', fill(',0.00Z(G')],
  ['digits', fill('1')],
] as const;

const READERS: readonly (readonly [string, (cell: string) => unknown])[] = [
  ['a name', readName],
  ['a comparable name', comparableName],
  ['a phone number', readPhone],
  ['a birth date', (cell) => readBirthDate(cell, { nik: undefined, vaccinationDate: undefined, rules: RULES })],
  ['a heading', guessHeading],
];

const RULES = { today: '2021-12-01', programme: 'covid-19', zone: 420 };

test.each(CELLS.flatMap(([what, cell]) => READERS.map(([reader, read]) => [what, reader, cell, read] as const)))(
  'a cell of %s is read as %s in no time',
  (_what, _reader, cell, read) => {
    const before = process.cpuUsage();
    read(cell);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000).toBeLessThan(700);
  },
);

test.each([
  ['a name of 200 characters', 200, 'NAME_ODD'],
  ['a name of 201 characters', 201, 'NAME_LONG'],
])('%s', (_, length, code) => {
  expect(readName('a'.repeat(length))).toMatchObject({ problems: [{ code }] });
});

test.each([
  ['a number with a remark', '0812-3456-7890 (ibu kandung)', []],
  ['more than 40 characters', `0812-3456-7890 (${'ibu '.repeat(10)})`, [{ code: 'PHONE_BAD', severity: 'warning' }]],
])('a phone number: %s', (_, cell, problems) => {
  expect(readPhone(cell).problems).toMatchObject(problems);
});

test('one look at all spellings looks at each of them', () => {
  expect(ANY_SPELLING.source).toBe(SPELLINGS.map(([from]) => from.source).join('|'));
});
