import { describe, expect, test } from 'vitest';
import { guessHeading } from '../../../src/record/header/guess-heading.ts';
import { matchHeading } from '../../../src/record/header/match-heading.ts';
import type { Field } from '../../../src/record/problems.ts';
import { PLAIN } from '../headings.ts';

/** What a clerk's fingers made of a heading: [heading, field, dose]. */
const MISTYPED: readonly (readonly [string, Field, number?])[] = [
  ['Tanggl Lahir', 'birthDate'],
  ['Tanggal Lahirr', 'birthDate'],
  ['Tgl Lhair', 'birthDate'],
  ['Tgl.Lahri', 'birthDate'],
  ['Tempat/Tgl Lhir', 'birthDate'],
  ['NIK Pesrta', 'nik'],
  ['NIK Pserta', 'nik'],
  ['Nomor Induk Kependudukn', 'nik'],
  ['Nma Lengkap', 'name'],
  ['Nama Pesert', 'name'],
  ['Nama Lengakp (sesuai KTP)', 'name'],
  ['Jenis Kelamn', 'sex'],
  ['Jeni Kelamin', 'sex'],
  ['No Telpn', 'phone'],
  ['No. Telepn', 'phone'],
  ['Alamt', 'address'],
  ['Kelurahn', 'village'],
  ['Ktegori', 'category'],
  ['Dosis Kee', 'dose'],
  ['Tgl Vaksinsi', 'date'],
  ['Tgl Pelayann', 'date'],
  ['Tgl Vaksinsi 1', 'date', 1],
  ['tgl_vaksinsi_kedua', 'date', 2],
  ['Jenis Vaksn', 'vaccine'],
  ['Merek Vaksim', 'vaccine'],
  ['Jenis Vaksn Dosis 2', 'vaccine', 2],
  ['No. Batc', 'lot'],
  ['Nomr Batch', 'lot'],
  ['Faskess', 'site'],
  ['Puskemas', 'site'],
  ['Tempat Vaksinsi', 'site'],
];

/** Somebody else's, something else's, too short, or spelled right: no guess is made. */
const TRAPS: readonly string[] = [
  ...[
    'NIK Iby',
    'NIK Ibuu',
    'NIK Ayh',
    'No NIK Ibi',
    'NIK Karyawn',
    'NIK Pegawi',
    'NIK Wal',
    'No KKK',
    'Nomr KK',
    'Kartu Keluargaa',
  ],
  ...[
    'Nama Iby',
    'Nama Ayak',
    'Nama Ortuu',
    'Nama Lengkap Ibi',
    'Nama Petuga',
    'Nama Sekoalh',
    'Nama Istr',
    'Nama Des',
    'Nama Kela',
  ],
  ...[
    'Tgl Entri',
    'Tgl Entyr',
    'Tgl Lahir Iby',
    'Tgl Vaksinator',
    'Tgl Expird',
    'Tgl Kembai',
    'Tgl Rencana Vaksn',
    'No HP Iby',
  ],
  ...['NIP', 'NIL', 'NKI', 'NISN', 'Nam', 'Nma', 'Dosiss', 'Tnggal', 'Jumlah Dosi', 'Status Vaksn', 'Sinovac', ''],
];

/** Headings of somebody and something else, as they stand beside the person's own. */
const NOT_THE_PERSONS: readonly string[] = [
  ...[
    'NIK Ibu',
    'NIK Ayah',
    'NIK Ortu',
    'NIK Orang Tua',
    'NIK KK',
    'NIK Kepala Keluarga',
    'NIK Karyawan',
    'NIK Pegawai',
    'NIK Wali',
  ],
  ...[
    'NIK Suami',
    'No NIK Ibu',
    'No. KTP Ibu',
    'Nomor KTP Ayah',
    'NIP',
    'Nomor NIP',
    'NISN',
    'NIS',
    'NKK',
    'No KK',
    'Nomor KK',
  ],
  ...[
    'NIK / No KK',
    'No KTP Pendaftar',
    'No KTP Pemilik',
    'No KTP Lama',
    'NIK Penerima Kuasa',
    'Nama Lengkap Pendaftar',
    'Nomor Kartu Keluarga',
    'Nomor Induk Pegawai',
    'Nomor Induk Karyawan',
    'Nomor Induk Siswa',
    'Nama dan NIK',
  ],
  ...[
    'Nama Ibu',
    'Nama Ibu Kandung',
    'Nama Ayah',
    'Nama Orang Tua',
    'Nama KK',
    'Nama Kepala Keluarga',
    'Nama Wali',
    'Nama Suami',
  ],
  ...[
    'Nama Istri',
    'Nama Lengkap Ibu',
    'Nama Lengkap Ayah',
    'Nama Petugas',
    'Nama Vaksinator',
    'Nama Dokter',
    'Nama Guru',
    'Nama Sekolah',
  ],
  ...[
    'Nama Faskes',
    'Nama Vaksin',
    'Nama Desa',
    'Nama Dusun',
    'Nama Kelas',
    'Nama Instansi',
    'Nama Panggilan',
    'Tgl Entry',
    'No HP Ibu',
  ],
];

/** Every text that one typing mistake makes of this one: a letter too many, too few, another one, or two exchanged. */
function* mistyped(heading: string): Iterable<string> {
  const text = heading.toLowerCase();
  for (let at = 0; at <= text.length; at++) {
    const [before, after] = [text.slice(0, at), text.slice(at)];
    for (const letter of 'abcdefghijklmnopqrstuvwxyz 1.') {
      yield before + letter + after;
      yield before + letter + after.slice(1);
    }
    yield before + after.slice(1);
    yield before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  }
}

describe('guessHeading', () => {
  test.each(MISTYPED.map(([heading, field, dose]) => ({ heading, field, dose })))(
    '$heading is probably $field',
    ({ heading, field, dose }) => {
      expect(matchHeading(heading)).toBeUndefined();
      const guess = guessHeading(heading);
      expect([guess?.field, guess?.dose]).toEqual([field, dose]);
    },
  );

  test.each(TRAPS)('%j is not guessed at', (heading) => {
    expect(matchHeading(heading)?.field ?? 'kk').toBe('kk');
    expect(guessHeading(heading)).toBeUndefined();
  });

  test.each(Object.entries(PLAIN))('a heading of %s that is spelled right is no guess', (_, headings) => {
    for (const heading of headings) expect(guessHeading(heading)).toBeUndefined();
  });

  test('the fewest mistakes are counted', () => {
    expect(guessHeading('Nama Pesert')?.mistakes).toBe(1);
    expect(guessHeading('Nomr Induk Kependudukn')?.mistakes).toBe(2);
  });
});

/** What a mistyped "NKK" or "Nomor NIP" may rightly become. */
const SPELLS_NIK = new Set(['nik', 'nomornik']);

test.each(NOT_THE_PERSONS)('no single typing mistake makes "%s" the NIK or the name of the person', (heading) => {
  let tried = 0;
  for (const text of mistyped(heading)) {
    tried += 1;
    if (SPELLS_NIK.has(text.replace(/[^a-z]/g, ''))) continue;
    const field = matchHeading(text)?.field ?? guessHeading(text)?.field;
    expect(field === 'nik' || field === 'name' ? `${text} is ${field}` : 'nobody').toBe('nobody');
  }
  expect(tried).toBeGreaterThan(100);
});
