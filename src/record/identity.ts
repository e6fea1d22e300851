/**
 * By what number a person is known: data, one row a kind. A NIK stands for itself; other numbers bear the name of their
 * kind, so that the text of one kind is never that of another.
 */
import type { Participant } from './record.ts';

interface IdentityKind {
  readonly name: string;
  /** What it is made of; a passport number is one only together with the country that gave it out. */
  readonly fields: readonly (keyof Participant)[];
  /** A person of this country has a NIK, and is known by nothing else (PP 40/2019). */
  readonly notOf?: string;
}

/** In the order in which they are believed: the first that is complete. */
const OTHERS: readonly IdentityKind[] = [
  { name: 'passport', fields: ['nationality', 'passport'], notOf: 'ID' },
  { name: 'kitas', fields: ['kitas'], notOf: 'ID' },
];

/**
 * `3324011708450001`, `passport:IN:C7654321`, `kitas:2C11JE1234T`: the part of the natural key that says who. No field
 * of it holds a `|` or a `:`. Undefined where the person has no such number.
 */
export function findIdentity(participant: Partial<Participant>): string | undefined {
  if (participant.nik !== undefined) return participant.nik;
  for (const { name, fields, notOf } of OTHERS) {
    if (participant.nationality === notOf && notOf !== undefined) continue;
    const values = fields.map((field) => participant[field]);
    if (values.every((value) => value !== undefined)) return [name, ...values].join(':');
  }
  return undefined;
}

/** The same for the participant of a record, who always has one. */
export function identityOf(participant: Participant): string {
  const identity = findIdentity(participant);
  if (identity === undefined) throw new Error('A record without a number of its person.');
  return identity;
}

/** Whether it is a NIK: sixteen digits, of which the date of birth and the sex can be read. */
export function isNik(identity: string): boolean {
  return identity.length === 16 && !identity.includes(':');
}
