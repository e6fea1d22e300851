/** Numbers that somebody is asked for with, and where they stand in rows that could not be read. */
import { expect, it } from 'vitest';
import { askedIdentity } from '../../../src/record/fields/asked-identity.ts';
import { numberSought } from '../../../src/record/fields/number-in-text.ts';

const NIK = '3324011708450001';

it.each([
  ['nik', NIK, NIK],
  ['nik', ' 3324 0117 0845 0001 ', NIK],
  ['nik', '332401170845000', undefined],
  ['nik', '3.32E+15', undefined],
  ['nik', '', undefined],
  ['passport', 'IN C7654321', 'passport:IN:C7654321'],
  ['passport', 'India: c7654321', 'passport:IN:C7654321'],
  ['passport', 'Arab Saudi, X1234567', 'passport:SA:X1234567'],
  ['passport', 'C7654321', undefined],
  ['passport', 'ID C7654321', undefined],
  ['kitas', '2C11JE1234-T', 'kitas:2C11JE1234T'],
] as const)('as %s, %s is %s', (kind, typed, identity) => {
  expect(askedIdentity(kind, typed)).toBe(identity);
});

it.each([
  [NIK, 'exact'],
  ["'3324 0117 0845 0001", 'exact'],
  ['3324.0117.0845.0001', 'exact'],
  ['NIK 3324011708450001 / HP 081020000001', 'exact'],
  ['３３２４０１１７０８４５０００１', 'exact'],
  ['33240117\n08450001', 'exact'],
  [`${NIK}7`, 'near'],
  [NIK.slice(1), 'near'],
  ['3324011708450002', 'near'],
  ['3324011708540001', 'near'],
  ['3324011708450022', 'none'],
  [`12${NIK}34`, 'none'],
  ['081020000001', 'none'],
])('%s: %s', (cell, how) => {
  const text = JSON.stringify({ cells: ['Budi', cell, ''] });
  const sought = numberSought(NIK);
  expect(sought.isIn(text) ? 'exact' : sought.isNearlyIn(text) ? 'near' : 'none').toBe(how);
});
