import { describe, expect, it } from 'vitest';
import { load, refusal } from './config-fixture.ts';

const with_ = (line: string): string =>
  ['target:', '  type: fhir', '  url: https://registry.example/fhir', '  fhir:', `    ${line}`].join('\n');
const fhirOf = async (yaml: string) => {
  const { target } = (await load({ yaml })).options;
  return target?.type === 'fhir' ? target.fhir : undefined;
};

describe('a FHIR server in the configuration', () => {
  it('needs its address and nothing else', async () => {
    expect(await fhirOf('target: { type: fhir, url: https://registry.example/fhir }')).toEqual({
      bundle: 'transaction',
      mode: 'create',
      patientSystem: 'https://fhir.kemkes.go.id/id/nik',
      passportSystem: 'https://fhir.kemkes.go.id/id/paspor',
      kitasSystem: 'https://fhir.kemkes.go.id/id/kitas',
      codeSystems: {},
      targetDiseases: {},
      locations: {},
      primarySource: true,
      extra: {},
    });
  });

  it('takes names with dots and blanks, and data of any depth, as the file has them', async () => {
    const yaml = with_(
      'locations: { "Pkm. Kendal 1": Location/12 }\n    extra:\n      Immunization:\n        recorded: "{date}"\n        extension: [{ url: "https://a.example/x", valueString: "{address}" }]',
    );
    expect(await fhirOf(yaml)).toMatchObject({
      locations: { 'Pkm. Kendal 1': 'Location/12' },
      extra: {
        Immunization: { recorded: '{date}', extension: [{ url: 'https://a.example/x', valueString: '{address}' }] },
      },
    });
  });

  it.each([
    ['a system that is no URI', 'patientSystem: nik', 'target.fhir.patientSystem'],
    ['a system that a search takes apart', 'patientSystem: "https://a.example/a,b"', 'target.fhir.patientSystem'],
    ['the same, in another way', 'kitasSystem: "https://a.example/a|b"', 'target.fhir.kitasSystem'],
    ['another form of bundle', 'bundle: collection', 'target.fhir.bundle'],
    ['nobody in a bundle', 'personsPerBundle: 0', 'target.fhir.personsPerBundle'],
    ['a place that is no Location', 'locations: { A: Organization/1 }', 'target.fhir.locations'],
    ['a list for names', 'locations: [Location/1]', 'target.fhir.locations'],
    ['a disease without a system', 'targetDiseases: { polio: "398102009" }', 'target.fhir.targetDiseases'],
    ['elements of another resource', 'extra: { Encounter: { status: x } }', 'target.fhir.extra'],
    ['a place holder that is no field', 'extra: { Patient: { language: "{bahasa}" } }', 'target.fhir.extra'],
  ])('refuses %s', async (_, line, key) => {
    expect(await refusal({ yaml: with_(line) })).toMatchObject({ code: 'CONFIG_VALUE', params: { key } });
  });
});
