import { describe, expect, test } from 'vitest';
import { matchHeading, namesOf } from '../../../src/record/header/match-heading.ts';
import { SYNONYMS } from '../../../src/record/header/synonyms.ts';
import type { Field } from '../../../src/record/problems.ts';
import { PLAIN } from '../headings.ts';

/** Headings of wide sheets: [heading, field, dose]. */
const OF_A_DOSE: readonly (readonly [string, Field, number])[] = [
  ['Tgl Vaksin 1', 'date', 1],
  ['tgl vaksin kedua', 'date', 2],
  ['tgl_vaksin_pertama', 'date', 1],
  ['tglVaksin2', 'date', 2],
  ['Tanggal Vaksinasi Dosis 1', 'date', 1],
  ['Tgl Vaksin ke-2', 'date', 2],
  ['Tgl Vaksin II', 'date', 2],
  ['Dosis 1 Tanggal', 'date', 1],
  ['Tanggal Dosis Pertama', 'date', 1],
  ['dose_1_date', 'date', 1],
  ['2nd dose date', 'date', 2],
  ['Tgl Vaksin Booster', 'date', 3],
  ['Tanggal Booster 2', 'date', 4],
  ['Tgl Dosis 3 (Booster)', 'date', 3],
  ['dosis 2', 'dose', 2],
  ['DOSIS I', 'dose', 1],
  ['V1', 'dose', 1],
  ['V2', 'dose', 2],
  ['Vaksin 1', 'dose', 1],
  ['Vaksinasi ke-2', 'dose', 2],
  ['Booster', 'dose', 3],
  ['Booster 1', 'dose', 3],
  ['Booster kedua', 'dose', 4],
  ['Dosis Lanjutan', 'dose', 3],
  ['Vaksin Booster', 'dose', 3],
  ['Jenis Vaksin Dosis 1', 'vaccine', 1],
  ['Jenis Vaksin 2', 'vaccine', 2],
  ['Dosis 2 Jenis', 'vaccine', 2],
  ['batch 2', 'lot', 2],
  ['No Batch Dosis 1', 'lot', 1],
  ['No. Batch 1', 'lot', 1],
  ['Faskes Dosis 2', 'site', 2],
  ['Tempat Vaksin 1', 'site', 1],
];

/** Somebody else's, something else's, or not clear: never taken. */
const NONE: readonly string[] = [
  'NIK Ayah Ibu',
  'NIK Ibu Lama',
  'No Paspor Lama',
  'Tgl Kadaluarsa Paspor',
  'Tgl Kadaluarsa Pelarut',
  'Masa Berlaku KITAS',
  'Tempat Lahir Ibu',
  'Kode Pos Kantor',
  'Petugas',
  'PETUGAS ENTRY',
  'Nama Petugas',
  'NIK Petugas',
  'NIP Vaksinator',
  'No HP Vaksinator',
  'Negara',
  '',
  '-',
  '1',
  'NIK Ayah',
  'NIK Ortu',
  'NIK Orang Tua',
  'NIK KK',
  'NIK Kepala Keluarga',
  'NIK Karyawan',
  'NIK Pegawai',
  'NIP',
  'NISN',
  'NIK / No KK',
  'Nama Ibu',
  'Nama Ayah',
  'Nama Orang Tua',
  'Nama KK',
  'Nama Kepala Keluarga',
  'Nama Sekolah',
  'Nama Desa Binaan',
  'Nama dan NIK',
  'Tanggal Lahir Ibu',
  'No HP Ibu',
  'No HP Wali',
  'No. HP Petugas',
  'Tanggal Entry',
  'Tanggal Rencana Vaksin 2',
  'Jadwal Vaksin Kedua',
  'Tgl Kembali',
  'Status Vaksin',
  'Status Dosis 1',
  'KIPI Dosis 1',
  'Umur saat dosis 1',
  'Jarak dosis 1 ke 2',
  'Jumlah Dosis',
  'Jumlah vaksin',
  'Alergi vaksin',
  'Peserta Vaksin',
  'No Tiket Vaksin',
  'Puskesmas Asal',
  'Email',
  'Keterangan',
  'KET',
  'Hamil/Menyusui',
  'Riwayat Kesehatan (komorbid)',
  'Tekanan darah',
  'JANUARI_TANGGALUKUR',
  'SITI AMINAH',
  'Sinovac',
  '3324011708450001',
];

describe('matchHeading', () => {
  for (const [field, headings] of Object.entries(PLAIN)) {
    test.each(headings)(`%s is ${field}`, (heading) => {
      const match = matchHeading(heading);
      expect([match?.field, match?.dose]).toEqual([field, undefined]);
    });
  }
  test.each(OF_A_DOSE)('%s is %s of dose %i', (heading, field, dose) => {
    const match = matchHeading(heading);
    expect([match?.field, match?.dose]).toEqual([field, dose]);
  });
  test.each(SYNONYMS.filter(({ field }) => field !== 'rowNumber'))(
    'every name of $field in the table is its own',
    ({ field, tiers, alone = '' }) => {
      for (const words of [...tiers, alone].flatMap(namesOf))
        expect([words.join(' '), matchHeading(words.join(' '))?.field]).toEqual([words.join(' '), field]);
    },
  );

  test.each(NONE)('%j is no field of ours', (heading) => {
    expect(matchHeading(heading)).toBeUndefined();
  });

  test('an exact synonym is stronger than one inside a longer heading, a first choice stronger than a second', () => {
    const strength = (heading: string) => matchHeading(heading)?.strength ?? 0;
    expect(strength('NIK')).toBeGreaterThan(strength('NIK Balita'));
    expect(strength('Nama Faskes')).toBeGreaterThan(strength('Kode Faskes'));
    expect(strength('Tempat Vaksinasi')).toBeGreaterThan(strength('Puskesmas'));
    expect(strength('Alamat')).toBeGreaterThan(strength('Dusun'));
    expect(strength('No KTP')).toBe(strength('NIK'));
  });
});
