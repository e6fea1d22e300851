import { describe, expect, it } from 'vitest';
import { doseIdentifier, identifierQuery, keyIn, personIdentifier } from '../../../src/target/fhir/identifiers.ts';

const SYSTEMS = {
  nik: 'https://fhir.kemkes.go.id/id/nik',
  passport: 'https://fhir.kemkes.go.id/id/paspor',
  kitas: 'https://fhir.kemkes.go.id/id/kitas',
};
const KEY = '2d1b6f9e-0000-5000-8000-000000000001';

describe('by what people and doses are known', () => {
  it.each([
    ['a NIK', '3324011708450001', SYSTEMS.nik, '3324011708450001'],
    ['a passport with its country', 'passport:IN:C7654321', SYSTEMS.passport, 'IN:C7654321'],
    ['a stay permit', 'kitas:2C11JE1234T', SYSTEMS.kitas, '2C11JE1234T'],
  ])('%s', (_, identity, system, value) => {
    expect(personIdentifier(identity, SYSTEMS)).toEqual({ system, value });
  });

  it('one number of two countries is two people, however the system names the country', () => {
    const named = { ...SYSTEMS, passport: 'http://hl7.org/fhir/sid/passport-{country}' };
    for (const systems of [SYSTEMS, named]) {
      const [a, b] = ['passport:IN:C7654321', 'passport:CN:C7654321'].map((who) =>
        identifierQuery([personIdentifier(who, systems)]),
      );
      expect(a).not.toBe(b);
    }
    expect(personIdentifier('passport:IN:C7654321', named)).toEqual({
      system: 'http://hl7.org/fhir/sid/passport-IN',
      value: 'C7654321',
    });
  });

  it('is asked for percent-encoded, several with a comma between', () => {
    expect(identifierQuery([personIdentifier('3324011708450001', SYSTEMS)])).toBe(
      'identifier=https%3A%2F%2Ffhir.kemkes.go.id%2Fid%2Fnik%7C3324011708450001',
    );
    expect(identifierQuery([doseIdentifier(KEY), doseIdentifier(KEY)])).toBe(
      `identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A${KEY},urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A${KEY}`,
    );
  });

  it.each(['1,2', '1|2', '1$2', '1\\2', ' 1', ''])('%j is no value: servers would take it apart', (value) => {
    expect(() => identifierQuery([{ system: SYSTEMS.nik, value }])).toThrow(/identifier/);
  });

  it('knows its own keys again, in capitals too, and nobody else’s', () => {
    expect(keyIn('urn:ietf:rfc:3986', `urn:uuid:${KEY.toUpperCase()}`)).toBe(KEY);
    expect(keyIn('urn:ietf:rfc:3986', KEY)).toBeUndefined();
    expect(keyIn('https://other.example', `urn:uuid:${KEY}`)).toBeUndefined();
    expect(keyIn(undefined, undefined)).toBeUndefined();
  });
});
