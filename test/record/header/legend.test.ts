import { expect, test } from 'vitest';
import { decoded, legendOf, withoutLegend } from '../../../src/record/header/legend.ts';
import type { Reading } from '../../../src/record/record.ts';
import { headerOf, number, readings, row } from '../rows.ts';

test.each<[string, Record<string, string>]>([
  ['JK (1=Perempuan, 2=Laki-laki)', { 1: 'Perempuan', 2: 'Laki-laki' }],
  ['JK (1: Laki-laki; 2: Perempuan)', { 1: 'Laki-laki', 2: 'Perempuan' }],
  ['JK (1 Laki-laki 2 Perempuan)', { 1: 'Laki-laki', 2: 'Perempuan' }],
  ['JK 1=L 2=P', { 1: 'L', 2: 'P' }],
  ['JK: 1. Laki-laki, 2. Perempuan', { 1: 'Laki-laki', 2: 'Perempuan' }],
  ['JK (Laki-laki=1, Perempuan=2)', { 1: 'Laki-laki', 2: 'Perempuan' }],
  ['JK (P=Pria / W=Wanita)', { p: 'Pria', w: 'Wanita' }],
  ['JK [0 = Female | 1 = Male]', { 0: 'Female', 1: 'Male' }],
  ['JK\n1. Laki-laki\n2. Perempuan', { 1: 'Laki-laki', 2: 'Perempuan' }],
])('%j', (heading, legend) => {
  expect([Object.fromEntries(legendOf(heading)), withoutLegend(heading)]).toEqual([legend, 'JK']);
});

test.each([
  'No. KK / No. HP',
  'Tgl. Lahir (dd-mm-yyyy)',
  'NIK (16 digit)',
  'Dosis 1: Tanggal',
  'Dosis ke (1/2)',
  'L/P',
  '1. Nama',
])('%j has none', (heading) => {
  expect([legendOf(heading).size, withoutLegend(heading)]).toEqual([0, heading]);
});

const HEADINGS = [
  'NIK',
  'Nama',
  'Tgl Lahir',
  'JK (1=Perempuan, 2=Laki-laki)',
  'Dosis (1=Pertama, 2=Kedua, 3=Booster)',
  'Tgl Vaksin',
  'Jenis Vaksin [1: Sinovac; 2: AstraZeneca]',
];
const header = headerOf(HEADINGS);
const read = (
  sex: Parameters<typeof decoded>[0],
  dose = '1',
  vaccine: Parameters<typeof decoded>[0] = '1',
): Reading | undefined =>
  readings(row(['3324015708450001', 'SITI AMINAH', '17/08/1945', sex, dose, '02/10/2021', vaccine]), header)[0];
const record = (reading: Reading | undefined) =>
  reading?.kind === 'valid'
    ? [reading.record.participant.sex, reading.record.dose.number, reading.record.dose.vaccine]
    : undefined;

test.each<[string, Reading | undefined, unknown[] | undefined]>([
  ['codes', read('1', '3', '2'), ['female', 3, 'astrazeneca']],
  ['number cells', read(number('1'), '2', number('1')), ['female', 2, 'coronavac']],
  ['the words themselves', read('Perempuan', 'Kedua', 'AstraZeneca'), ['female', 2, 'astrazeneca']],
  ['a code that the legend does not have', read('3'), undefined],
  ['a vaccine that the legend does not have', read('1', '1', '5'), undefined],
])('a row with %s', (_, reading, expected) => {
  expect(record(reading)).toEqual(expected);
});

test('a code that stands for nothing is not read as one of our own', () => {
  expect(decoded('2', legendOf('JK (0=Perempuan, 1=Laki-laki)'))).toBe('kode 2');
  expect(decoded('L', legendOf('JK (0=Perempuan, 1=Laki-laki)'))).toBe('L');
});

test('a legend below the heading is one too', () => {
  const below = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis'], ['', '', '', '(1=Perempuan, 2=Laki-laki)', '']);
  expect(Object.fromEntries(below.legends.get(3) ?? [])).toEqual({ 1: 'Perempuan', 2: 'Laki-laki' });
});
