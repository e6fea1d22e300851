/**
 * A batch as FHIR R4 Bundles, one a line (NDJSON): for each person the very transaction that the `fhir` target would
 * send, with its conditional creates. PURE.
 */
import { transactionOf } from '../fhir/bundles.ts';
import { freeze, thaw, type WritingOptions } from '../fhir/frozen.ts';
import type { Consignment } from '../target.ts';

/** As the `fhir` target has it where nothing is configured. */
const WRITING: WritingOptions = {
  systems: {
    nik: 'https://fhir.kemkes.go.id/id/nik',
    passport: 'https://fhir.kemkes.go.id/id/paspor',
    kitas: 'https://fhir.kemkes.go.id/id/kitas',
  },
  codeSystems: {},
  targetDiseases: {},
  locations: {},
  primarySource: true,
  extra: {},
};

export function fhirLinesOf(consignments: readonly Consignment[]): Buffer {
  const people = thaw({ keys: consignments.map(({ key }) => key), bytes: freeze(consignments, WRITING) });
  return Buffer.from(people.map((person) => `${transactionOf([person], 'create').body}\n`).join(''));
}
