import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOfSheetName } from '../../../src/record/header/sheet-name.ts';
import type { Field } from '../../../src/record/problems.ts';
import type { Cell } from '../../../src/record/source-row.ts';
import { header, PERSON, PLAIN, search, sheet } from '../sheets.ts';

describe('ordinary sheets', () => {
  test('header on the first line', () => {
    const found = header(sheet(PLAIN, PERSON));
    expect(found.line).toBe(1);
    expect(found.columns).toEqual({ rowNumber: 0, nik: 1, name: 2, birthDate: 3, sex: 4, phone: 5, address: 6 });
    expect(found.doses).toEqual([{ columns: { dose: 7, date: 8, vaccine: 9, lot: 10, site: 11 } }]);
    expect(found.headings).toMatchObject({ nik: 'NIK', date: 'Tgl Vaksin', lot: 'No Batch' });
    expect(found.ignored).toEqual([]);
    expect(found.defaults).toEqual({});
  });

  test('columns that mean nothing to us are listed', () => {
    expect(header(sheet([...PLAIN, 'Keterangan', '', 'NIK Ayah'], PERSON)).ignored).toEqual(['Keterangan', 'NIK Ayah']);
  });

  test('title, Puskesmas and date above the table', () => {
    const found = header(
      sheet(
        ['DAFTAR PESERTA VAKSINASI COVID-19'],
        ['PEMERINTAH KABUPATEN KENDAL', '', ''],
        [],
        ['Provinsi :', 'Jawa Tengah'],
        ['Puskesmas : Kendal 1', '', 'Tanggal', ':', '2 Oktober 2021'],
        ['Jenis Vaksin', '', ': Sinovac', 'No Batch :', '', '2021E04', 'Dosis : 1'],
        [],
        ['No', 'NIK', 'Nama', 'Tgl Lahir', 'L/P'],
        ['1', '3324015708450001', 'SITI AMINAH', '17/08/1945', 'P'],
      ),
    );
    expect(found.line).toBe(8);
    expect(found.defaults).toEqual({
      site: 'Kendal 1',
      date: '2 Oktober 2021',
      vaccine: 'Sinovac',
      lot: '2021E04',
      dose: '1',
    });
  });

  test('the value beside "Puskesmas :" may be a date cell or a number', () => {
    const found = header(
      sheet(
        ['Tanggal :', { kind: 'date', raw: '44471', day: '2021-10-02' }],
        ['Dosis :', { kind: 'number', raw: '2' }],
        ['NIK', 'Nama'],
      ),
    );
    expect(found.defaults).toEqual({ date: '2021-10-02', dose: '2' });
  });

  test('an empty "Puskesmas :" does not take the next label for its value', () => {
    expect(header(sheet(['Puskesmas :', 'Tanggal : 2-10-2021'], ['NIK', 'Nama'])).defaults).toEqual({
      date: '2-10-2021',
    });
  });

  test('a column is worth more than a line above the header, and counts of a dose are no value', () => {
    const found = header(sheet(['Tanggal : 1-1-2021', 'Dosis 1 : 30', 'Dosis 2 : 12'], ['NIK', 'Nama', 'Tgl Vaksin']));
    expect(found.defaults).toEqual({});
  });

  test('two lines that contradict each other give no default; the clearer label wins', () => {
    expect(header(sheet(['Jenis Vaksin : Sinovac'], ['Jenis Vaksin : Moderna'], ['NIK', 'Nama'])).defaults).toEqual({});
    expect(header(sheet(['Puskesmas : Kendal 1'], ['Tempat vaksin : Pendopo'], ['NIK', 'Nama'])).defaults).toEqual({
      site: 'Pendopo',
    });
  });

  test('the numbering and the remarks below the headings belong to the header', () => {
    expect(header(sheet(['No', 'NIK', 'Nama'], ['1', '2', '3'], ['1', '3324015708450001', 'A'])).line).toBe(2);
    expect(header(sheet(['No', 'NIK', 'Nama'], ['', '(16 digit)', '(sesuai KTP)'], ['(1)', '(2)', '(3)'])).line).toBe(
      3,
    );
    expect(header(sheet(['NIK', 'Nama', 'Tgl Lahir'], ['', '', '(dd/mm/yyyy)'], PERSON)).line).toBe(2);
  });

  test('the first of two equal headers', () => {
    expect(header(sheet(PLAIN, PERSON, PLAIN, PERSON)).line).toBe(1);
  });

  test('a fuller header wins over a poorer one above it', () => {
    expect(header(sheet(['Isi NIK dan Nama'], ['NIK', 'Nama'], PLAIN, PERSON)).line).toBe(3);
  });
});

describe('wide sheets on one line', () => {
  test('Tgl Vaksin 1, Tgl Vaksin 2 with one vaccine for both', () => {
    const found = header(sheet(['NIK', 'Nama', 'Tgl Vaksin 2', 'Tgl Vaksin 1', 'Jenis Vaksin'], PERSON));
    expect(found.columns).toEqual({ nik: 0, name: 1, vaccine: 4 });
    expect(found.doses).toEqual([
      { number: 1, columns: { date: 3 } },
      { number: 2, columns: { date: 2 } },
    ]);
  });

  test('"Tgl Vaksin" beside "Tgl Vaksin 2" is dose 1, unless a column says which it is', () => {
    const found = header(sheet(['NIK', 'Nama', 'Tgl Vaksin', 'Jenis Vaksin', 'Tgl Vaksin 2'], PERSON));
    expect(found.columns).toEqual({ nik: 0, name: 1, vaccine: 3 });
    expect(found.doses).toEqual([
      { number: 1, columns: { date: 2 } },
      { number: 2, columns: { date: 4 } },
    ]);
    const told = header(sheet(['NIK', 'Nama', 'Dosis', 'Tgl Vaksin', 'Tgl Vaksin 2'], PERSON));
    expect(told.doses).toEqual([{ columns: { dose: 2, date: 3 } }, { number: 2, columns: { date: 4 } }]);
  });
});

describe('never a guess', () => {
  test.each<[string, string[], Field, [string, string]]>([
    ['NIK and No KTP', ['NIK', 'No KTP', 'Nama'], 'nik', ['NIK', 'No KTP']],
    ['NIK and NIK Anak', ['NIK', 'NIK Anak', 'Nama'], 'nik', ['NIK', 'NIK Anak']],
    ['two date columns', ['NIK', 'Nama', 'Tgl Vaksin', 'Tanggal Suntik'], 'date', ['Tgl Vaksin', 'Tanggal Suntik']],
    ['the same heading twice', ['NIK', 'Nama', 'No HP', 'No HP'], 'phone', ['No HP', 'No HP']],
    [
      'one dose twice',
      ['NIK', 'Nama', 'Tgl Vaksin 1', 'Tgl Vaksin Pertama'],
      'date',
      ['Tgl Vaksin 1', 'Tgl Vaksin Pertama'],
    ],
  ])('%s: ambiguous', (_, headings, field, both) => {
    expect(search(sheet(headings))).toMatchObject({
      kind: 'ambiguous',
      field,
      headings: both,
      form: { line: 1, headings },
    });
  });

  test.each<[string, string[], Field, number]>([
    ['NIK beats NIK Balita', ['NIK Balita', 'NIK', 'Nama'], 'nik', 1],
    ['Nama Faskes beats Kode Faskes', ['NIK', 'Nama', 'Kode Faskes', 'Nama Faskes'], 'site', 3],
    ['Tempat Vaksinasi beats Puskesmas', ['NIK', 'Nama', 'Puskesmas', 'Tempat Vaksinasi'], 'site', 3],
    ['Alamat beats RT and Desa', ['NIK', 'Nama', 'RT', 'Desa', 'Alamat'], 'address', 4],
    ['the first of two categories', ['NIK', 'Nama', 'Kategori', 'Kategori Sasaran'], 'category', 2],
    ['the parent’s columns are no rivals', ['NIK Ibu', 'NIK', 'Nama Ibu', 'Nama'], 'nik', 1],
  ])('%s', (_, headings, field, index) => {
    const found = header(sheet(headings));
    expect(found.columns[field] ?? found.doses[0].columns[field as 'site']).toBe(index);
  });

  test('no NIK column: none, with the headings that came closest', () => {
    expect(search(sheet(['No', 'Nama', 'NIK Karyawan'], ['1', 'BUDI', '12345']))).toMatchObject({
      kind: 'none',
      missing: 'nik',
      nearest: ['No', 'Nama', 'NIK Karyawan'],
    });
  });

  test('rows of people are never called a header, nor shown as one', () => {
    expect(search(sheet(PERSON, PERSON))).toEqual({ kind: 'none', nearest: [] });
    expect(search([])).toEqual({ kind: 'none', nearest: [] });
  });

  test('a header below the 30th filled row is not looked for; empty rows do not count', () => {
    const titles = Array.from({ length: 30 }, () => ['Petunjuk pengisian']);
    expect(search(sheet(...titles, PLAIN)).kind).toBe('none');
    const gaps = Array.from({ length: 40 }, (): Cell[] => []);
    expect(header(sheet(...gaps, PLAIN)).line).toBe(41);
  });
});

describe('--map', () => {
  test('decides between two equal headings, in any spelling', () => {
    const found = header(sheet(['NIK', 'No. KTP', 'Nama']), { 'no ktp': 'nik' });
    expect([found.columns.nik, found.ignored]).toEqual([1, ['NIK']]);
  });

  test('gives a meaning to a heading that has none', () => {
    expect(header(sheet(['Kode Warga', 'Nama']), { 'kode warga': 'nik' }).columns.nik).toBe(0);
  });

  test('overrides what a heading means by itself', () => {
    const found = header(sheet(['NIK', 'Nama', 'Tanggal Entry', 'Tgl Vaksin']), { 'tanggal entry': 'date' });
    expect(found.doses[0].columns.date).toBe(2);
  });

  test('keeps the dose that a mapped heading names', () => {
    const found = header(sheet(['NIK', 'Nama', 'Rencana dosis 2', 'Tgl Vaksin 1']), { 'rencana dosis 2': 'date' });
    expect(found.doses).toEqual([
      { number: 1, columns: { date: 3 } },
      { number: 2, columns: { date: 2 } },
    ]);
  });

  test('says which of its headings a sheet has, whether or not there is a header', () => {
    const told = (...headings: string[]) => [
      ...(search(sheet(headings), { 'no ktp': 'nik', KODE: 'dose' }).form?.told ?? []),
    ];
    expect(told('No. KTP', 'Nama')).toEqual([['No. KTP', 'nik']]);
    expect(told('kode')).toEqual([['kode', 'dose']]);
    expect(told('NIK', 'Nama')).toEqual([]);
  });

  test('takes a heading for none of ours', () => {
    expect(header(sheet(['NIK', 'No KTP', 'Nama']), { 'No KTP': 'none' }).columns.nik).toBe(0);
    expect(search(sheet(['NIK', 'Nama']), { nik: 'none' }).kind).toBe('none');
  });
});

describe('the name of the sheet', () => {
  test.each([
    ['12 OKT 2021', '2021-10-12'],
    ['2 Oktober 2021', '2021-10-02'],
    ['Sabtu, 2 Okt 2021', '2021-10-02'],
    ['2021-10-02', '2021-10-02'],
    ['Sheet1', undefined],
    ['12 OKT', undefined],
    ['02-10-2021', undefined],
    ['OKTOBER 2021', undefined],
    ['44471', undefined],
    ['', undefined],
  ])('%s', (name, day) => {
    expect(dayOfSheetName(name)).toBe(day);
  });

  test('is the date where neither a column nor a line above says it', () => {
    expect(header(sheet(['NIK', 'Nama']), {}, '12 OKT 2021').defaults).toEqual({ date: '2021-10-12' });
    expect(header(sheet(['Tanggal : 3-1-2021'], ['NIK', 'Nama']), {}, '12 OKT 2021').defaults).toEqual({
      date: '3-1-2021',
    });
    expect(header(sheet(['NIK', 'Nama', 'Tgl Vaksin']), {}, '12 OKT 2021').defaults).toEqual({});
  });
});

describe('whatever the rows', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '',
      'NIK',
      'Nama',
      'Tanggal',
      'Dosis 1',
      'Dosis 2',
      'Jenis',
      'L',
      'P',
      'Puskesmas :',
      ':',
      '3324015708450001',
      '17/08/1945',
    ),
  );

  test('looking for a header never throws, and one that is found has its columns where the rows have cells', () => {
    fc.assert(
      fc.property(fc.array(fc.array(text, { maxLength: 8 }), { maxLength: 8 }), text, (rows, name) => {
        const result = search(sheet(...rows), {}, name);
        if (result.kind !== 'found') return;
        const width = Math.max(...rows.map((cells) => cells.length));
        const { columns, doses, line } = result.header;
        const all = [...Object.values(columns), ...doses.flatMap((group) => Object.values(group.columns))];
        expect(new Set(all).size).toBe(all.length);
        expect(all.every((index) => index >= 0 && index < width)).toBe(true);
        expect([columns.nik, columns.name]).not.toContain(undefined);
        expect(line >= 1 && line <= rows.length).toBe(true);
        expect(rows[line - 1]?.join()).not.toContain('3324015708450001');
      }),
      { numRuns: 2000 },
    );
  });
});
