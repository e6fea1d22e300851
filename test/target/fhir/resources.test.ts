import { describe, expect, it } from 'vitest';
import type { DoseRecord } from '../../../src/record/record.ts';
import { clean } from '../../../src/target/fhir/clean.ts';
import { type ImmunizationOptions, immunizationOf } from '../../../src/target/fhir/immunization.ts';
import { patientOf } from '../../../src/target/fhir/patient.ts';
import { inventedConsignments, inventedRecord } from '../../support/consignments.ts';

const KEY = inventedConsignments(1)[0]?.key ?? '';
const OPTIONS: ImmunizationOptions = {
  nikSystem: 'https://fhir.kemkes.go.id/id/nik',
  codeSystems: {},
  targetDiseases: {},
  locations: {},
  primarySource: true,
};
const PLAIN = inventedRecord(1);
const FULL: DoseRecord = {
  programme: 'rutin',
  participant: {
    ...PLAIN.participant,
    phone: '+6281234567890',
    address: 'Jl. Pemuda 1',
    village: 'Bugangin',
    postalCode: '51311',
  },
  dose: {
    ...PLAIN.dose,
    series: 'polio',
    number: 2,
    codes: [
      { system: 'CVX', code: '511' },
      { system: 'desa', code: '7' },
      { system: 'http://sys-ids.kemkes.go.id/kfa', code: '93004035' },
    ],
    lot: '20210\u0007101',
    expirationDate: '2022-12-31',
    site: 'Puskesmas Kendal 1',
    performer: 'Bidan Rahayu',
    performerNik: '3324015708800002',
  },
};
const written = (value: object): unknown => JSON.parse(JSON.stringify(value));
const patient = ({ participant }: DoseRecord) =>
  written(patientOf(participant, { system: OPTIONS.nikSystem, value: '3324011708450001' }));
const dose = (record: DoseRecord, options: Partial<ImmunizationOptions> = {}) =>
  written(immunizationOf(record, KEY, { ...OPTIONS, ...options }));

describe('a participant as a Patient', () => {
  it('of what every sheet has', () => {
    expect(patient(PLAIN)).toEqual({
      resourceType: 'Patient',
      identifier: [{ system: OPTIONS.nikSystem, value: '3324011708450001' }],
      name: [{ text: PLAIN.participant.name }],
      gender: 'male',
      birthDate: '1970-08-17',
    });
  });

  it('of all that a sheet can have', () => {
    expect(patient(FULL)).toMatchObject({
      telecom: [{ system: 'phone', value: '+6281234567890' }],
      address: [{ text: 'Jl. Pemuda 1', postalCode: '51311' }],
    });
  });
});

describe('a dose as an Immunization', () => {
  it('of what every sheet has', () => {
    expect(dose(PLAIN)).toEqual({
      resourceType: 'Immunization',
      identifier: [{ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${KEY}` }],
      status: 'completed',
      vaccineCode: { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '511' }], text: 'coronavac' },
      occurrenceDateTime: '2021-10-02',
      primarySource: true,
      protocolApplied: [
        {
          targetDisease: [{ coding: [{ system: 'http://snomed.info/sct', code: '840539006' }] }],
          doseNumberPositiveInt: 1,
        },
      ],
    });
  });

  it('of all that a sheet can have, with the words of the configuration', () => {
    const options = {
      codeSystems: { desa: 'https://desa.example/codes' },
      targetDiseases: { polio: 'http://snomed.info/sct|398102009' },
      locations: { 'Puskesmas Kendal 1': 'Location/12' },
      primarySource: false,
    };
    expect(dose(FULL, options)).toMatchObject({
      primarySource: false,
      vaccineCode: {
        coding: [
          { system: 'http://hl7.org/fhir/sid/cvx', code: '511' },
          { system: 'https://desa.example/codes', code: '7' },
          { system: 'http://sys-ids.kemkes.go.id/kfa', code: '93004035' },
        ],
      },
      lotNumber: '20210 101',
      expirationDate: '2022-12-31',
      location: { reference: 'Location/12', display: 'Puskesmas Kendal 1' },
      performer: [
        {
          actor: {
            type: 'Practitioner',
            identifier: { system: OPTIONS.nikSystem, value: '3324015708800002' },
            display: 'Bidan Rahayu',
          },
        },
      ],
      protocolApplied: [
        {
          series: 'polio',
          targetDisease: [{ coding: [{ system: 'http://snomed.info/sct', code: '398102009' }] }],
          doseNumberPositiveInt: 2,
        },
      ],
    });
  });

  it('says nothing of the disease where nobody said which one it is', () => {
    expect(dose(FULL)).toMatchObject({ protocolApplied: [{ series: 'polio', doseNumberPositiveInt: 2 }] });
    expect(JSON.stringify(dose(FULL))).not.toContain('targetDisease');
  });

  it('a vaccine without codes is a text', () => {
    expect(dose({ ...PLAIN, dose: { ...PLAIN.dose, codes: [] } })).toMatchObject({
      vaccineCode: { text: 'coronavac' },
    });
  });
});

describe('texts for FHIR', () => {
  it.each([
    ['a bell in a lot', 'A\u0007B', 'A B'],
    ['NUL, which PostgreSQL refuses', '\u0000AB\u0000', 'AB'],
    ['a line break from Excel', 'AB\r\n12', 'AB 12'],
    ['half a character', 'A\ud83d', 'A'],
    ['a whole one', 'A😀', 'A😀'],
    ['nothing but controls', '\u0001\u0002', undefined],
    ['nothing', undefined, undefined],
  ])('%s', (_, text, cleaned) => {
    expect(clean(text)).toBe(cleaned);
  });
});
