/**
 * What a mistyped heading probably means ("Tangal Lahr", "No. Batc"). A guess is never acted upon: a person confirms
 * it, or the file is refused with it. And it is made only where it can hardly be wrong: see `guessWords`.
 */

import { FIELDS, type Field, headingsOf, isDoseField } from '../table/fields.ts';
import { takeDose } from '../words/dose-heading.ts';
import { headingWords } from '../words/heading-words.ts';
import { forgivenMistakes, typingMistakes } from '../words/typing-mistakes.ts';
import { matchHeading, namesOf } from './match-heading.ts';
import { OTHER_HEADINGS } from './other-headings.ts';
import { HARMLESS, isOrResembles, SYNONYMS } from './synonyms.ts';

/** What a heading probably means. */
export interface HeadingGuess {
  readonly field: Field;
  /** As in HeadingMatch. */
  readonly dose?: number;
  /** How many typing mistakes lie between; the fewer, the likelier. */
  readonly mistakes: number;
}

/** Nothing that is sent depends on these. They are known all the same, so that "No KKK" is near to nothing else. */
const NEVER_GUESSED = new Set(FIELDS.filter((field) => headingsOf(field).neverGuessed));

/**
 * Undefined for a heading that is near to no field, or to two, or to something that is none of ours. Call it for
 * headings that match nothing.
 */
export function guessHeading(heading: string): HeadingGuess | undefined {
  const words = headingWords(heading);
  const dosed = takeDose(words);
  if (dosed) {
    const guess = guessWords(dosed.rest);
    // The number belongs to something else.
    return guess && isDoseField(guess.field) ? { ...guess, dose: dosed.dose } : undefined;
  }
  const withoutRemark = heading.replace(/\([^()]*\)/g, ' ');
  return guessWords(words) ?? (withoutRemark === heading ? undefined : guessWords(headingWords(withoutRemark)));
}

/**
 * Whether a heading says itself that it is not the person's NIK or name ("NIK Ibu", "NIK Karyawan", "Nama Ayah", "No
 * KK"), so that it is not even offered for it.
 */
export function isSomebodyElses(heading: string, field: Field): boolean {
  if (field !== 'nik' && field !== 'name') return false;
  const match = matchHeading(heading);
  if (match) return headingsOf(match.field).apart ?? false;
  const not = NOT.get(field) ?? new Set();
  return headingWords(heading).some((word) => isOrResembles(word, not, OWN.get(field) ?? HARMLESS));
}

interface Phrase {
  readonly words: ReadonlySet<string>;
  /** Without spaces: a space too many or too few is no mistake. */
  readonly joined: string;
  /** Which letters occur, a bit each. */
  readonly letters: number;
  /** Undefined: none of ours. */
  readonly field: Field | undefined;
}

/** A mistyped long form ("Tanggl") is near to the long form only, so each phrase is known in both. */
const LONG: Readonly<Record<string, string>> = { no: 'nomor', tgl: 'tanggal', hp: 'handphone', telp: 'telepon' };

const PHRASES: readonly Phrase[] = [
  ...SYNONYMS.flatMap(({ field, tiers }) => tiers.flatMap(namesOf).flatMap((words) => spelled(words, field))),
  ...OTHER_HEADINGS.flatMap((words) => spelled(words, undefined)),
];
const GUESSABLE = PHRASES.filter(({ field }) => field !== undefined && !NEVER_GUESSED.has(field));
const KNOWN_WORDS: ReadonlySet<string> = new Set(PHRASES.flatMap(({ words }) => [...words]));
/** Whether a heading of any kind that is known has the word. */
export function isKnownWord(word: string): boolean {
  return KNOWN_WORDS.has(word);
}

const OWN = new Map(
  SYNONYMS.map(({ field, tiers }) => [field, new Set([...HARMLESS, ...tiers.flatMap(namesOf).flat()])] as const),
);
const NOT = new Map(SYNONYMS.map(({ field, not }) => [field, new Set(not.split(' '))]));

/**
 * What `forgivenMistakes` says is forgiven. No other field and no heading that is none of ours may be as near, no word
 * may resemble one of the field's Not-list, and a word that is spelled right is not taken for another one.
 */
function guessWords(words: readonly string[]): HeadingGuess | undefined {
  const joined = words.join('');
  const best = nearestOf(joined, GUESSABLE, (phrase) => forgivenMistakes(phrase.joined.length));
  if (!best || best.mistakes === 0) return undefined;
  const { field, words: meant } = best.phrase;
  if (field === undefined) return undefined;
  const rivals = PHRASES.filter((phrase) => phrase.field !== field);
  if (nearestOf(joined, rivals, () => best.mistakes)) return undefined;
  const not = NOT.get(field) ?? new Set();
  if (words.some((word) => !meant.has(word) && (KNOWN_WORDS.has(word) || isOrResembles(word, not, HARMLESS))))
    return undefined;
  return { field, mistakes: best.mistakes };
}

/** The first of the nearest phrases with at most `most` mistakes. */
function nearestOf(
  joined: string,
  phrases: readonly Phrase[],
  most: (phrase: Phrase) => number,
): { readonly phrase: Phrase; readonly mistakes: number } | undefined {
  let best: { phrase: Phrase; mistakes: number } | undefined;
  const letters = lettersOf(joined);
  for (const phrase of phrases) {
    const limit = Math.min(most(phrase), (best?.mistakes ?? Number.POSITIVE_INFINITY) - 1);
    // A mistake changes the length by one at most, and takes one letter away and brings another at most.
    if (Math.abs(phrase.joined.length - joined.length) > limit || countBits(phrase.letters ^ letters) > 2 * limit)
      continue;
    const mistakes = typingMistakes(joined, phrase.joined);
    if (mistakes <= limit) best = { phrase, mistakes };
  }
  return best;
}

function spelled(words: readonly string[], field: Field | undefined): Phrase[] {
  const set = new Set(words);
  return words
    .reduce(
      (before, word) => {
        const long = LONG[word];
        return before.flatMap((start) => [start + word, ...(long === undefined ? [] : [start + long])]);
      },
      [''],
    )
    .map((joined) => ({ words: set, joined, letters: lettersOf(joined), field }));
}

function lettersOf(joined: string): number {
  let bits = 0;
  for (let at = 0; at < joined.length; at++) bits |= 1 << (joined.charCodeAt(at) % 32);
  return bits;
}

function countBits(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}
