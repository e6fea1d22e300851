import { describe, expect, test } from 'vitest';
import { checkRecord } from '../../src/sandbox/record-check.ts';
import { record } from './help.ts';

const TODAY = '2021-10-03';
const codes = (content: object) => checkRecord({ ...content }, TODAY).map(({ field, code }) => `${field} ${code}`);

describe('records that are stored', () => {
  test.each([
    ['the least there can be', {}, {}],
    [
      'everything there can be',
      { phone: '+6281234567890', address: 'Jl. Contoh 1', category: 'Lansia' },
      { codes: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }] },
    ],
    ['no codes at all', {}, { codes: [] }],
    ['a second booster', {}, { number: 4 }],
    ['today', {}, { date: TODAY }],
    ['born on the leap day', { birthDate: '1956-02-29' }, {}],
    ['vaccinated on the day of birth', { birthDate: '2021-10-02' }, {}],
    ['a vaccine of the mapping file', {}, { vaccine: 'vaksin-2030' }],
  ])('%s', (_, participant, dose) => {
    expect(codes(record(1, { participant, dose }))).toEqual([]);
  });
});

describe('records that are refused', () => {
  test.each<[string, object, object, string]>([
    ['NIK as a number', { nik: 999_901_550_355_000 }, {}, 'nik NIK_FORMAT'],
    ['NIK with 15 digits', { nik: '999901550355000' }, {}, 'nik NIK_FORMAT'],
    ['no NIK', { nik: undefined }, {}, 'nik NIK_FORMAT'],
    ['a name of blanks', { name: '  ' }, {}, 'name REQUIRED'],
    ['born on 30 February', { birthDate: '1955-02-30' }, {}, 'birthDate DATE_FORMAT'],
    ['born on 29 February 1900', { birthDate: '1900-02-29' }, {}, 'birthDate DATE_FORMAT'],
    ['born as an Indonesian writes it', { birthDate: '15-03-1955' }, {}, 'birthDate DATE_FORMAT'],
    ['born tomorrow', { birthDate: '2021-10-04' }, { date: TODAY }, 'birthDate DATE_RANGE'],
    ['born in 1855', { birthDate: '1855-03-15' }, {}, 'birthDate DATE_RANGE'],
    ['sex as the sheet has it', { sex: 'P' }, {}, 'sex SEX_UNKNOWN'],
    ['phone with its zero', { phone: '081234567890' }, {}, 'phone PHONE_FORMAT'],
    ['NIK of the mother as a number', { motherNik: 3324015505209001 }, {}, 'motherNik NIK_FORMAT'],
    ['passport with a blank', { passport: 'C 7654321' }, {}, 'passport DOCUMENT_FORMAT'],
    ['stay permit with a dash', { kitas: '2C11JE1234-T' }, {}, 'kitas DOCUMENT_FORMAT'],
    ['country in words', { nationality: 'Indonesia' }, {}, 'nationality COUNTRY_FORMAT'],
    ['postal code of four digits', { postalCode: '5136' }, {}, 'postalCode POSTAL_CODE_FORMAT'],
    ['an empty village', { village: '' }, {}, 'village TEXT_FORMAT'],
    ['expiry date as a clerk writes it', {}, { expirationDate: '31/12/2022' }, 'expirationDate DATE_FORMAT'],
    ['no name of the vaccinator', {}, { performer: ' ' }, 'performer TEXT_FORMAT'],
    ['NIK of the vaccinator too short', {}, { performerNik: '332401' }, 'performerNik NIK_FORMAT'],
    ['an empty address', { address: '' }, {}, 'address TEXT_FORMAT'],
    ['a category that is null', { category: null }, {}, 'category TEXT_FORMAT'],
    ['dose 0', {}, { number: 0 }, 'dose DOSE_RANGE'],
    ['dose 5', {}, { number: 5 }, 'dose DOSE_RANGE'],
    ['dose as text', {}, { number: '1' }, 'dose DOSE_RANGE'],
    ['dose one and a half', {}, { number: 1.5 }, 'dose DOSE_RANGE'],
    ['a day that does not exist', {}, { date: '2021-09-31' }, 'date DATE_FORMAT'],
    ['with a time', {}, { date: '2021-10-02T00:00:00Z' }, 'date DATE_FORMAT'],
    ['vaccinated tomorrow', {}, { date: '2021-10-04' }, 'date DATE_FUTURE'],
    ['vaccinated before birth', { birthDate: '2021-09-01' }, { date: '2021-08-31' }, 'date DATE_BEFORE_BIRTH'],
    ['vaccine in capitals', {}, { vaccine: 'Sinovac' }, 'vaccine VACCINE_FORMAT'],
    ['a code without a system', {}, { codes: [{ code: '511' }] }, 'vaccine CODES_FORMAT'],
    ['an empty lot', {}, { lot: '' }, 'lot TEXT_FORMAT'],
    ['a site of 201 letters', {}, { site: 'x'.repeat(201) }, 'site TEXT_FORMAT'],
    ['a lot that the server does not know', {}, { lot: 'LOT-TIDAK-DIKENAL-7' }, 'lot LOT_UNKNOWN'],
    ['a lot that was recalled', {}, { lot: 'lot-ditarik 12' }, 'lot LOT_RECALLED'],
    ['a post that is closed', {}, { site: 'Pos-Ditutup Desa Contoh' }, 'site SITE_CLOSED'],
  ])('%s', (_, participant, dose, refusal) => {
    expect(codes(record(1, { participant, dose }))).toEqual([refusal]);
  });

  test('everything that is wrong is said at once', () => {
    expect(codes({ programme: '' })).toHaveLength(8);
  });

  test('no message repeats what the record says', () => {
    const marked = record(1, {
      participant: {
        nik: 'RAHASIA1',
        name: '',
        birthDate: 'RAHASIA2',
        sex: 'RAHASIA3',
        phone: 'RAHASIA4',
        address: ' ',
      },
      dose: { number: 'RAHASIA5', date: 'RAHASIA6', vaccine: 'RAHASIA7', lot: 'LOT-TIDAK-DIKENAL-RAHASIA8' },
    });
    const refusals = checkRecord(marked, TODAY);
    expect(refusals.length).toBeGreaterThan(8);
    expect(JSON.stringify(refusals)).not.toContain('RAHASIA');
  });
});
