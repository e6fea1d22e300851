/** What was confirmed of headings, form by form, and is used silently the next time. Pure. */
import type { HeaderForm } from '../record/header/columns.ts';
import type { KnownForms, Meanings } from '../record/header/form.ts';
import { countDigits } from '../record/words/count-digits.ts';

/** One form that is known. */
export interface Mapping {
  /** See record/header/form.ts. */
  readonly signature: string;
  /** The base name of the file in which it was confirmed, for people. */
  readonly file: string;
  /** Epoch milliseconds. */
  readonly confirmed: number;
  /** As the sheet had the headings. */
  readonly columns: Meanings;
}

/**
 * So many digits in a heading may be somebody's number, whatever they do there: it is not written down, and asked about
 * again.
 */
const DIGITS_OF_A_NUMBER = 6;

export function knownForms(mappings: readonly Mapping[]): KnownForms {
  return new Map(mappings.map(({ signature, columns }) => [signature, columns]));
}

/** The mappings with what was said of this form; the same array when nothing is new. */
export function withForm(
  mappings: readonly Mapping[],
  { signature, told, byLetter }: Pick<HeaderForm, 'signature' | 'told' | 'byLetter'>,
  { file, now }: { readonly file: string; readonly now: number },
): readonly Mapping[] {
  const columns = new Map(
    [...told].filter(([heading]) => countDigits(heading) < DIGITS_OF_A_NUMBER && !byLetter?.has(heading)),
  );
  if (columns.size === 0) return mappings;
  const before = mappings.find((mapping) => mapping.signature === signature);
  if (before && isSame(before.columns, columns)) return mappings;
  return [...mappings.filter((mapping) => mapping !== before), { signature, file, confirmed: now, columns }];
}

function isSame(a: Meanings, b: Meanings): boolean {
  return a.size === b.size && [...a].every(([heading, meaning]) => b.get(heading) === meaning);
}
