import { expect, it } from 'vitest';
import { matchHeading } from '../../../src/record/header/match-heading.ts';
import { wishesInstead } from '../../../src/record/header/wished-days.ts';
import { headerOf } from '../rows.ts';

const OF_A_DOSE = ['dose', 'date', 'vaccine', 'lot', 'site'];

it.each([
  'Tanggal vaksin yang diinginkan',
  'Tanggal vaksin dipilih',
  'Tgl vaksin yang diminta',
  'Tgl Vaksin yang akan diterima',
  'Jadwal Vaksinasi',
  'Jadwal Vaksin',
  'Rencana Tgl Vaksin',
  'Tgl Rencana Vaksin',
  'Target Vaksinasi',
  'Perkiraan Tgl Vaksin',
  'Tgl Vaksin Diusulkan',
  'Tgl Vaksin Terakhir',
  'Tgl Imunisasi Campak',
  'Jenis vaksin yang diminta',
  'Jenis vaksin pilihan',
  'Preferred vaccination date',
  'Requested Vaccine',
  'Date of vaccination (planned)',
  'Scheduled vaccination date',
  'Dosis yang akan diterima',
  'Dosis terakhir',
  'Dosis berikutnya',
  'Tgl vaksin ditunda sampai',
  'Last vaccination date',
  'Tanggal vaksinasi yang dikehendaki',
  'Tgl vaksin yang cocok',
  'Tanggal Vaksin Polio',
  'Tgl vaksin influenza',
  'Tgl Vaksin Hepatitis B',
  'Appointment date',
  'Booking date',
  'Rencana Tgl Dosis 2',
  'Jadwal Dosis 2',
  'Tgl Dosis 2 yang akan datang',
  'Tgl vaksinasi yg dinginkan',
  'Estimasi tgl vaksin',
  'Expected vaccination date',
  'Lokasi vaksin yang dipilih',
  'Tempat vaksin pilihan',
  'Tanggal Booking Vaksin',
  'Usulan Tanggal Vaksin',
])('is never of a dose: %s', (heading) => {
  expect(OF_A_DOSE).not.toContain(matchHeading(heading)?.field);
});

it.each([
  'Tgl Vaksin',
  'Tanggal Vaksinasi',
  'Tgl Vaksinasi Covid-19',
  'Vaksin yang diberikan',
  'Tanggal pemberian vaksin',
  'Jenis vaksin yang digunakan',
  'Vaccination Date',
  'Date of Vaccination',
  'Tgl Suntik',
  'Tgl Pelaksanaan Vaksinasi',
  'Dosis',
  'Dosis ke',
  'No Batch',
  'Faskes',
  'Tgl Vaksin 2',
  'Tanggal Dosis 1',
  'Tanggal Vaksinasi (dd/mm/yyyy)',
  'Tgl vaksin pertama',
  'Jenis Vaksin',
  'Tempat Vaksinasi',
  'Tgl Vaksin ke-2',
])('is of a dose: %s', (heading) => {
  expect(OF_A_DOSE).toContain(matchHeading(heading)?.field);
});

const PERSON = ['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis'];

it.each<[string, readonly string[], readonly string[]]>([
  ['only a wish', ['Tanggal vaksin yang diinginkan', 'Jenis Vaksin'], ['Tanggal vaksin yang diinginkan']],
  ['only a plan', ['Jadwal Vaksinasi'], ['Jadwal Vaksinasi']],
  ['a plan beside the day', ['Tgl Vaksin', 'Jadwal Vaksinasi'], []],
  ['no day at all', ['Jenis Vaksin'], []],
  ['a day in the column of a dose', ['Dosis 1', 'Jadwal Vaksin Dosis 2'], []],
])('a list of registrations: %s', (_, headings, wanted) => {
  expect(wishesInstead(headerOf([...PERSON.slice(0, headings[0] === 'Dosis 1' ? 4 : 5), ...headings]))).toEqual(wanted);
});
