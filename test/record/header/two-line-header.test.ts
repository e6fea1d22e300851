import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/record/source-row.ts';
import { header, PERSON, sheet } from '../sheets.ts';

describe('two lines', () => {
  const kendal = sheet(
    ['REKAP VAKSINASI', '', '', '', '', '', '', '', '', ''],
    ['No', 'NIK', 'Nama', 'Tgl Lahir', 'Dosis 1', '', '', 'Dosis 2', '', '', 'Puskesmas'],
    ['', '', '', '', 'Tanggal', 'Jenis Vaksin', 'Batch', 'Tanggal', 'Jenis Vaksin', 'Batch', ''],
    ['1', '3324015708450001', 'SITI AMINAH', '17/08/1945', '02/10/2021', 'Sinovac', 'B1', '', '', '', 'Kendal 1'],
  );

  test('Dosis 1 and Dosis 2 merged over Tanggal, Jenis Vaksin, Batch', () => {
    const found = header(kendal);
    expect(found.line).toBe(3);
    expect(found.columns).toEqual({ rowNumber: 0, nik: 1, name: 2, birthDate: 3, site: 10 });
    expect(found.doses).toEqual([
      { number: 1, columns: { date: 4, vaccine: 5, lot: 6 } },
      { number: 2, columns: { date: 7, vaccine: 8, lot: 9 } },
    ]);
    expect(found.headings).toMatchObject({ date: 'Dosis 1 Tanggal', site: 'Puskesmas' });
    expect(found.ignored).toEqual([]);
  });

  test('groups on the upper line only, everything else on the lower', () => {
    const found = header(
      sheet(
        ['', 'DATA PESERTA', '', 'VAKSIN 1', '', 'VAKSIN 2', ''],
        ['No', 'NIK', 'Nama', 'Tgl', 'Merk', 'Tgl', 'Merk'],
        PERSON,
      ),
    );
    expect([found.line, found.columns.nik]).toEqual([2, 1]);
    expect(found.doses.map(({ number, columns }) => [number, columns])).toEqual([
      [1, { date: 3, vaccine: 4 }],
      [2, { date: 5, vaccine: 6 }],
    ]);
  });

  test('a heading merged downwards does not reach over its neighbour', () => {
    const found = header(
      sheet(
        ['NIK', 'Nama', 'Dosis 1', '', 'Dosis 2', ''],
        ['', '', 'Tanggal', 'Batch', '', 'Jenis Vaksin'],
        ['3324015708450001', 'A'],
      ),
    );
    expect(found.columns.vaccine).toBe(5);
    expect(found.doses).toEqual([
      { number: 1, columns: { date: 2, lot: 3 } },
      { number: 2, columns: { dose: 4 } },
    ]);
  });

  test('Dosis over 1 and 2, to be ticked', () => {
    const one: Cell = { kind: 'number', raw: '1' };
    const two: Cell = { kind: 'number', raw: '2' };
    const found = header(
      sheet(['NIK', 'Nama', 'Tgl Vaksin', 'Dosis', ''], ['', '', '', one, two], ['3324015708450001', 'A', '', 'v']),
    );
    expect([found.line, found.columns.date]).toEqual([2, 2]);
    expect(found.doses).toEqual([
      { number: 1, columns: { dose: 3 } },
      { number: 2, columns: { dose: 4 } },
    ]);
  });

  test('Jenis Kelamin over L and P, to be ticked, is left to the NIK', () => {
    const found = header(sheet(['NIK', 'Nama', 'Jenis Kelamin', '', 'Umur', ''], ['', '', 'L', 'P', 'L', 'P'], PERSON));
    expect([found.line, found.columns.sex, found.columns.age]).toEqual([2, undefined, 4]);
    const wide = header(
      sheet(['NIK', 'Nama', 'Jenis Kelamin', '', 'Dosis 1', ''], ['', '', 'L', 'P', 'Tanggal', 'Vaksin'], PERSON),
    );
    expect([wide.line, wide.columns.sex, wide.ignored]).toEqual([2, undefined, ['Jenis Kelamin L', 'Jenis Kelamin P']]);
  });

  test('Tanggal over Lahir and Vaksin', () => {
    const found = header(
      sheet(['NIK', 'Nama', 'Tanggal', ''], ['', '', 'Lahir', 'Vaksin'], ['3324015708450001', 'A', '', '']),
    );
    expect([found.columns.birthDate, found.doses[0].columns.date]).toEqual([2, 3]);
  });

  test('NIK below "Data Ibu" is the mother’s', () => {
    const found = header(sheet(['Data Anak', '', 'Data Ibu', ''], ['NIK', 'Nama', 'NIK', 'Nama'], PERSON));
    expect([found.columns.nik, found.columns.name, found.ignored]).toEqual([0, 1, ['Data Ibu NIK', 'Data Ibu Nama']]);
  });

  test('a person without NIK right below the header is not its second line', () => {
    expect(header(sheet(['NIK', 'Nama', 'Tgl Vaksin', ''], ['', 'SITI', '', 'Puskesmas'])).line).toBe(1);
  });
});
