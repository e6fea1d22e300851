import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Header } from '../../src/record/columns.ts';
import { keepsBack } from '../../src/record/problems.ts';
import { readRow } from '../../src/record/read-row.ts';
import type { Reading } from '../../src/record/record.ts';
import type { ReadingRules } from '../../src/record/rules.ts';
import type { SkipReason } from '../../src/record/skip-row.ts';
import type { Cell, SourceRow } from '../../src/record/source-row.ts';
import { HEADER, HEADINGS, headerOf, only, person, RULES, row, SHEET } from './rows.ts';

function readings(source: SourceRow, header: Header = HEADER, rules: Partial<ReadingRules> = {}): readonly Reading[] {
  const result = readRow(source, header, SHEET, { ...RULES, ...rules });
  if (result.kind === 'skipped') throw new Error(`skipped: ${result.why}`);
  return result.readings;
}

/** What is said of each reading, as `CODE severity`. */
function said(source: SourceRow, header: Header = HEADER, rules: Partial<ReadingRules> = {}): string[][] {
  return readings(source, header, rules).map(({ problems }) => problems.map(({ code, severity }) => `${code} ${severity}`));
}

const number = (raw: string): Cell => ({ kind: 'number', raw });

describe('an ordinary row', () => {
  test('a clean one becomes a record', () => {
    expect(readings(person())).toEqual([
      {
        kind: 'valid',
        at: { file: 'kendal.xlsx', sheet: 'Oktober', line: 2, dose: 1 },
        record: {
          programme: 'covid19',
          participant: {
            nik: '3324015708450001',
            name: 'SITI AMINAH',
            birthDate: '1945-08-17',
            sex: 'female',
            phone: '+6281234567890',
            address: 'Desa Sukorejo RT 1 RW 2',
          },
          dose: {
            number: 1,
            date: '2021-10-02',
            vaccine: 'coronavac',
            codes: expect.any(Array),
            lot: '2021E04',
            site: 'Puskesmas Kendal 1',
          },
        },
        problems: [],
      },
    ]);
  });

  test('what is absent has no key', () => {
    const [reading] = readings(person({ 'No HP': '', Alamat: '-', 'No Batch': '', Faskes: '' }));
    if (reading?.kind !== 'valid') throw new Error('invalid');
    expect(Object.keys(reading.record.participant)).toEqual(['nik', 'name', 'birthDate', 'sex']);
    expect(Object.keys(reading.record.dose)).toEqual(['number', 'date', 'vaccine', 'codes']);
  });

  test('everything that is wrong is said in one pass', () => {
    const all = said(
      person({
        NIK: '332401570845',
        'Tgl Lahir': 'kemarin',
        'No HP': '123',
        Dosis: '7',
        'Tgl Vaksin': '',
        'Jenis Vaksin': 'Jamu',
      }),
    );
    expect(all).toEqual([
      ['NIK_LENGTH error', 'DOB_PARSE error', 'PHONE_BAD warning', 'DOSE_BAD error', 'DATE_EMPTY error', 'VACC_UNKNOWN error'],
    ]);
  });

  test('warnings do not keep it back', () => {
    const [reading] = readings(person({ NIK: '3324 0157 0845 0001', 'No HP': '123' }));
    expect([reading?.kind, reading?.problems.map(({ code }) => code)]).toEqual(['valid', ['NIK_CLEANED', 'PHONE_BAD']]);
  });

  test.each<[string, SourceRow, Partial<ReadingRules>, string]>([
    ['a NIK in a number cell', person({ NIK: number('3324015708450000') }), {}, 'NIK_NUMERIC error'],
    ['a person without NIK', person({ NIK: '' }), {}, 'NIK_EMPTY error'],
    ['a person without NIK, where a person decides', person({ NIK: '' }), { emptyNik: 'hold' }, 'NIK_EMPTY hold'],
    ['a name that is a formula error', person({ Nama: { kind: 'error', raw: '#N/A' } }), {}, 'CELL_ERROR error'],
    ['no birth date', person({ 'Tgl Lahir': '' }), {}, 'DOB_EMPTY error'],
    ['born after the dose', person({ 'Tgl Lahir': '03/10/2021' }), {}, 'DOB_RANGE error'],
    ['no dose number', person({ Dosis: '' }), {}, 'DOSE_EMPTY error'],
    ['no vaccine', person({ 'Jenis Vaksin': '' }), {}, 'VACC_EMPTY error'],
    ['tomorrow’s dose', person({ 'Tgl Vaksin': '01/07/2022' }), {}, 'DATE_FUTURE error'],
    ['a post that is not in the list', person(), { siteNames: new Map([['pendopo', 'Pendopo']]) }, 'SITE_UNKNOWN error'],
  ])('%s keeps it back', (_, source, rules, expected) => {
    const [reading] = readings(source, HEADER, rules);
    expect(reading?.kind).toBe('invalid');
    expect(said(source, HEADER, rules)[0]).toContain(expected);
  });

  test('the family card number in the NIK column is held', () => {
    const header = headerOf(['NIK', 'No KK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin']);
    const cells = ['3324015708450001', '3324015708450001', 'SITI', '17/08/1945', 'P', '1', '02/10/2021', 'Sinovac'];
    expect(said(row(cells), header)[0]).toContain('NIK_IS_KK hold');
  });

  test('a quote that never closes', () => {
    expect(readings({ ...person(), broken: 'quote' })).toEqual([
      { kind: 'invalid', at: { ...SHEET, line: 2, dose: 1 }, problems: [{ code: 'ROW_QUOTE', severity: 'error' }] },
    ]);
  });

  test('cells beyond the header are no harm, nor is a row that ends early', () => {
    expect(readings(row([...person().cells, 'catatan', '', 'lunas']))[0]?.kind).toBe('valid');
    expect(said(row(person().cells.slice(0, 7)))).toEqual([
      ['DOSE_EMPTY error', 'DATE_EMPTY error', 'VACC_EMPTY error', 'BATCH_EMPTY warning', 'SITE_EMPTY warning'],
    ]);
  });

  test('a sex that nobody wrote comes from the NIK', () => {
    const [reading] = readings(person({ JK: '' }));
    expect(reading?.kind === 'valid' && reading.record.participant.sex).toBe('female');
    expect(said(person({ JK: '' }))).toEqual([['SEX_FROM_NIK warning']]);
  });

  test('too young on that day is a warning', () => {
    const child = { NIK: '3324011501120001', 'Tgl Lahir': '15/01/2012', JK: 'L' };
    expect(said(person(child))).toEqual([['AGE_MIN warning']]);
    expect(said(person({ ...child, 'Tgl Vaksin': '14/12/2021' }))).toEqual([[]]);
    expect(said(person(child), HEADER, { programme: 'bian' })).toEqual([[]]);
  });
});

describe('values from above the header', () => {
  const header = headerOf(
    ['Puskesmas : Kendal 1', 'Tanggal : 2 Oktober 2021', 'Jenis Vaksin : Sinovac', 'Dosis : 1', 'No Batch : B1'],
    ['NIK', 'Nama', 'Tgl Lahir', 'JK'],
  );
  const cells = ['3324015708450001', 'SITI AMINAH', '17/08/1945', 'P'];

  test('stand in for the columns that are missing', () => {
    const [reading] = readings(row(cells, 3), header);
    expect(reading?.kind === 'valid' && reading.record.dose).toMatchObject({
      number: 1,
      date: '2021-10-02',
      vaccine: 'coronavac',
      lot: 'B1',
      site: 'Kendal 1',
    });
  });

  test('but not for an empty cell of a column that is there', () => {
    const withDate = headerOf(['Tanggal : 2 Oktober 2021'], ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin']);
    expect(said(row([...cells, '1', '', 'Sinovac'], 3), withDate)[0]).toContain('DATE_EMPTY error');
  });

  test('without them the dose is missing', () => {
    const bare = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Vaksin', 'Vaksin', 'Batch', 'Faskes']);
    expect(said(row([...cells, '02/10/2021', 'Sinovac', 'B1', 'Kendal']), bare)).toEqual([['DOSE_EMPTY error']]);
  });
});

describe('rows that hold no person', () => {
  const NUMBERED = { kind: 'number', raw: '7' } as const;
  test.each<[string, SourceRow, SkipReason]>([
    ['nothing at all', row([]), 'ROW_EMPTY'],
    ['a pre-printed number', only({ No: NUMBERED }), 'ROW_EMPTY'],
    ['a pre-printed post and vaccine', only({ No: '8', 'Jenis Vaksin': 'Sinovac', Faskes: 'Puskesmas Kendal 1' }), 'ROW_EMPTY'],
    [
      'formulas that found nobody',
      only({ No: '9', Nama: { kind: 'error', raw: '#N/A' }, 'Tgl Lahir': number('0') }),
      'ROW_EMPTY',
    ],
    ['the same in a CSV', only({ Nama: '#N/A', 'Tgl Lahir': '00/01/1900' }), 'ROW_EMPTY'],
    ['a blank date', only({ 'Tgl Lahir': { kind: 'date', raw: '0', day: '' } }), 'ROW_EMPTY'],
    ['dashes', only({ NIK: '-', Nama: '-', 'Tgl Lahir': '-', 'No HP': '-' }), 'ROW_EMPTY'],
    ['formulas on an empty sheet that yield 0', only({ NIK: number('0'), Nama: number('0'), 'No HP': number('0') }), 'ROW_EMPTY'],
    ['only a family card number column', only({ Alamat: 'Sukorejo' }), 'ROW_EMPTY'],
    ['TOTAL', only({ No: 'TOTAL', Dosis: number('120') }), 'ROW_TOTAL'],
    ['Jumlah in the name column', only({ Nama: 'Jumlah', Dosis: '12' }), 'ROW_TOTAL'],
    ['SUB TOTAL with a count in the NIK column', only({ No: 'Sub Total', NIK: number('35') }), 'ROW_TOTAL'],
    [
      'JUMLAH with counts of every column',
      only({ No: 'JUMLAH', JK: number('35'), 'No HP': number('1921'), Dosis: number('35') }),
      'ROW_TOTAL',
    ],
    ['the dotted line for a signature', only({ Nama: '( ........................ )', Dosis: '(..............)' }), 'ROW_EMPTY'],
    ['Mengetahui', only({ NIK: 'Mengetahui,' }), 'ROW_TOTAL'],
    ['Kepala Puskesmas', only({ Nama: 'Kepala Puskesmas Kendal 1', Faskes: 'Vaksinator' }), 'ROW_TOTAL'],
    ['ttd', only({ 'Jenis Vaksin': 'ttd' }), 'ROW_TOTAL'],
    ['NIP of who signs', only({ Nama: 'NIP. 19700101 200003 2 001' }), 'ROW_TOTAL'],
    ['place and date', only({ 'Jenis Vaksin': 'Kendal, 2 Oktober 2021' }), 'ROW_TOTAL'],
    ['place and date in the birth date column', only({ 'Tgl Lahir': 'Kendal, 2 Oktober 2021' }), 'ROW_TOTAL'],
    ['an example row', person({ Nama: 'CONTOH: Budi' }), 'ROW_EXAMPLE'],
    ['an example row marked in the first column', person({ No: 'Contoh' }), 'ROW_EXAMPLE'],
    ['an example in English', person({ NIK: 'Example: 3324015708450001' }), 'ROW_EXAMPLE'],
    ['the header again on the next page', row([...HEADINGS]), 'ROW_HEADER'],
    ['the header again, in other words', only({ NIK: 'No. KTP', Nama: 'Nama Lengkap' }), 'ROW_HEADER'],
    ['the numbering of the columns', row(HEADINGS.map((_, index) => `(${index + 1})`)), 'ROW_HEADER'],
  ])('%s', (_, source, why) => {
    expect(readRow(source, HEADER, SHEET, RULES)).toEqual({ kind: 'skipped', why });
  });

  test.each<[string, SourceRow, string]>([
    ['a person of whom only the name is known', only({ Nama: 'SITI AMINAH' }), 'NIK_EMPTY error'],
    ['a person of whom only the birth date is known', only({ 'Tgl Lahir': '17/08/1945' }), 'NIK_EMPTY error'],
    ['a person of whom only the phone is known', only({ 'No HP': '081234567890' }), 'NIK_EMPTY error'],
    ['a phone number beside the word Total', only({ Alamat: 'Total', 'No HP': '081234567890' }), 'NIK_EMPTY error'],
    ['a NIK alone', only({ NIK: '3324015708450001' }), 'NAME_EMPTY error'],
    ['a NIK that is a formula nobody calculated', only({ NIK: { kind: 'uncalculated' } }), 'CELL_ERROR error'],
    ['a NIK that is a formula error in a CSV', only({ NIK: '#REF!' }), 'CELL_ERROR error'],
    ['a damaged NIK beside the word TOTAL', only({ No: 'TOTAL', NIK: number('3.32401123456789E+15') }), 'NIK_NUMERIC error'],
    ['a person without NIK with a remark', person({ NIK: '', Faskes: 'Mengetahui RT' }), 'NIK_EMPTY error'],
  ])('%s is read', (_, source, expected) => {
    expect(said(source)[0]).toContain(expected);
  });
});

describe('wide rows', () => {
  const WIDE = headerOf(
    ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis 1', '', '', 'Dosis 2', '', '', 'Puskesmas'],
    ['', '', '', '', 'Tanggal', 'Jenis Vaksin', 'Batch', 'Tanggal', 'Jenis Vaksin', 'Batch', ''],
  );
  const WHO: Cell[] = ['3324015708450001', 'SITI AMINAH', '17/08/1945', 'P'];
  const FIRST: Cell[] = ['02/09/2021', 'Sinovac', 'B1'];
  const wide = (first: readonly Cell[], second: readonly Cell[]): SourceRow => row([...WHO, ...first, ...second, 'Kendal 1'], 3);

  test('both doses given: two readings with one post', () => {
    const both = readings(wide(FIRST, ['30/09/2021', 'Sinovac', 'B2']), WIDE);
    expect(both.map((reading) => [reading.kind, reading.at.dose, reading.problems])).toEqual([
      ['valid', 1, []],
      ['valid', 2, []],
    ]);
    expect(
      both.map(
        (reading) => reading.kind === 'valid' && [reading.record.dose.number, reading.record.dose.lot, reading.record.dose.site],
      ),
    ).toEqual([
      [1, 'B1', 'Kendal 1'],
      [2, 'B2', 'Kendal 1'],
    ]);
  });

  test.each<[string, Cell[]]>([
    ['empty cells', ['', '', '']],
    ['dashes', ['-', '-', '-']],
    ['0000-00-00', ['0000-00-00', '', '']],
    ['blank dates', [{ kind: 'date', raw: '0', day: '' }, number('0'), '']],
    ['"belum"', ['belum', '', '']],
  ])('the second dose not given, written as %s: one reading', (_, second) => {
    expect(readings(wide(FIRST, second), WIDE).map(({ kind, at }) => [kind, at.dose])).toEqual([['valid', 1]]);
  });

  test('a batch without a date is a dose that lacks its date', () => {
    expect(said(wide(FIRST, ['', '', 'B2']), WIDE)).toEqual([[], ['DATE_EMPTY error', 'VACC_EMPTY error']]);
  });

  test('no dose at all: one invalid reading', () => {
    expect(said(wide(['', '', ''], ['', '-', '']), WIDE)).toEqual([['DATE_EMPTY error']]);
  });

  test('the person’s problems keep back every dose', () => {
    const source = row(['', ...WHO.slice(1), ...FIRST, '30/09/2021', 'Sinovac', 'B2', 'Kendal 1'], 3);
    expect(readings(source, WIDE).map(({ kind }) => kind)).toEqual(['invalid', 'invalid']);
  });

  test('DOSE_ORDER: the second dose before or on the day of the first holds both', () => {
    expect(said(wide(FIRST, ['01/09/2021', 'Sinovac', 'B2']), WIDE)).toEqual([['DOSE_ORDER hold'], ['DOSE_ORDER hold']]);
    expect(said(wide(FIRST, ['02/09/2021', 'Sinovac', 'B2']), WIDE)).toEqual([['DOSE_ORDER hold'], ['DOSE_ORDER hold']]);
  });

  test('what is held or wrong is kept back although all of it could be read', () => {
    expect(readings(wide(FIRST, ['01/09/2021', 'Sinovac', 'B2']), WIDE).map(({ kind }) => kind)).toEqual(['invalid', 'invalid']);
  });

  test('VACC_MIX and DOSE_INTERVAL: warnings at the second dose', () => {
    expect(said(wide(FIRST, ['29/09/2021', 'Moderna', 'B2']), WIDE)).toEqual([[], ['VACC_MIX warning', 'DOSE_INTERVAL warning']]);
    const [, second] = readings(wide(FIRST, ['29/09/2021', 'Sinovac', 'B2']), WIDE);
    expect(second?.problems).toEqual([{ code: 'DOSE_INTERVAL', field: 'date', severity: 'warning', params: { n: 27, m: 28 } }]);
  });

  test('a booster of another product is no mix', () => {
    const header = headerOf([
      'NIK',
      'Nama',
      'Tgl Lahir',
      'JK',
      'Tgl Vaksin 2',
      'Vaksin 2',
      'Tgl Booster',
      'Vaksin Booster',
      'Puskesmas',
    ]);
    const source = row([...WHO, '30/09/2021', 'Sinovac', '31/03/2022', 'Pfizer', 'Kendal 1']);
    expect(said(source, header)).toEqual([['BATCH_EMPTY warning'], ['BATCH_EMPTY warning']]);
    expect(readings(source, header).map((reading) => reading.kind === 'valid' && reading.record.dose.vaccine)).toEqual([
      'coronavac',
      'pfizer',
    ]);
  });

  describe('bare columns "Dosis 1", "Dosis 2"', () => {
    const read = (header: Header, ...cells: Cell[]) =>
      readings(row([...WHO, ...cells]), header).map(
        (reading) =>
          reading.kind === 'valid' && [reading.record.dose.number, reading.record.dose.date, reading.record.dose.vaccine],
      );

    test('holding dates', () => {
      const header = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis 1', 'Dosis 2', 'Jenis Vaksin']);
      expect(read(header, '02/09/2021', '30/09/2021', 'Sinovac')).toEqual([
        [1, '2021-09-02', 'coronavac'],
        [2, '2021-09-30', 'coronavac'],
      ]);
      expect(said(row([...WHO, 'kapan2', '', 'Sinovac']), header)[0]).toContain('DATE_PARSE error');
    });

    test('holding vaccines', () => {
      const header = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Vaksin 1', 'V1', 'Tgl Vaksin 2', 'V2']);
      expect(read(header, '02/09/2021', 'Sinovac', '30/09/2021', 'Sinovac')).toEqual([
        [1, '2021-09-02', 'coronavac'],
        [2, '2021-09-30', 'coronavac'],
      ]);
    });

    test('ticked, beside one date for both', () => {
      const header = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Vaksin', 'Dosis 1', 'Dosis 2', 'Vaksin']);
      expect(read(header, '02/10/2021', '', 'v', 'Sinovac')).toEqual([[2, '2021-10-02', 'coronavac']]);
      expect(said(row([...WHO, '02/10/2021', '', '', 'Sinovac']), header)).toEqual([['DOSE_EMPTY error']]);
      expect(said(row([...WHO, '', '', '', 'Sinovac']), header)).toEqual([['DATE_EMPTY error']]);
    });

    test('ticked, with the date above the header', () => {
      const header = headerOf(
        ['Tanggal : 2 Oktober 2021', 'Vaksin : Sinovac'],
        ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis 1', 'Dosis 2'],
      );
      expect(read(header, '', '✓')).toEqual([[2, '2021-10-02', 'coronavac']]);
      expect(read(header, 'V', 'belum')).toEqual([[1, '2021-10-02', 'coronavac']]);
      expect(read(header, { kind: 'boolean', raw: '0' }, { kind: 'boolean', raw: '1' })).toEqual([
        [2, '2021-10-02', 'coronavac'],
      ]);
    });
  });
});

describe('whatever the cells', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '3324015708450001',
      'SITI',
      '17/08/1945',
      'P',
      '02/10/2021',
      'Sinovac',
      '1',
      'TOTAL',
      '#N/A',
      '0000-00-00',
      '-',
      ' ',
      'Contoh',
    ),
  );
  const cell: fc.Arbitrary<Cell> = fc.oneof(
    { weight: 6, arbitrary: text },
    fc.record({ kind: fc.constantFrom('number' as const, 'boolean' as const, 'error' as const), raw: text }),
    fc.record({ kind: fc.constant('date' as const), raw: text, day: fc.constantFrom('', '2021-10-02', '1945-08-17') }),
    fc.constant<Cell>({ kind: 'uncalculated' }),
  );
  const WIDE = headerOf([
    'NIK',
    'Nama',
    'Tgl Lahir',
    'JK',
    'Tgl Vaksin',
    'Dosis 1',
    'Tgl Vaksin 2',
    'Vaksin 2',
    'Booster',
    'Vaksin',
    'No KK',
  ]);

  test.each([
    ['ordinary', HEADER],
    ['wide', WIDE],
  ])('an %s row never throws, and is valid exactly when nothing keeps it back', (_, header) => {
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 14 }), fc.boolean(), (cells, hold) => {
        const result = readRow(row(cells), header, SHEET, { ...RULES, emptyNik: hold ? 'hold' : 'error' });
        if (result.kind === 'skipped') return;
        expect(result.readings.length).toBeLessThanOrEqual(header.doses.length);
        for (const reading of result.readings) expect(reading.kind === 'valid').toBe(!keepsBack(reading.problems));
        const places = result.readings.map(({ at }) => at.dose);
        expect(places).toEqual([...new Set(places)].toSorted());
      }),
      { numRuns: 3000 },
    );
  });

  test('nearly clean rows too', () => {
    const clean = person().cells;
    fc.assert(
      fc.property(fc.nat(clean.length - 1), cell, (at, changed) => {
        const result = readRow(row(clean.with(at, changed)), HEADER, SHEET, RULES);
        if (result.kind === 'read') {
          for (const reading of result.readings) expect(reading.kind === 'valid').toBe(!keepsBack(reading.problems));
        } else expect(result.why).toBe('ROW_EXAMPLE');
      }),
      { numRuns: 2000 },
    );
  });
});
