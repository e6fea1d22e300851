/** The cells of a row made again from its record, and read again as the same record. */
import { describe, expect, it } from 'vitest';
import { recordCells } from '../../src/ledger/record-cells.ts';
import { findHeader } from '../../src/record/header/header.ts';
import type { DoseRecord } from '../../src/record/record.ts';
import { readRow } from '../../src/record/row/read-row.ts';
import { planOf } from '../../src/record/row/row-plan.ts';
import { headerOf, RULES, row, SHEET } from '../record/rows.ts';
import { dose, SITI } from '../support/ledger-desk.ts';

const FULL = dose(
  { ...SITI, phone: '+6281234567890', address: 'Dk. Krajan', category: 'Lansia' },
  { number: 2, date: '2021-10-02', lot: 'CVB 21', site: 'Kendal 1' },
);

function cellsIn(headings: readonly (readonly string[])[], record: DoseRecord, part = 1): string[] {
  const { line, columns, doses, defaults } = headerOf(...headings);
  return recordCells(
    record,
    { name: '', headerLine: line, headings: headings.at(-1) ?? [], layout: { columns, doses, defaults } },
    part,
  );
}

describe('a record as a row of its sheet', () => {
  it('has each value below its heading, days as dd/mm/yyyy', () => {
    const headings = [
      'No',
      'Nama',
      'NIK',
      'Tgl Lahir',
      'JK',
      'Dosis',
      'Tgl Vaksin',
      'Jenis Vaksin',
      'No Batch',
      'Ket.',
    ];
    expect(cellsIn([headings], FULL)).toEqual([
      '',
      'Siti Rahayu',
      '3324015708850002',
      '17/08/1985',
      'P',
      '2',
      '02/10/2021',
      'coronavac',
      'CVB 21',
      '',
    ]);
  });

  it('says days in words where the column has the month first, and is read so', () => {
    const headings = [
      'NIK',
      'Nama',
      'Tgl Lahir (MM/DD/YYYY)',
      'JK',
      'Dosis',
      'Tgl Vaksin (MM/DD/YYYY)',
      'Jenis Vaksin',
    ];
    const header = headerOf(headings);
    const { columns, doses, defaults } = header;
    const orders = [...planOf(header).orders];
    const cells = recordCells(
      FULL,
      { name: '', headerLine: 1, headings, layout: { columns, doses, defaults, orders } },
      1,
    );
    expect([cells[2], cells[5]]).toEqual(['17 Agu 1985', '2 Okt 2021']);
    const read = readRow(row(cells), header, SHEET, RULES);
    expect(read).toMatchObject({
      readings: [{ record: { participant: { birthDate: '1985-08-17' }, dose: { date: '2021-10-02' } } }],
    });
  });

  it('leaves out what the sheet has no column for, and leaves empty what the record does not say', () => {
    expect(cellsIn([['NIK', 'Nama', 'No HP']], dose())).toEqual(['3324011203909870', 'Budi Santoso', '']);
  });

  it('fills only its own dose of a wide row', () => {
    const headings = [
      ['NIK', 'Nama', 'Dosis 1', '', 'Dosis 2', ''],
      ['', '', 'Tanggal', 'Jenis Vaksin', 'Tanggal', 'Jenis Vaksin'],
    ];
    expect(cellsIn(headings, FULL, 2)).toEqual(['3324015708850002', 'Siti Rahayu', '', '', '02/10/2021', 'coronavac']);
  });

  it('is read again as the same record', () => {
    const headings = [
      'NIK',
      'Nama',
      'Tgl Lahir',
      'JK',
      'No HP',
      'Alamat',
      'Kategori',
      'Dosis',
      'Tgl Vaksin',
      'Jenis Vaksin',
      'No Batch',
      'Faskes',
    ];
    const found = findHeader([row(headings, 1)], new Map());
    if (found.kind !== 'found') throw new Error('no header');
    const read = readRow(row(cellsIn([headings], FULL)), found.header, SHEET, RULES);
    expect(read.kind === 'read' && read.readings[0]).toMatchObject({
      kind: 'valid',
      record: { participant: FULL.participant, dose: { ...FULL.dose, codes: expect.any(Array) } },
    });
  });
});
