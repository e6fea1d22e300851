/**
 * A batch as FHIR R4 Bundles, one a line (NDJSON): a transaction for each person, which creates the patient where the
 * server has none and each dose once. PURE.
 */
import { findIdentity } from '../../record/identity.ts';
import { doseIdentifier, identifierQuery, type PersonSystems, personIdentifier } from '../fhir/identifiers.ts';
import { type ImmunizationOptions, immunizationOf } from '../fhir/immunization.ts';
import { patientOf } from '../fhir/patient.ts';
import type { Consignment } from '../target.ts';

/** As the `fhir` target has them where nothing else is configured. */
const SYSTEMS: PersonSystems = {
  nik: 'https://fhir.kemkes.go.id/id/nik',
  passport: 'https://fhir.kemkes.go.id/id/paspor',
  kitas: 'https://fhir.kemkes.go.id/id/kitas',
};
const OPTIONS: ImmunizationOptions = {
  nikSystem: SYSTEMS.nik,
  codeSystems: {},
  targetDiseases: {},
  locations: {},
  primarySource: true,
};

export function fhirLinesOf(consignments: readonly Consignment[]): Buffer {
  const people = new Map<string, Consignment[]>();
  for (const one of consignments) {
    const identity = findIdentity(one.record.participant) ?? one.key;
    people.set(identity, [...(people.get(identity) ?? []), one]);
  }
  return Buffer.from([...people].map(([identity, doses]) => `${JSON.stringify(bundleOf(identity, doses))}\n`).join(''));
}

function bundleOf(identity: string, doses: readonly Consignment[]): Readonly<Record<string, unknown>> {
  const identifier = personIdentifier(identity, SYSTEMS);
  const first = doses[0] as Consignment;
  // A server may put its own id wherever one of these stands, and so none may be the value of an identifier.
  const within = (key: string, kind: string): string => `urn:uuid:${kind}${key.slice(kind.length)}`;
  const patient = within(first.key, '00000000');
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: patient,
        resource: patientOf(first.record.participant, identifier),
        request: { method: 'POST', url: 'Patient', ifNoneExist: identifierQuery([identifier]) },
      },
      ...doses.map(({ key, record }) => ({
        fullUrl: within(key, '00000001'),
        resource: { ...immunizationOf(record, key, OPTIONS), patient: { reference: patient } },
        request: { method: 'POST', url: 'Immunization', ifNoneExist: identifierQuery([doseIdentifier(key)]) },
      })),
    ],
  };
}
