/** A participant as a Patient of FHIR R4 (4.0.1): PURE. Elements in one fixed order, absent ones left out. */
import type { Participant } from '../../record/record.ts';
import { clean } from './clean.ts';
import type { Identifier } from './identifiers.ts';

export function patientOf(participant: Participant, identifier: Identifier): Readonly<Record<string, unknown>> {
  const { name, sex, birthDate, phone, address, village, postalCode } = participant;
  const where = clean(address) ?? clean(village);
  return {
    resourceType: 'Patient',
    identifier: [{ system: identifier.system, value: identifier.value }],
    name: [{ text: clean(name) }],
    telecom: phone === undefined ? undefined : [{ system: 'phone', value: phone }],
    gender: sex,
    birthDate,
    address: where === undefined && postalCode === undefined ? undefined : [{ text: where, postalCode }],
  };
}
