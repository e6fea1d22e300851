/** The flags of the command line that confirm a guess. */
import type { Guess } from './columns.ts';
import type { Meaning } from './form.ts';

export function mapFlags(guesses: readonly Guess[]): string {
  return guesses.map(({ heading, field }) => mapFlag(heading, field)).join(' ');
}

/** Any shell takes it as it is: characters that mean something there mean nothing in a heading. */
export function mapFlag(heading: string, field: Meaning): string {
  const plain = heading.replace(/["'`$\\!%^\p{Cc}\s]+/gu, ' ').trim();
  return `--map "${plain}=${field}"`;
}
