import { describe, expect, it } from 'vitest';
import { canonicalRecord } from '../../../src/record/key.ts';
import type { DoseRecord } from '../../../src/record/record.ts';
import { DOSE_PROPERTIES, FIELDS, PARTICIPANT_PROPERTIES } from '../../../src/record/table/fields.ts';
import { fieldMeant, wireRecord } from '../../../src/target/json/wire-record.ts';
import { inventedRecord } from '../../support/consignments.ts';

/** A record that has every field there is. */
function wholeRecord(): DoseRecord {
  const { participant, dose } = inventedRecord(1);
  const filled = (of: object, names: readonly { readonly name: string }[]): object =>
    Object.fromEntries(names.map(({ name }) => [name, (of as Record<string, unknown>)[name] ?? `x-${name}`]));
  return {
    programme: 'covid19',
    participant: filled(participant, PARTICIPANT_PROPERTIES),
    dose: filled(dose, DOSE_PROPERTIES),
  } as DoseRecord;
}

describe('a record on the wire', () => {
  it.each([
    ['with what is required', inventedRecord(1)],
    ['with every field there is', wholeRecord()],
  ])(
    '%s is the bytes that earlier versions sent: what is in doubt can be sent again under its key',
    (_what, record) => {
      expect(wireRecord('k1', record)).toBe(`{"key":"k1",${canonicalRecord(record).slice(1)}`);
    },
  );
});

describe('the field that the API means', () => {
  it.each(FIELDS.filter((field) => field !== 'dose'))('%s by our name', (field) => {
    expect(fieldMeant(field)).toBe(field);
  });
  it.each<[path: string, field: string | undefined]>([
    ['dose', 'dose'],
    ['number', 'dose'],
    ['/records/0/dose/number', 'dose'],
    ['#/participant/birthDate', 'birthDate'],
    ['participant.nik', 'nik'],
    ["records[2]['lot']", 'lot'],
    ['dose.codes', 'vaccine'],
    ['birth_date', 'birthDate'],
    ['Records[0].Participant.BirthDate', 'birthDate'],
    ['/data/attributes/expiration-date', 'expirationDate'],
    ['mother_nik', 'motherNik'],
    ['$.dose.date', 'date'],
    ['date_of_birth', undefined],
    ['site_name', undefined],
    ['NIK', 'nik'],
    ['key', undefined],
    ['programme', undefined],
    ['constructor', undefined],
    ['', undefined],
    ['Encounter.serviceProvider', undefined],
  ])('%s', (path, field) => {
    expect(fieldMeant(path)).toBe(field);
  });
});
