/**
 * What registries ask for beside the person and the dose: read where the sheet has it, and checked against the rest.
 */
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../src/record/source-row.ts';
import { HEADINGS, headerOf, person, readings, row, said } from '../rows.ts';

/** A clean row with more columns. */
function withColumns(more: Readonly<Record<string, Cell>>) {
  const header = headerOf([...HEADINGS, ...Object.keys(more)]);
  return { header, source: row([...person().cells, ...Object.values(more)]) };
}

function recordOf(more: Readonly<Record<string, Cell>>) {
  const { header, source } = withColumns(more);
  const [reading] = readings(source, header);
  return reading?.kind === 'valid' ? reading.record : undefined;
}

describe('columns that registries ask for', () => {
  test('are read into the participant and the dose', () => {
    const record = recordOf({
      'NIK Ibu': '3324015505209001',
      'Tempat Lahir': 'Kendal',
      Kewarganegaraan: 'WNI',
      'Desa/Kelurahan': 'Sukorejo',
      'Kode Pos': '51363',
      'Tgl Kadaluarsa': '31/12/2021',
      Vaksinator: 'Bidan Ani',
      'NIK Vaksinator': '3324015505809001',
    });
    expect(record?.participant).toMatchObject({
      motherNik: '3324015505209001',
      birthPlace: 'Kendal',
      nationality: 'ID',
      village: 'Sukorejo',
      postalCode: '51363',
    });
    expect(record?.dose).toMatchObject({
      expirationDate: '2021-12-31',
      performer: 'Bidan Ani',
      performerNik: '3324015505809001',
    });
  });

  test('that are not there leave the record as it was', () => {
    const record = recordOf({});
    expect(Object.keys(record?.participant ?? {})).toEqual(['nik', 'name', 'birthDate', 'sex', 'phone', 'address']);
    expect(Object.keys(record?.dose ?? {})).toEqual(['number', 'date', 'vaccine', 'codes', 'lot', 'site']);
  });

  test.each<[string, Record<string, Cell>, string[]]>([
    ['the vial was good', { 'Tgl Kadaluarsa': '02/10/2021' }, []],
    ['the vial had expired', { 'Tgl Kadaluarsa': '01/10/2021' }, ['BATCH_EXPIRED warning']],
    ['an expiry date of another century', { 'Tgl Kadaluarsa': '01/10/1921' }, ['VALUE_UNREAD warning']],
    ['the NIK of the mother is the child’s', { 'NIK Ibu': '3324015708450001' }, ['NIK_IS_MOTHER hold']],
    ['the NIK of the mother is another', { 'NIK Ibu': '3324015505209001' }, []],
  ])('%s', (_, more, problems) => {
    const { header, source } = withColumns(more);
    expect(said(source, header)).toEqual([problems]);
  });

  test('of each dose in a wide sheet', () => {
    const header = headerOf([
      ...['NIK', 'Nama', 'Tgl Lahir', 'JK'],
      ...['Tgl Vaksin 1', 'Jenis Vaksin 1', 'Vaksinator 1', 'ED 1'],
      ...['Tgl Vaksin 2', 'Jenis Vaksin 2', 'Vaksinator 2', 'ED 2'],
    ]);
    const who = ['3324015708450001', 'SITI AMINAH', '17/08/1945', 'P'];
    const first = ['02/10/2021', 'Sinovac', 'Bidan Ani', '31/12/2021'];
    const of = (cells: readonly string[]) =>
      readings(row(cells), header).map((reading) =>
        reading.kind === 'valid' ? [reading.record.dose.performer, reading.record.dose.expirationDate] : reading.kind,
      );
    expect(of([...who, ...first, '02/11/2021', 'Sinovac', 'Bidan Tri', '28/02/2022'])).toEqual([
      ['Bidan Ani', '2021-12-31'],
      ['Bidan Tri', '2022-02-28'],
    ]);
    // Who will give the second dose is filled in for everybody: it was not given.
    expect(of([...who, ...first, '', '', 'Bidan Tri', '28/02/2022'])).toEqual([['Bidan Ani', '2021-12-31']]);
  });
});
