import { expect, it } from 'vitest';
import { givenHeading, isRemarkHeading } from '../../../src/record/given/heading.ts';

it.each([
  'Divaksin',
  'Hadir',
  'Status Vaksinasi',
  'Vaksin (Ya/Tidak)',
  'Kehadiran',
  'Attended',
  'Vaccinated',
  'Divaksin (Ya/Tidak)',
  'Hasil Skrining',
  'Hadir/Tidak Hadir',
  'Sudah/Belum',
  'Absensi',
  'Presensi',
  'Status Kehadiran',
  'Sudah Divaksin',
  'Sudah Vaksin?',
  'Layak Vaksin',
  'Lolos Skrining',
  'Disuntik',
  'Status Pelayanan',
  'Immunization Status',
  'status_vaksin',
  'vaccination_status',
  'Was Vaccinated',
  'Hadir (1=ya, 0=tidak)',
  'Vaccinated (Y/N)',
  'Attendance',
  'Dose given',
  'Status Dosis 2',
  'Hadir Dosis 1',
  'Realisasi',
  'Status Imunisasi',
  'Absen',
  'Administered',
  'Record Status',
  'Datang',
  'Vaksinasi (sudah/belum)',
  'Hasil Vaksinasi',
  'Layak/Tidak Layak',
  'Vaksin / Tidak Vaksin',
  'MS/TMS',
  'Jadi Vaksin',
  'Tanda Hadir',
  '✓',
])('is about presence: %s', (heading) => {
  expect(givenHeading(heading, 0)?.kind).toBe('presence');
});

it.each(['Status', 'Hasil', 'Outcome', 'Konfirmasi', 'Cek', 'Ceklis'])('its cells must decide: %s', (heading) => {
  expect(givenHeading(heading, 0)?.kind).toBe('open');
});

it.each([
  'Batal',
  'Tidak Hadir',
  'deleted_at',
  'voided',
  'Tunda',
  'Alasan Tidak Divaksin',
  'Belum Vaksin',
  'date_voided',
  'is_deleted',
  'Cancelled At',
  'Menolak',
  'Tgl Batal',
  'Not vaccinated',
  'deletedAt',
  'Alasan Penundaan',
  'void_reason',
  'Cancel',
  'Refused',
  'Drop Out',
  'TMS',
  'retired',
])('what is filled in takes the row back: %s', (heading) => {
  expect(givenHeading(heading, 0)?.kind).toBe('negative');
});

it.each([
  'Nama',
  'NIK',
  'No',
  'Status Perkawinan',
  'Status Pekerjaan',
  'Petugas',
  'Alamat',
  'Komorbid',
  'TTD',
  'No Urut Kehadiran',
  'Jumlah Hadir',
  'Hasil Swab',
  'Pekerjaan',
  'Kategori',
  'Keterangan',
  'Tgl Vaksin',
  'Jadwal',
  'Rencana',
  'Status Gizi',
  'Riwayat Vaksinasi',
  'Jenis Vaksin',
  'Tanda Tangan',
])('says nothing of the kind: %s', (heading) => {
  expect(givenHeading(heading, 0)).toBeUndefined();
});

it.each<[string, boolean]>([
  ['Keterangan', true],
  ['Alasan', true],
  ['', true],
  ['Status Perkawinan', false],
  ['Alamat', false],
])('holds remarks: "%s" %s', (heading, wanted) => {
  expect(isRemarkHeading(heading)).toBe(wanted);
});

it('knows the dose and the codes that a heading names', () => {
  expect(givenHeading('Status Dosis 2', 3)).toMatchObject({ at: 3, dose: 2, kind: 'presence' });
  expect([...(givenHeading('Hadir (1=ya, 2=tidak)', 0)?.legend ?? [])]).toEqual([
    ['1', 'yes'],
    ['2', 'no'],
  ]);
});
