import { describe, expect, test } from 'vitest';
import type { Field } from '../../../src/record/problems.ts';
import { header, PERSON, search, sheet } from '../sheets.ts';

/** Field → column, of the person and of the doses that name no number. */
function columns(...headings: string[]): Partial<Record<Field, number>> {
  const found = header(sheet(headings));
  return { ...found.columns, ...found.doses[0].columns };
}

describe('the group of a form tool is no part of the heading', () => {
  test.each<[string, string[]]>([
    ['of Kobo', ['grup_peserta/nik', 'grup_peserta/nama', 'grup_vaksin/tanggal', 'grup_vaksin/jenis']],
    [
      'within another',
      ['data/peserta/nik', 'data/peserta/nama', 'data/vaksinasi/tanggal', 'data/vaksinasi/jenis_vaksin'],
    ],
    ['of ODK', ['peserta:nik', 'peserta:nama', 'vaksinasi:tanggal', 'vaksinasi:jenis_vaksin']],
    ['with a dot', ['peserta.nik', 'peserta.nama', 'vaksinasi.tanggal', 'vaksinasi.jenis_vaksin']],
    ['with a name of its own', ['skk01/nik', 'skk01/nama', 'skk01/tgl_vaksin', 'skk01/jenis_vaksin']],
    ['with a letter and a number', ['a1/nik', 'a1/nama', 'b2/tgl_vaksin', 'b2/jenis_vaksin']],
    [
      'in small letters with hyphens',
      ['peserta-nik', 'peserta-nama', 'vaksin-tanggal', 'vaksin-jenis', 'vaksin-batch'],
    ],
    ['of one letter', ['p/nik', 'p/nama', 'v/tanggal', 'v/jenis_vaksin']],
    ['with a hyphen', ['pst-nik', 'pst-nama_lengkap', 'pst-tgl_vaksin', 'pst-jenis_vaksin']],
  ])('%s', (_, headings) => {
    expect(columns(...headings)).toMatchObject({ nik: 0, name: 1, date: 2 });
  });

  test.each<[string, string[], Field]>([
    ['the mother’s', ['NIK', 'Nama', 'data_ibu/tanggal_lahir', 'data_ibu/no_hp'], 'birthDate'],
    ['the vaccinator’s', ['NIK', 'Nama', 'petugas/no_hp', 'petugas/alamat'], 'phone'],
    ['a plan', ['NIK', 'Nama', 'jadwal/tanggal', 'jadwal/tempat_vaksin'], 'date'],
    ['a screening', ['NIK', 'Nama', 'hasil_swab/tanggal', 'hasil_swab/tempat'], 'date'],
    ['anything', ['NIK', 'Nama', 'kunjungan_rumah/tanggal', 'kunjungan_rumah/alamat'], 'date'],
  ])('%s is not read', (_, headings, field) => {
    expect(columns(...headings)[field]).toBeUndefined();
  });

  test.each<[string, string[]]>([
    ['the school', ['grup/NIK', 'sekolah/nama']],
    ['the mother', ['grup/NIK', 'ibu/nama']],
    ['the event', ['grup/NIK', 'kegiatan/nama', 'kegiatan/tanggal']],
  ])('the name of %s is not the person’s', (_, headings) => {
    expect(search(sheet(headings, PERSON)).kind).not.toBe('found');
  });

  test('words of headings are no groups', () => {
    expect(search(sheet(['NIK', 'Nama', 'Status.Vaksin', 'Status.Dosis'])).kind).toBe('found');
    expect(columns('NIK', 'Nama', 'Status.Vaksin', 'Status.Dosis').vaccine).toBeUndefined();
    expect(columns('No.NIK', 'Nama', 'Tgl.Lahir', 'Tgl.Vaksin')).toEqual({ nik: 0, name: 1, birthDate: 2, date: 3 });
  });

  test('each dose of a repeated group is that dose', () => {
    const found = header(sheet(['peserta/nik', 'peserta/nama', 'vaksinasi[1]/tanggal', 'vaksinasi[2]/tanggal']));
    expect(found.doses).toEqual([
      { number: 1, columns: { date: 2 } },
      { number: 2, columns: { date: 3 } },
    ]);
  });

  test('what a person says of the whole heading holds', () => {
    expect(
      header(sheet(['grup/nik', 'grup/nama', 'grup/alamat']), { 'grup/alamat': 'none' }).columns.address,
    ).toBeUndefined();
  });
});

describe('the only column of names is the people’s', () => {
  const people = ['Siti', 'Budi', 'Ani', 'Tono'];
  const rows = (names: readonly string[]) => names.map((name) => ['3324015708450001', name, '17/08/1945']);

  test.each([
    'Nama WBP',
    'Nama Mahasiswa',
    'Nama Mahasiswa/i',
    'NAMA & GELAR',
    'Nama Jemaah',
    'Nama dan Gelar',
    'Nama Prajurit',
    'Nama Atlet',
    'Nama Anggota',
    'Student Name',
    'Name of Student',
  ])('%s', (heading) => {
    expect(header(sheet(['NIK', heading, 'Tgl Lahir'], ...rows(people))).headings.name).toBe(heading);
  });

  test.each([
    'Nama Sekolah',
    'Nama Ponpes',
    'Nama Ibu',
    'Nama Wali Murid',
    'Nama Orang Tua/Wali',
    'Nama Petugas Entri',
    'Nama Penginput',
    'Nama Enumerator',
    'Nama Kegiatan',
    'Nama Alergi',
    'Nama Panggilan',
    'Nama Depan',
    'Nama / NRP',
    'Nama, Pangkat, NRP',
    'School Name',
  ])('not %s', (heading) => {
    expect(search(sheet(['NIK', heading, 'Tgl Lahir'], ...rows(people))).kind).not.toBe('found');
  });

  test('not where one name stands in every row, or numbers do', () => {
    expect(
      search(sheet(['NIK', 'Nama UKM', 'Tgl Lahir'], ...rows(['Al Huda', 'Al Huda', 'Al Huda', 'Al Huda']))).kind,
    ).toBe('none');
    expect(search(sheet(['NIK', 'Nama UKM', 'Tgl Lahir'], ...rows(['10021', '10022', '10023', '10024']))).kind).toBe(
      'none',
    );
  });

  test('not one of two', () => {
    expect(search(sheet(['NIK', 'Nama WBP', 'Nama Napi', 'Tgl Lahir'], PERSON)).kind).toBe('none');
  });

  test('not beside the name itself, nor beside what a person has said', () => {
    expect(header(sheet(['NIK', 'Nama', 'Nama Kelompok WBP'])).columns.name).toBe(1);
    expect(header(sheet(['NIK', 'Nama WBP', 'Kode']), { Kode: 'name' }).columns.name).toBe(2);
    expect(search(sheet(['NIK', 'Nama WBP']), { 'Nama WBP': 'none' }).kind).toBe('none');
  });
});

describe('a name in several columns', () => {
  const headings = ['NIK', 'Nama Depan', 'Nama Tengah', 'Nama Belakang', 'Tgl Lahir'];

  test.each([
    [headings, ['Nama Depan', 'Nama Tengah', 'Nama Belakang']],
    [
      ['NIK', 'First Name', 'Last Name', 'Tgl Lahir'],
      ['First Name', 'Last Name'],
    ],
    [
      ['NIK', 'Surname', 'Given Names', 'Tgl Lahir'],
      ['Surname', 'Given Names'],
    ],
  ])('%j: asked', (all, parts) => {
    expect(search(sheet(all, PERSON))).toMatchObject({
      kind: 'unsure',
      guesses: parts.map((heading) => ({ heading, field: 'name' })),
    });
  });

  test('read as one once a person has said so, from left to right', () => {
    const found = header(sheet(headings), { 'nama belakang': 'name', 'nama depan': 'name' });
    expect([found.columns.name, found.names, found.ignored]).toEqual([1, [1, 3], ['Nama Tengah']]);
  });

  test('beside a whole name they are nothing', () => {
    expect(header(sheet(['NIK', 'Nama', 'Nama Depan'])).columns.name).toBe(1);
  });
});
