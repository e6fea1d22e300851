import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepsBack } from '../../../src/record/problems.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import type { ReadingRules } from '../../../src/record/rules.ts';
import type { Cell, SourceRow } from '../../../src/record/source-row.ts';
import { HEADER, headerOf, number, person, RULES, readings, row, SHEET, said } from '../rows.ts';

describe('an ordinary row', () => {
  test('a clean one becomes a record', () => {
    expect(readings(person())).toEqual([
      {
        kind: 'valid',
        at: { file: 'kendal.xlsx', sheet: 'Oktober', line: 2, group: 1 },
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
      [
        'NIK_LENGTH error',
        'DOB_PARSE error',
        'PHONE_BAD warning',
        'DOSE_BAD error',
        'DATE_EMPTY error',
        'VACC_UNKNOWN error',
      ],
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
    ['a vaccine that names another dose', person({ 'Jenis Vaksin': 'Moderna booster' }), {}, 'DOSE_BAD error'],
    ['no vaccine', person({ 'Jenis Vaksin': '' }), {}, 'VACC_EMPTY error'],
    ['tomorrow’s dose', person({ 'Tgl Vaksin': '01/07/2022' }), {}, 'DATE_FUTURE error'],
    [
      'a post that is not in the list',
      person(),
      { siteNames: new Map([['pendopo', 'Pendopo']]) },
      'SITE_UNKNOWN error',
    ],
  ])('%s keeps it back', (_, source, rules, expected) => {
    const [reading] = readings(source, HEADER, rules);
    expect(reading?.kind).toBe('invalid');
    expect(said(source, HEADER, rules)[0]).toContain(expected);
  });

  test.each<[string, SourceRow, string]>([
    ['another sex than the NIK says', person({ JK: 'L' }), 'NIK_SEX warning'],
    ['another birth date than the NIK says', person({ 'Tgl Lahir': '18/08/1945' }), 'NIK_DOB warning'],
    ['day and month exchanged', person({ NIK: '3324014504800001', 'Tgl Lahir': '04/05/1980' }), 'DOB_SWAP warning'],
    ['a NIK of another region', person({ NIK: '9924015708450001' }), 'NIK_REGION warning'],
    ['no batch number', person({ 'No Batch': '' }), 'BATCH_EMPTY warning'],
  ])('%s does not keep it back', (_, source, expected) => {
    expect(readings(source)[0]?.kind).toBe('valid');
    expect(said(source)[0]).toContain(expected);
  });

  test('the family card number in the NIK column is held', () => {
    const header = headerOf(['NIK', 'No KK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin']);
    const cells = ['3324015708450001', '3324015708450001', 'SITI', '17/08/1945', 'P', '1', '02/10/2021', 'Sinovac'];
    expect(said(row(cells), header)[0]).toContain('NIK_IS_KK hold');
  });

  test('a quote that never closes', () => {
    expect(readings({ ...person(), broken: 'quote' })).toEqual([
      { kind: 'invalid', at: { ...SHEET, line: 2, group: 1 }, problems: [{ code: 'ROW_QUOTE', severity: 'error' }] },
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
    const withDate = headerOf(
      ['Tanggal : 2 Oktober 2021'],
      ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin'],
    );
    expect(said(row([...cells, '1', '', 'Sinovac'], 3), withDate)[0]).toContain('DATE_EMPTY error');
  });

  test('without them the dose is missing', () => {
    const bare = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Tgl Vaksin', 'Vaksin', 'Batch', 'Faskes']);
    expect(said(row([...cells, '02/10/2021', 'Sinovac', 'B1', 'Kendal']), bare)).toEqual([['DOSE_EMPTY error']]);
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
        const places = result.readings.map(({ at }) => at.group);
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

describe('days that a program wrote as instants', () => {
  const dates = (birth: Cell, given: Cell) => {
    const [reading] = readings(person({ 'Tgl Lahir': birth, 'Tgl Vaksin': given }));
    return reading?.kind === 'valid'
      ? [reading.record.participant.birthDate, reading.record.dose.date]
      : reading?.problems.map(({ code }) => code);
  };

  test.each<[string, Cell, Cell]>([
    ['no zone', '1945-08-16 17:00:00', '2021-10-01 17:00:00'],
    ['UTC', '1945-08-16T15:00:00.000Z', '2021-10-01T15:00:00.000Z'],
    ['an elder, born when clocks were others', '1945-08-16 16:30:00', '2021-10-01 17:00:00'],
    ['rounded down', '1945-08-16 23:59:48', '2021-10-01 23:59:59'],
    [
      'date cells',
      { kind: 'date', raw: '16665.7083333333', day: '1945-08-16' },
      { kind: 'date', raw: '44470.7083333333', day: '2021-10-01' },
    ],
    ['the birth date alone', '1945-08-16 17:00:00', '02/10/2021'],
    ['the dose at a time of day', '1945-08-16 17:00:00', '2021-10-02 08:15:00'],
  ])('the NIK proves the birth date, and with it the day of the dose: %s', (_, birth, given) => {
    expect(dates(birth, given)).toEqual(['1945-08-17', '2021-10-02']);
  });

  test('without proof no instant of UTC is taken for a day', () => {
    expect(dates('17/08/1945', '2021-10-01T17:00:00Z')).toContain('DATE_PARSE');
    expect(dates('1945-08-18 17:00:00', '2021-10-01 17:00:00')).toContain('DOB_PARSE');
  });
});
