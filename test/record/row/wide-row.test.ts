import { describe, expect, test } from 'vitest';
import type { Header } from '../../../src/record/header/columns.ts';
import type { Cell, SourceRow } from '../../../src/record/source-row.ts';
import { headerOf, number, readings, row, said } from '../rows.ts';

describe('wide rows', () => {
  const WIDE = headerOf(
    ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis 1', '', '', 'Dosis 2', '', '', 'Puskesmas'],
    ['', '', '', '', 'Tanggal', 'Jenis Vaksin', 'Batch', 'Tanggal', 'Jenis Vaksin', 'Batch', ''],
  );
  const WHO: Cell[] = ['3324015708450001', 'SITI AMINAH', '17/08/1945', 'P'];
  const FIRST: Cell[] = ['02/09/2021', 'Sinovac', 'B1'];
  const wide = (first: readonly Cell[], second: readonly Cell[]): SourceRow =>
    row([...WHO, ...first, ...second, 'Kendal 1'], 3);

  test('both doses given: two readings with one post', () => {
    const both = readings(wide(FIRST, ['30/09/2021', 'Sinovac', 'B2']), WIDE);
    expect(both.map((reading) => [reading.kind, reading.at.group, reading.problems])).toEqual([
      ['valid', 1, []],
      ['valid', 2, []],
    ]);
    expect(
      both.map(
        (reading) =>
          reading.kind === 'valid' && [reading.record.dose.number, reading.record.dose.lot, reading.record.dose.site],
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
    expect(readings(wide(FIRST, second), WIDE).map(({ kind, at }) => [kind, at.group])).toEqual([['valid', 1]]);
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
    expect(said(wide(FIRST, ['01/09/2021', 'Sinovac', 'B2']), WIDE)).toEqual([
      ['DOSE_ORDER hold'],
      ['DOSE_ORDER hold'],
    ]);
    expect(said(wide(FIRST, ['02/09/2021', 'Sinovac', 'B2']), WIDE)).toEqual([
      ['DOSE_ORDER hold'],
      ['DOSE_ORDER hold'],
    ]);
  });

  test('what is held or wrong is kept back although all of it could be read', () => {
    expect(readings(wide(FIRST, ['01/09/2021', 'Sinovac', 'B2']), WIDE).map(({ kind }) => kind)).toEqual([
      'invalid',
      'invalid',
    ]);
  });

  test('VACC_MIX and DOSE_INTERVAL: warnings at the second dose', () => {
    expect(said(wide(FIRST, ['29/09/2021', 'Moderna', 'B2']), WIDE)).toEqual([
      [],
      ['VACC_MIX warning', 'DOSE_INTERVAL warning'],
    ]);
    const [, second] = readings(wide(FIRST, ['29/09/2021', 'Sinovac', 'B2']), WIDE);
    expect(second?.problems).toEqual([
      { code: 'DOSE_INTERVAL', field: 'date', severity: 'warning', params: { n: 27, m: 28 } },
    ]);
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
          reading.kind === 'valid' && [
            reading.record.dose.number,
            reading.record.dose.date,
            reading.record.dose.vaccine,
          ],
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
