/** The number that somebody asks for a person with, as it stands in keys. Pure. */
import { findIdentity } from '../identity.ts';
import { readCountry } from './country.ts';
import { readPassport, readStayPermit } from './documents.ts';
import { readNik } from './nik.ts';

export const IDENTITY_KINDS = ['nik', 'passport', 'kitas'] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/**
 * Undefined where the text is no such number. Read as a cell of a sheet is, so that the number as it was copied from
 * there means the same person; a passport comes with its country, `IN C7654321`.
 */
export function askedIdentity(kind: IdentityKind, text: string): string | undefined {
  const typed = text.trim();
  if (kind === 'nik') return readNik(typed, { emptyNik: 'error', lenientNik: true }).value;
  if (kind === 'kitas') {
    const { value: kitas } = readStayPermit(typed, undefined, 'kitas');
    return kitas === undefined ? undefined : findIdentity({ kitas });
  }
  // A country has no digits, and the number begins with the word that has one.
  const words = typed.split(/[\s:,;/-]/).filter((word) => word !== '');
  const first = words.findIndex((word) => /\d/.test(word));
  if (first < 1) return undefined;
  const [country, number] = [words.slice(0, first).join(' '), words.slice(first).join('')];
  const { value: nationality } = readCountry(country, undefined, 'nationality');
  const { value: passport } = readPassport(number, undefined, 'passport');
  if (nationality === undefined || passport === undefined) return undefined;
  return findIdentity({ nationality, passport });
}
