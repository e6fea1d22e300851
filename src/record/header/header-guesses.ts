/** Which headings of a header probably name a field that has no column, and which of these a person must confirm. */

import type { Field } from '../problems.ts';
import type { Guess } from './columns.ts';
import { guessHeading } from './guess-heading.ts';
import type { Candidate } from './header-candidates.ts';
import { placeOf } from './header-columns.ts';
import { namesPart } from './name-parts.ts';

/** Without these a row is kept back, or a dose is not seen. */
export const NEEDED: ReadonlySet<Field> = new Set<Field>(['nik', 'name', 'birthDate', 'dose', 'date', 'vaccine']);

/**
 * Whether nothing may be read before a person has confirmed the guess: rows would be kept back without the column, or a
 * value from above the table would stand in for what the column says. The others a record can do without; they are left
 * unread, and that is said.
 */
export function isNeeded({ field }: Guess, defaults: Readonly<Partial<Record<Field, string>>>): boolean {
  return NEEDED.has(field) || defaults[field] !== undefined;
}

/**
 * The likeliest heading for each field, or field of a dose, that no heading names. What a person has explained is not
 * guessed at.
 */
export function openGuesses({ headings, names, found, told }: Candidate): Guess[] {
  const taken = new Set(found.flatMap(({ match }) => [match.field, placeOf(match)]));
  const used = new Set(found.map(({ index }) => index));
  const open = new Map<string, Guess & { readonly mistakes: number }>();
  for (const [index, heading] of headings.entries()) {
    if (heading === '' || used.has(index) || told.has(heading)) continue;
    const guess = guessHeading(names[index] ?? heading);
    if (!guess || taken.has(placeOf(guess))) continue;
    const before = open.get(placeOf(guess));
    if (!before || guess.mistakes < before.mistakes) open.set(placeOf(guess), { ...guess, heading });
  }
  const parts = taken.has('name')
    ? []
    : headings.filter((heading, index) => namesPart(names[index] ?? heading) && !told.has(heading));
  if (parts.length > 0) open.delete('name');
  const guesses = Array.from(open.values(), ({ heading, field, dose }) => ({
    heading,
    field,
    ...(dose === undefined ? {} : { dose }),
  }));
  return [...guesses, ...parts.map((heading): Guess => ({ heading, field: 'name' }))];
}
