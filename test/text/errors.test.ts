import { describe, expect, test } from 'vitest';
import { type ErrorParams, RUN_ERRORS, RunError, type RunErrorCode } from '../../src/errors.ts';
import { runErrorLines } from '../../src/report/failure.ts';
import { LANGUAGES } from '../../src/text/language.ts';
import { messagesFor } from '../../src/text/messages-for.ts';

const codes = Object.keys(RUN_ERRORS) as RunErrorCode[];

/** Everything an error may be told; each sentence takes what it needs. */
const everything: ErrorParams = {
  detail: 'unknown flag --foo',
  command: 'import',
  file: 'peserta.xlsx',
  path: '.vax-upload/ledger.db',
  sheet: 'Sheet1',
  line: 17,
  column: 3,
  key: 'delivery.batchsize',
  option: 'delivery.batchsize',
  nearest: 'delivery.batchSize',
  expected: 'a whole number',
  target: 'json https://registry.example/v1',
  have: 'json https://old.example',
  want: 'json https://new.example',
  value: 'nik:NO KTP',
  field: 'nik',
  heading: 'NO KTP',
  headings: '"NIK", "NAMA"',
  first: 'NIK',
  second: 'NIK Ibu',
  port: 8080,
  pid: 4711,
  type: 'XLS',
  limit: 'maxRows',
  max: 5_000_000,
  status: 401,
  since: '01:12',
  code: 'EACCES',
};

describe.each(LANGUAGES)('the two lines of every error (%s)', (language) => {
  const messages = messagesFor(language);
  const starts = language === 'id' ? (['Galat: ', 'Coba: '] as const) : (['Error: ', 'Try: '] as const);

  test.each(
    codes.flatMap((code) => [[code, 'told nothing', {}] as const, [code, 'told everything', everything] as const]),
  )('%s, %s', (code, _, params) => {
    const lines = runErrorLines(new RunError(code, params), messages);
    expect(lines).toHaveLength(2);
    for (const [index, line] of lines.entries()) {
      expect(line.startsWith(starts[index] ?? '?')).toBe(true);
      expect(line.length).toBeGreaterThan(30);
      expect(line).not.toMatch(/undefined|null|NaN|\[object|\{|\}|\(\)|""| {2}|\.\./);
    }
    expect(lines[0]).toContain(`[${code}]`);
  });

  test('no two errors say the same', () => {
    const said = codes.map((code) => messages.errors[code]({}).what);
    expect(new Set(said).size).toBe(codes.length);
  });
});

test('a clerk in Kendal opens the wrong kind of file', () => {
  const error = new RunError('FILE_TYPE', { file: 'vaksin.xls', type: 'HTML' });
  expect(runErrorLines(error, messagesFor('id'))).toEqual([
    'Galat: vaksin.xls bukan lembar kerja yang dapat dibaca: isinya halaman web (HTML). [FILE_TYPE]',
    'Coba: Buka di Excel dan simpan sebagai "Excel Workbook (.xlsx)" atau "CSV UTF-8".',
  ]);
});

test('a photo of a list cannot be saved as a workbook, so that is not what she is told', () => {
  const [, tryThis] = runErrorLines(
    new RunError('FILE_TYPE', { file: 'daftar.xlsx', type: 'JPEG' }),
    messagesFor('en'),
  );
  expect(tryThis).toBe('Try: Ask whoever sent it for the spreadsheet it was made from (.xlsx or .csv).');
});

test('a limit is told in words with its number', () => {
  const error = new RunError('FILE_TOO_LARGE', { file: 'a.csv', limit: 'maxCellChars', max: 32_767, line: 7 });
  expect(runErrorLines(error, messagesFor('en'))[0]).toBe(
    'Error: a.csv is larger than is safe to read (a cell with more than 32,767 characters, line 7). [FILE_TOO_LARGE]',
  );
});

test('the file of the event is named where the error does not name one', () => {
  expect(runErrorLines(new RunError('FILE_EMPTY'), messagesFor('en'), 'b.csv')[0]).toContain('b.csv is empty');
  expect(runErrorLines(new RunError('FILE_EMPTY', { file: 'a.csv' }), messagesFor('en'), 'b.csv')[0]).toContain(
    'a.csv is empty',
  );
});

test('an escape sequence in a file name does not reach the terminal', () => {
  const [what] = runErrorLines(new RunError('FILE_MISSING', { file: 'a\u001B[2Jb\n.csv' }), messagesFor('en'));
  expect(what).toBe('Error: There is no file a[2Jb .csv. [FILE_MISSING]');
});

test.each([
  [
    'HEADER_AMBIG',
    { field: 'birthDate', a: 'Tgl Lahir', b: 'DOB' },
    'untuk tanggal lahir: "Tgl Lahir"',
    'the birth date: ',
  ],
  [
    'HEADER_UNSURE',
    { guesses: 'birthDate ← "Tgl Lhir", lot ← "No, date"' },
    'tanggal lahir ← "Tgl Lhir", no. batch ← "No, date"',
    'birth date ← "Tgl Lhir", batch number ← "No, date"',
  ],
  ['HEADER_SEVERAL', { heading: 'X', fields: 'vaccine, lot' }, 'vaksin, no. batch', 'vaccine, batch number'],
  ['SET_DISPUTED', { field: 'date, site' }, 'tanggal vaksinasi, faskes', 'vaccination date, facility'],
  ['SET_VALUE', { given: 'vaccine=X', code: 'VACC_UNKNOWN' }, '(Jenis vaksin tidak dikenal)', '(Unknown vaccine)'],
] as const)('%s names fields in the words of the reader', (code, params, indonesian, english) => {
  expect(messagesFor('id').errors[code](params).what).toContain(indonesian);
  expect(messagesFor('en').errors[code](params).what).toContain(english);
});
