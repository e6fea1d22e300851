/** A record that somebody else has written down: it is one of ours to the last property, or it is none. PURE. */
import { findIdentity } from '../record/identity.ts';
import type { Coding, DoseRecord } from '../record/record.ts';
import { DOSE_PROPERTIES, PARTICIPANT_PROPERTIES, type Property } from '../record/table/fields.ts';

/** Longer than any value of a sheet that is taken. */
const MOST_CHARACTERS = 2_000;

/** It says more than this version knows: a later one will understand it, and nothing of it may be dropped. */
export class SaysMore extends Error {}

/** @throws SaysMore; Error of what is no record at all. */
export function recordIn(value: unknown): DoseRecord {
  const { programme, participant, dose, ...others } = objectIn(value);
  if (Object.keys(others).length > 0) throw new SaysMore('an unknown part of a record');
  if (typeof programme !== 'string' || !/^[a-z0-9][a-z0-9-]*$/.test(programme)) throw new Error('no programme');
  checkProperties(participant, PARTICIPANT_PROPERTIES);
  checkProperties(dose, DOSE_PROPERTIES);
  if (findIdentity(participant as DoseRecord['participant']) === undefined) throw new Error('nobody');
  return { programme, participant, dose } as DoseRecord;
}

function checkProperties(of: unknown, properties: readonly Property[]): void {
  const values = objectIn(of);
  if (Object.keys(values).some((name) => !properties.some((property) => property.name === name)))
    throw new SaysMore('an unknown property');
  for (const { name, kind, need } of properties) {
    const value = values[name];
    if (value === undefined && need !== 'required') continue;
    if (!isOfKind(value, kind)) throw new Error('a value of another kind');
  }
}

/** Kinds of field that stand in the natural key, whose parts a bar or a colon keeps apart. */
const IN_KEYS: ReadonlySet<Property['kind']> = new Set(['nik', 'passport', 'stayPermit', 'country', 'series']);

function isOfKind(value: unknown, kind: Property['kind']): boolean {
  if (kind === 'codes') return Array.isArray(value) && value.every(isCoding);
  if (kind === 'doseNumber') return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) < 100;
  if (typeof value !== 'string' || value === '' || value.length > MOST_CHARACTERS) return false;
  return !IN_KEYS.has(kind) || /^[^|:]+$/.test(value);
}

function isCoding(value: unknown): value is Coding {
  const { system, code } = objectIn(value);
  return typeof system === 'string' && typeof code === 'string';
}

function objectIn(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new Error('no object');
}
