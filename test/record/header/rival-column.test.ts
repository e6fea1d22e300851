/**
 * HEADER_AMBIG for a second column that is called the better one, and NIK_COL_UNREAD for one whose heading says
 * nothing.
 */
import { describe, expect, test } from 'vitest';
import type { Meaning } from '../../../src/record/header/form.ts';
import { findHeader } from '../../../src/record/header/header.ts';
import { watchColumns } from '../../../src/record/profile/watch.ts';
import { readRow } from '../../../src/record/row/read-row.ts';
import { RULES, row, SHEET } from '../rows.ts';

const BASE = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Jenis Vaksin'];
const SITI = ['3324015708459001', 'SITI AMINAH', '17/08/1945', 'P', '1', '02/10/2021', 'Sinovac'];
const BUDI = ['3324011203809002', 'BUDI SANTOSO', '12/03/1980', 'L', '1', '02/10/2021', 'Sinovac'];

/** Two people with a further column. */
function rowsWith(heading: string, cells: readonly [string, string]) {
  return [
    [...BASE, heading],
    [...SITI, cells[0]],
    [...BUDI, cells[1]],
  ].map((each, index) => row(each, index + 1));
}

function search(heading: string, cells: readonly [string, string] = ['', ''], told: readonly [string, Meaning][] = []) {
  return findHeader(rowsWith(heading, cells), new Map(told));
}

describe('a column that is called the better one', () => {
  test.each<[string, string]>([
    ['NIK Perbaikan', 'nik'],
    ['Perbaikan NIK', 'nik'],
    ['NIK Benar', 'nik'],
    ['NIK yang benar', 'nik'],
    ['NIK (Baru)', 'nik'],
    ['NIK Dukcapil', 'nik'],
    ['NIK_HASIL_PADAN', 'nik'],
    ['NIK Revisi', 'nik'],
    ['NIK Final', 'nik'],
    ['NIK Valid', 'nik'],
    ['No KTP sesuai Dukcapil', 'nik'],
    ['Corrected NIK', 'nik'],
    ['Nama Benar', 'name'],
    ['Nama Lengkap (Perbaikan)', 'name'],
    ['Nama Sesuai Dukcapil', 'name'],
    ['Tgl Lahir Revisi', 'birthDate'],
    ['Tanggal Lahir Dukcapil', 'birthDate'],
    ['TTL Benar', 'birthDate'],
    ['Tgl Vaksin Perbaikan', 'date'],
    ['Tanggal Vaksinasi (revisi)', 'date'],
  ])('%s', (heading, field) => {
    const found = search(heading);
    expect(found.kind === 'ambiguous' && [found.field, found.rival, found.headings[1]]).toEqual([field, true, heading]);
  });

  test.each<[string, readonly [string, string]]>([
    ['NIK Valid', ['Ya', 'Tidak']],
    ['Nama Sesuai', ['sesuai', 'tidak sesuai']],
    ['NIK Lama', ['3324015708459009', '']],
    ['NIK Ibu Perbaikan', ['3324015505209001', '']],
    ['Tgl Update', ['02/10/2021', '']],
    ['Tgl Hasil', ['02/10/2021', '']],
    ['Tgl Validasi', ['02/10/2021', '']],
    ['Nama Desa Baru', ['BOJA', 'BOJA']],
    ['Status NIK', ['valid', 'valid']],
  ])('%s is none', (heading, cells) => {
    expect(search(heading, cells).kind).toBe('found');
  });

  test.each<[string, [string, Meaning][], string]>([
    ['the first, as the message advises', [['NIK', 'nik']], 'NIK'],
    ['the second', [['NIK Perbaikan', 'nik']], 'NIK Perbaikan'],
    ['the second is none', [['NIK Perbaikan', 'none']], 'NIK'],
  ])('--map decides: %s', (_, told, heading) => {
    const found = search('NIK Perbaikan', ['', '3324011203809003'], told);
    expect(found.kind === 'found' && found.header.headings.nik).toBe(heading);
  });

  test('a heading that names the NIK less clearly is a rival where it holds NIKs', () => {
    expect(search('NIK (16 digit) peserta aktif', ['3324015708459009', '']).kind).toBe('ambiguous');
    expect(search('NIK (16 digit) peserta aktif', ['ya', 'ya']).kind).toBe('found');
  });

  test('what is said now takes the field from the column it was remembered for', () => {
    const first = search('NIK Perbaikan', ['', ''], [['NIK', 'nik']]);
    if (first.kind !== 'found') throw new Error(first.kind);
    const forms = new Map([[first.form.signature, first.form.told]]);
    const found = findHeader(rowsWith('NIK Perbaikan', ['', '']), new Map([['NIK Perbaikan', 'nik']]), '', { forms });
    expect(found.kind === 'found' && found.header.headings.nik).toBe('NIK Perbaikan');
  });
});

describe('NIK_COL_UNREAD', () => {
  function refusal(heading: string, cells: readonly string[], told: readonly [string, Meaning][] = []): unknown {
    const people = Array.from({ length: cells.length }, (_, index) =>
      (index % 2 === 0 ? SITI : BUDI).with(0, `${index % 2 === 0 ? '332401570845' : '332401120380'}${9100 + index}`),
    );
    const rows = [[...BASE, heading], ...people.map((each, index) => [...each, cells[index] ?? ''])].map(
      (each, index) => row(each, index + 1),
    );
    const found = findHeader(rows.slice(0, 1), new Map(told));
    if (found.kind !== 'found') return found.kind;
    const watch = watchColumns(found.header, found.form, RULES);
    for (const each of rows.slice(1)) {
      const read = readRow(each, found.header, SHEET, RULES);
      if (read.kind === 'read') watch.see(each, read);
    }
    return watch.verdict().refuse?.params;
  }
  const OWN = ['3324015708459999', '', '', '', ''];
  const OTHERS = ['3324015505209001', '3324011105219001', '3324015505239001', '3324015505249001', ''];
  const CARDS = ['3324011505149001', '3324011105159001', '3324010505139001', '3324010505189001', '3324010505189002'];

  test.each<[string, string, readonly string[], object | undefined]>([
    [
      'one corrected number under a strange heading',
      'Catatan Dukcapil',
      OWN,
      { n: 1, rows: '2', heading: 'Catatan Dukcapil' },
    ],
    ['one below no heading', '', OWN, { n: 1, rows: '2', column: 'H' }],
    ['a column of NIKs', 'Kolom1', OTHERS, { n: 4, rows: '2-5', heading: 'Kolom1' }],
    ['of the mothers', 'NIK Ibu', OTHERS, undefined],
    ['of the head of the family', 'NIK Kepala Keluarga', OTHERS, undefined],
    ['of the staff', 'NIK Petugas', OTHERS, undefined],
    ['of an insurance', 'No BPJS', OTHERS, undefined],
    ['of family cards under a strange heading', 'Nomor Kel', CARDS, undefined],
    ['one number in a column of remarks', 'Catatan', ['3324015505209001', 'hadir', 'hadir', 'hadir', ''], undefined],
    [
      'the same numbers again',
      'NIK teks',
      Array.from({ length: 4 }, (_, i) => `${i % 2 === 0 ? '332401570845' : '332401120380'}${9100 + i}`),
      undefined,
    ],
  ])('%s', (_, heading, cells, wanted) => {
    const found = refusal(heading, cells);
    if (wanted === undefined) expect(found).toBeUndefined();
    else expect(found).toMatchObject(wanted);
  });

  test.each<[string, [string, Meaning][]]>([['this one was left out, as the message advises', [['Kolom1', 'none']]]])(
    '%s: nothing to say',
    (_, told) => {
      expect(refusal('Kolom1', OTHERS, told)).toBeUndefined();
    },
  );

  test('the column that counts was named: that settles corrections, but not the people of a second list', () => {
    expect(refusal('Catatan', OWN, [['NIK', 'nik']])).toBeUndefined();
    expect(refusal('NIK kanan', OTHERS, [['NIK', 'nik']])).toMatchObject({ n: 4, heading: 'NIK kanan' });
  });
});
