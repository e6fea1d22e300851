/** The template of files for uploads, and that every mistake in one is said with its line. */
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { filesTemplateOf } from '../../src/run/files-template.ts';
import { PLAIN } from '../../src/target/files/template.ts';

const GOOD = `
delimiter: ";"
date: dd/mm/yyyy
bom: false
sheet: Kiriman
columns:
  2: dose
  NIK: nik
  1: { value: SIMPUS }
  JK: { field: sex, words: { male: L, female: P } }
answer: { key: NIK, status: Hasil, accepted: [Berhasil] }
`;

it('says what is written, in the order in which it is written', () => {
  expect(filesTemplateOf(GOOD, 't.yaml')).toEqual({
    template: {
      delimiter: ';',
      date: 'dd/mm/yyyy',
      bom: false,
      sheet: 'Kiriman',
      columns: [
        { heading: '2', from: { field: 'dose' } },
        { heading: 'NIK', from: { field: 'nik' } },
        { heading: '1', from: { value: 'SIMPUS' } },
        { heading: 'JK', from: { field: 'sex', words: { male: 'L', female: 'P' } } },
      ],
    },
    answer: { key: 'NIK', status: 'Hasil', accepted: ['Berhasil'] },
  });
});

it('that says nothing is the plain one', () => {
  expect(filesTemplateOf('', 't.yaml')).toEqual({ template: PLAIN, answer: {} });
});

describe('is told of a mistake with its line', () => {
  it.each<[what: string, text: string, code: string, params: object]>([
    ['a field that there is not', 'columns:\n  A: nik\n  B: nikk\n', 'CONFIG_VALUE', { line: 3, key: 'columns.B' }],
    [
      'an option of a column that there is not',
      'columns:\n  A: { field: nik, wordz: {} }\n',
      'CONFIG_VALUE',
      { line: 2 },
    ],
    ['no columns', 'columns: {}\n', 'CONFIG_VALUE', { line: 1, key: 'columns' }],
    ['a list of columns', 'columns: [nik]\n', 'CONFIG_VALUE', { line: 1, key: 'columns' }],
    [
      'a day without a year',
      'bom: true\ndate: dd/mm\n',
      'CONFIG_VALUE',
      { line: 2, key: 'date', expected: 'dd/mm/yyyy' },
    ],
    ['a delimiter of two signs', 'delimiter: "||"\n', 'CONFIG_VALUE', { line: 1, key: 'delimiter' }],
    ['a name of a sheet that Excel refuses', 'sheet: "a/b"\n', 'CONFIG_VALUE', { key: 'sheet' }],
    ['a key that there is not', 'kolom: {}\n', 'CONFIG_VALUE', { line: 1, key: 'kolom' }],
    ['words of an answer that are no list', 'answer: { accepted: OK }\n', 'CONFIG_VALUE', { key: 'answer' }],
    ['one heading twice', 'columns:\n  A: nik\n  A: name\n', 'CONFIG_SYNTAX', { line: 3 }],
    ['no YAML', 'columns: {\n', 'CONFIG_SYNTAX', {}],
  ])('%s', (_what, text, code, params) => {
    let thrown: unknown;
    try {
      filesTemplateOf(text, 't.yaml');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(RunError);
    expect(thrown).toMatchObject({ code, params: { file: 't.yaml', ...params } });
  });
});
