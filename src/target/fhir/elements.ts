/**
 * Which of our fields an element of FHIR R4 is, by the paths that servers write: FHIRPath
 * (`Bundle.entry[1].resource.ofType(Immunization).lotNumber`), HAPI's (`Bundle.entry[1].resource/*Immunization/null* /`),
 * XPath (`/f:Immunization/f:lotNumber`). PURE.
 */
import type { Field } from '../../record/table/fields.ts';

/** By the name of the element; the one furthest to the right that is known counts. */
const MEANT: Readonly<Record<string, Field>> = {
  name: 'name',
  birthDate: 'birthDate',
  gender: 'sex',
  telecom: 'phone',
  address: 'address',
  postalCode: 'postalCode',
  vaccineCode: 'vaccine',
  occurrence: 'date',
  occurrenceDateTime: 'date',
  lotNumber: 'lot',
  expirationDate: 'expirationDate',
  location: 'site',
  performer: 'performer',
  doseNumber: 'dose',
  doseNumberPositiveInt: 'dose',
  protocolApplied: 'dose',
  series: 'vaccine',
  targetDisease: 'vaccine',
  patient: 'nik',
};

/** The field of the sheet that a path ends in; undefined where it is none (a whole resource, an element of ours). */
export function fieldAt(path: string): Field | undefined {
  const words = path.split(/[^A-Za-z]+/);
  const at = words.findLastIndex((word) => Object.hasOwn(MEANT, word) || word === 'identifier');
  const word = words[at] ?? '';
  if (word !== 'identifier') return MEANT[word];
  // Of a person; that of a dose is the key, which stands in no column.
  if (words.includes('performer')) return 'performerNik';
  return words.includes('Immunization') && !words.includes('patient') ? undefined : 'nik';
}

/** The entry of the bundle that a path names (`entry[1]`, `entry/1`), counted from 0. */
export function entryAt(path: string): number | undefined {
  const digits = /\bentry(?:\[|\/|\.)(\d{1,6})\b/.exec(path)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
