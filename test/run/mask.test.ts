import { describe, expect, it } from 'vitest';
import type { DoseRecord } from '../../src/record/record.ts';
import { masked } from '../../src/run/mask.ts';

const record: DoseRecord = {
  programme: 'covid19',
  participant: {
    nik: '3324011503550001',
    name: 'Siti "Ida" Contoh',
    birthDate: '1955-03-15',
    sex: 'female',
    phone: '+6281234567890',
    address: 'Jl. Contoh 1/2',
  },
  dose: {
    number: 1,
    date: '2021-10-02',
    vaccine: 'coronavac',
    codes: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }],
    site: 'Puskesmas Contoh',
    performer: 'Bidan Contoh',
  },
};

function shown(body: string, url = 'https://registry.example/v1') {
  return masked([{ method: 'POST', url, headers: { 'x-person': body }, body }], [record])[0];
}

describe('personal data in what is shown of a request', () => {
  it.each([
    ['a number', '"nik":"3324011503550001"', '"nik":"‹nik›"'],
    ['a name, as JSON writes it', JSON.stringify({ name: record.participant.name }), '{"name":"‹name›"}'],
    ['a name in capitals', 'SITI "IDA" CONTOH', '‹name›'],
    ['a day, as it is', '1955-03-15', '‹birthDate›'],
    ['a day without hyphens, and inside of the NIK of nobody', '19550315', '‹birthDate›'],
    ['a day as forms write it', '15/03/1955', '‹birthDate›'],
    ['a day with points, and with the month first', '15.03.1955 03/15/1955', '‹birthDate› ‹birthDate›'],
    ['a name, as CSV writes it', '"Siti ""Ida"" Contoh"', '"‹name›"'],
    ['a telephone number, at home and abroad', '081234567890 6281234567890', '‹phone› ‹phone›'],
    ['a text in a form', `address=${encodeURIComponent('Jl. Contoh 1/2')}`, 'address=‹address›'],
    ['the same with a plus for a blank', 'Jl.+Contoh+1%2F2', '‹address›'],
    ['who gave the dose', 'Bidan Contoh', '‹performer›'],
  ])('%s', (_, body, hidden) => {
    expect(shown(body)).toMatchObject({ body: hidden, headers: { 'x-person': hidden } });
  });

  it('stands in an address too', () => {
    expect(shown('', 'https://registry.example/Patient?identifier=nik%7C3324011503550001')?.url).toBe(
      'https://registry.example/Patient?identifier=nik%7C‹nik›',
    );
  });

  it('is not what is of many: the dose, the site, the sex', () => {
    const body = 'female coronavac 2021-10-02 Puskesmas Contoh';
    expect(shown(body)?.body).toBe(body);
  });
});
