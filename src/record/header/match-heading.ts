/**
 * From a heading to the field it names. Never a guess (those are made, and asked about, by guess-heading.ts): what is
 * not clearly one field is none.
 */
import type { Field } from '../problems.ts';
import { type DoseField, headingsOf, isDoseField } from '../table/fields.ts';
import { takeDose } from '../words/dose-heading.ts';
import { headingWords } from '../words/heading-words.ts';
import type { HeadingMatch } from './heading-match.ts';
import { type HeadingPart, headingParts } from './heading-parts.ts';
import { withoutLegend } from './legend.ts';
import { wordsWithoutOrder } from './order-in-heading.ts';
import { HARMLESS, isOrResembles, SYNONYMS } from './synonyms.ts';
import { namesWish } from './wishes.ts';

const EXACT = 100;
const INSIDE = 50;

/** Whether the heading is nothing but a name of the field, or a person has said that it is. */
export function isExact({ strength }: HeadingMatch): boolean {
  return strength > INSIDE;
}

interface Synonym {
  readonly words: readonly string[];
  readonly length: number;
  readonly field: Field;
  readonly tier: number;
  readonly not: ReadonlySet<string>;
  readonly notBeside: ReadonlySet<string>;
  /** Words that the field's own names are made of. */
  readonly own: ReadonlySet<string>;
  /** As in the table. */
  readonly whole: boolean;
}

const exact = new Map<string, HeadingMatch>();
const inside: Synonym[] = [];
/** What stands for a field only beside another name of it: "ID Number" below "NIK". */
const translations = new Map<Field, ReadonlySet<string>>();
for (const {
  field,
  tiers,
  alone,
  beside = '',
  not: notWords,
  notBeside: besideWords = '',
  whole = false,
} of SYNONYMS) {
  translations.set(field, new Set(namesOf(beside).map((words) => words.join(''))));
  const not = new Set(notWords.split(' '));
  const notBeside = new Set(besideWords.split(' '));
  const own = new Set([...HARMLESS, ...tiers.flatMap((names) => namesOf(names).flat())]);
  for (const [tier, names] of tiers.entries()) {
    for (const words of namesOf(names)) {
      exact.set(words.join(''), { field, strength: EXACT - tier });
      inside.push({ words, length: words.join(' ').length, field, tier, not, notBeside, own, whole });
    }
  }
  for (const words of namesOf(alone ?? '')) exact.set(words.join(''), { field, strength: EXACT - tiers.length });
}
inside.sort((a, b) => b.length - a.length);

/** Below the heading of a dose, or beside its number, these are enough ("Dosis 1 | Tanggal | Jenis | Tempat"). */
const IN_A_DOSE: ReadonlyMap<string, DoseField> = new Map([
  ['tgl', 'date'],
  ['date', 'date'],
  ['waktu', 'date'],
  ['jenis', 'vaccine'],
  ['nama', 'vaccine'],
  ['tipe', 'vaccine'],
  ['type', 'vaccine'],
  ['tempat', 'site'],
]);
const BARE = new Set(['vaksin', 'vaksinasi', 'suntik', 'imunisasi']);

/** The field, and in wide sheets the dose, that a heading names; undefined when it is none of ours, or names two. */
export function matchHeading(heading: string): HeadingMatch | undefined {
  const plain = withoutLegend(heading);
  const parts = namedParts(plain);
  if (parts === undefined) return matchWhole(plain);
  return isOfSeveral(parts) ? undefined : (inTwoLanguages(parts) ?? matchWhole(plain));
}

/**
 * The fields of a heading that names several (`Vaksin / No Batch`), of which nobody knows how its cells say them; empty
 * for any other.
 */
export function fieldsOfSeveral(heading: string): readonly Field[] {
  const parts = namedParts(withoutLegend(heading)) ?? [];
  return isOfSeveral(parts) ? [...new Set(parts.flatMap(({ match }) => (match ? [match.field] : [])))] : [];
}

interface NamedPart {
  readonly words: readonly string[];
  /** What the part is the exact name of. */
  readonly match?: HeadingMatch;
}

/** Undefined for a heading of one part, and for one whose parts are one name: "Tgl-Lahir", "Nama (Vaksin)". */
function namedParts(heading: string): readonly NamedPart[] | undefined {
  const parts = headingParts(heading, (text) => matchPart(headingWords(text)) !== undefined);
  if (parts.length === 0) return undefined;
  const whole = matchWhole(heading);
  if (whole && isExact(whole) && parts.every(({ apart }, at) => at === 0 || !apart) && !isProductWith(parts))
    return undefined;
  return parts.map(({ text, apart }): NamedPart => {
    const words = headingWords(text);
    // "Nama (KTP)" is the name as the card has it.
    const match = !apart && words.join() === 'ktp' ? undefined : matchPart(words);
    return match ? { words, match } : { words };
  });
}

/** "Vaksin-Batch" and "Vaksin (Dosis)" name two things; "vaksin batch" is the batch below a heading "Vaksin". */
function isProductWith([first, second, ...more]: readonly HeadingPart[]): boolean {
  if (!first || !second || more.length > 0 || !BARE.has(headingWords(first.text).join(' '))) return false;
  const field = matchPart(headingWords(second.text))?.field;
  return (field === 'lot' || field === 'dose') && first.text !== first.text.toLowerCase();
}

/** Beside the name of another field, what has whole names only says nothing. */
function exactName(words: readonly string[]): HeadingMatch | undefined {
  const match = exact.get(words.join(''));
  return match && headingsOf(match.field).whole ? undefined : match;
}

function matchPart(words: readonly string[]): HeadingMatch | undefined {
  const dosed = takeDose(words);
  if (!dosed) return exactName(words);
  const told = dosed.rest.filter((word) => !BARE.has(word));
  const short = told.length === 1 ? IN_A_DOSE.get(told[0] ?? '') : undefined;
  const match = exactName(dosed.rest) ?? (short ? { field: short, strength: EXACT } : undefined);
  return match && isDoseField(match.field) ? { ...match, dose: dosed.dose } : undefined;
}

/**
 * A number of the row says nothing of what else stands there; an age beside a birth date is read as one or the other.
 */
function isOfSeveral(parts: readonly NamedPart[]): boolean {
  const named = parts.flatMap(({ match }) => (match && match.field !== 'rowNumber' ? [match] : []));
  const fields = new Set(named.map(({ field }) => field));
  if (fields.size === 2 && fields.has('birthDate') && fields.has('age')) return false;
  const doses = new Set(named.map(({ dose }) => dose));
  return fields.size > 1 || (doses.size > 1 && !doses.has(undefined));
}

/** The one field that every part names, one of them exactly and the others in another language or as exactly. */
function inTwoLanguages(parts: readonly NamedPart[]): HeadingMatch | undefined {
  const [clearest] = parts.flatMap(({ match }) => (match ? [match] : [])).toSorted((a, b) => b.strength - a.strength);
  if (!clearest) return undefined;
  const others = translations.get(clearest.field) ?? new Set();
  let named = 0;
  for (const { words, match } of parts) {
    if (match?.field === clearest.field || others.has(words.join(''))) named++;
    else if (!words.every((word) => HARMLESS.has(word))) return undefined;
  }
  return named > 1 ? clearest : undefined;
}

/** Whether words beside the name of a field, of the group of a form for one, leave it what it is. */
export function mayStandBeside(field: Field, words: readonly string[]): boolean {
  const synonyms = inside.filter((synonym) => synonym.field === field);
  const [first] = synonyms;
  if (first && words.some((word) => isOrResembles(word, first.not, first.own))) return false;
  return !isDoseField(field) || !namesWish(words);
}

function matchWhole(heading: string): HeadingMatch | undefined {
  const words = headingWords(heading);
  const match = matchHeadingWords(words);
  const others = match ? undefined : wordsWithoutOrder(words);
  return others ? (matchHeadingWords(others) ?? matchHeadingWords(['tgl', ...others])) : match;
}

function matchHeadingWords(words: readonly string[]): HeadingMatch | undefined {
  if (words.length === 0) return undefined;
  const dosed = takeDose(words);
  if (dosed) {
    const { dose, rest } = dosed;
    if (rest.every((word) => BARE.has(word))) return { field: 'dose', dose, strength: EXACT };
    const told = rest.filter((word) => !BARE.has(word));
    const short = told.length === 1 ? IN_A_DOSE.get(told[0] ?? '') : undefined;
    const match = matchWords(rest) ?? (short ? { field: short, strength: EXACT } : matchWords(told));
    if (match && isDoseField(match.field)) return { ...match, dose };
  }
  const match = matchWords(words);
  // "Umur saat dosis 1" is not the column of a dose, and "No HP 1" not one either: the number belongs to something
  // else.
  return match && dosed && isDoseField(match.field) ? undefined : match;
}

/** "Jenis Kelamin" over "L | P" is a pair of columns to tick, of which neither alone says the sex; the NIK does. */
function matchWords(words: readonly string[]): HeadingMatch | undefined {
  const whole = exact.get(words.join(''));
  if (whole) return whole;
  let best: Synonym | undefined;
  for (const synonym of inside) {
    if (best && synonym.length < best.length) break;
    if (!fits(words, synonym)) continue;
    if (best && best.field !== synonym.field) return undefined;
    if (!best || synonym.tier < best.tier) best = synonym;
  }
  if (best?.field === 'sex' && words.includes('l') !== words.includes('p')) return undefined;
  return best && { field: best.field, strength: INSIDE - best.tier };
}

/**
 * Whether the synonym stands in the heading as whole words and nothing beside it changes the meaning: no word of its
 * Not-list, not even a mistyped one, and for a one-word synonym, which is easily part of something else ("Nama
 * Sekolah"), nothing but harmless words.
 */
function fits(words: readonly string[], synonym: Synonym): boolean {
  const at = indexOf(words, synonym.words);
  if (at < 0) return false;
  const end = at + synonym.words.length;
  const beside = words.filter((_, index) => index < at || index >= end);
  const isHarmless = beside.every((word) => HARMLESS.has(word) && !synonym.notBeside.has(word));
  if (synonym.whole) return isHarmless && !beside.some((word) => synonym.not.has(word));
  if (synonym.words.length === 1) return isHarmless;
  // Joined as well: "Nama Lengkap Ay ah", "No KTP P ndaftar".
  const strange = beside.filter((word) => !synonym.own.has(word)).join('');
  if ([...beside, strange, beside.join('')].some((word) => isOrResembles(word, synonym.not, synonym.own))) return false;
  return !isDoseField(synonym.field) || !namesWish(beside);
}

function indexOf(words: readonly string[], part: readonly string[]): number {
  for (let at = 0; at + part.length <= words.length; at++) {
    if (part.every((word, index) => words[at + index] === word)) return at;
  }
  return -1;
}

/** Splits a line of the table into phrases of words, and lets `vaksin*` stand for both words. */
export function namesOf(line: string): string[][] {
  const names = line.split(',').map((name) => name.trim());
  const both = names.flatMap((name) =>
    name.includes('*') ? [name.replace('*', ''), name.replace('*', 'asi')] : [name],
  );
  return both.filter((name) => name !== '').map((name) => name.split(' '));
}
