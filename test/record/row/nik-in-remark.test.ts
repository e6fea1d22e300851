import { describe, expect, test } from 'vitest';
import { headerOf, readings, row } from '../rows.ts';

const HEADER = headerOf(['NIK', 'Nama', 'Tgl Lahir', 'JK', 'Dosis', 'Tgl Vaksin', 'Vaksin', 'Keterangan']);
const codes = (remark: string): string[] => {
  const cells = ['3324011203809003', 'BUDI', '12/03/1980', 'L', '1', '02/10/2021', 'Sinovac', remark];
  return readings(row(cells), HEADER).flatMap(({ problems }) =>
    problems.filter(({ severity }) => severity !== 'warning').map(({ code }) => code),
  );
};

describe('a remark with a NIK', () => {
  test.each([
    'NIK yang benar 3324011203809002',
    'nik sebenarnya: 3324 0112 0380 9002',
    'sesuai KTP 3324.0112.0380.9002',
    'NIK KTP 3324016708550001',
    '3324011203809002',
  ])('another one of this person: %s', (remark) => {
    expect(codes(remark)).toEqual(['NIK_REMARK']);
  });

  test.each([
    'NIK 3324011203809003',
    'NIK ibu 3324015505209001',
    'No KK 3324011203809002',
    'kartu 3324016708550001',
    'resi 9999999999999999',
    'no 33240112038090021',
    '',
  ])('none: %s', (remark) => {
    expect(codes(remark)).toEqual([]);
  });
});
