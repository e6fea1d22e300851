/**
 * Namesakes: the same comparable name, born on the same day, under different identity numbers. They may be one person.
 * What follows from it is decided at the door (ledger/rules/judge.ts); numbers are never corrected and people never
 * merged.
 */

import { isNik } from '../identity.ts';
import type { IsoDate, Participant } from '../record.ts';
import type { ComparedAs } from '../table/fields.ts';
import { comparableName } from './names.ts';

/**
 * What more entries than these have in common is no name but a slip in a column: nothing follows from it. In a district
 * of 800,000 five is many.
 */
export const MOST_NAMESAKES = 64;

/** What all namesakes have in common; as personal as a name. */
export function namesakeText({ birthDate, name }: Pick<Participant, ComparedAs<'person'>>): string {
  const parts = { birthDate, name: comparableName(name) } satisfies Record<ComparedAs<'person'>, string>;
  return `${parts.birthDate} ${parts.name}`;
}

/**
 * Whether many people have this birthday because theirs is not known: 1 July (Permendagri 19/2010), 31 December (before
 * 2004), and the 15th, when only the month is known. 1 July has 19 times as many people as another day, so that it says
 * 4 bits less: docs/validation.md, DUP_PERSON.
 */
export function isConventionalBirthday(birthDate: IsoDate): boolean {
  const day = birthDate.slice(5);
  return day === '07-01' || day === '12-31' || day.endsWith('-15');
}

/**
 * The numbers that one slip of the fingers makes of this one: a digit replaced (144 of them) or two neighbours
 * exchanged (up to 15). A digit too many or too few is no NIK.
 */
export function nearNiks(nik: string): string[] {
  if (!isNik(nik)) return [];
  const near: string[] = [];
  for (let at = 0; at < nik.length; at++) {
    const [before, digit, after] = [nik.slice(0, at), nik.charAt(at), nik.slice(at + 1)];
    for (const other of '0123456789') if (other !== digit) near.push(`${before}${other}${after}`);
    const next = after.charAt(0);
    if (next !== '' && next !== digit) near.push(`${before}${next}${digit}${after.slice(1)}`);
  }
  return near;
}

/** Whether one slip makes one number of the other: what `nearNiks` lists, for two numbers that are at hand. */
export function areNear(a: string, b: string): boolean {
  if (!isNik(a) || !isNik(b)) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  if (at === a.length || a.length !== b.length) return false;
  if (a.slice(at + 1) === b.slice(at + 1)) return true;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2);
}
