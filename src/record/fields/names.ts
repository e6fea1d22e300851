/** Names: sent as the sheet has them; made comparable only to tell another spelling from another person. */

import { cellText } from '../cells.ts';
import type { Cell } from '../source-row.ts';
import { jaroWinkler } from '../words/jaro-winkler.ts';
import { isFiller, mayBeName } from '../words/no-value.ts';
import { clean, doubtful, type FieldReading, problem, wrong } from './field-reading.ts';
import { isDegree, isTitle, LONGEST_DEGREE, spell, usualForm } from './name-spelling.ts';
import { readText } from './text-cell.ts';

const EMPTY = wrong('NAME_EMPTY', 'name');

/** The longest name that Permendagri 73/2022 allows, letters and spaces. */
const LONGEST = 60;
/** Beyond this it is no name, and nothing looks into it. */
const MOST = 200;
/** Signs that are in no name: of two people in one cell, of remarks and formulas. */
const STRANGE = /[&/\\;=*#@+<>|_]/u;
/** `By Ny Siti`: a newborn who has no name yet. */
const UNNAMED = /^(?:by|bayi)\b\.?/i;

/**
 * The name, tidied but never changed. One word is a whole name (no warning). NAME_ODD is a warning: digits, signs, more
 * than 60 characters, nothing but titles, an unnamed newborn; a hold where there is no letter at all, or a question.
 * NAME_NULL is a hold: what programs write for nothing may be somebody's whole name, which a dot behind it says. More
 * than 200 characters are an error (NAME_LONG).
 */
export function readName(cell: Cell | undefined): FieldReading<string> {
  const text = cellText(cell);
  if (text.length > MOST) return wrong('NAME_LONG', 'name', { n: text.length });
  if (mayBeName(text) || isFiller(text)) return doubtful(text, problem('NAME_NULL', 'name', 'hold', { v: text }));
  if (text.endsWith('.') && (mayBeName(text.slice(0, -1)) || isFiller(text.slice(0, -1))))
    return clean(text.slice(0, -1));
  const read = readText(cell, 'name', 'error', EMPTY);
  const name = read.value;
  if (name === undefined || (name.length <= LONGEST && isOrdinary(name))) return read;
  if (!/\p{L}/u.test(name) || name.includes('?'))
    return doubtful(name, ...read.problems, problem('NAME_ODD', 'name', 'hold', { v: name }));
  const odd =
    name.length > LONGEST || /\p{N}/u.test(name) || STRANGE.test(name) || UNNAMED.test(name) || isTitleOnly(name);
  return odd ? doubtful(name, ...read.problems, problem('NAME_ODD', 'name', 'warning', { v: name })) : read;
}

/** Letters and blanks, beginning with a word of at least five letters, which no title has: no reason to look closer. */
function isOrdinary(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!letter && (code !== 32 || i < 5)) return false;
  }
  return true;
}

function isTitleOnly(name: string): boolean {
  return wordsOf(name).every((word) => isTitle(word) || isDegree(word));
}

/**
 * A name in the form in which spellings of it agree: capitals, no accents, no titles and degrees at the ends, no
 * bin/binti, Muhammad, Ahmad, Abdul, Siti and Nur in one spelling, old spelling and doubled letters made new. `H. Moch.
 * Djaelani, S.Pd` → `MUHAMAD JAILANI`. Never sent. '' only where there is no letter at all.
 */
export function comparableName(name: string): string {
  return comparableWords(name).join(' ');
}

// Every row with a person comes through here, so the usual name (plain letters, no title, no Abdul) is spared what it
// does not need: 1.2 µs instead of 1.7.
function comparableWords(name: string): readonly string[] {
  const words = withoutParticles(withoutTitles(wordsOf(name)).map(usualForm));
  const first = words[0];
  // M. Budi is Muhammad Budi, but M alone is not.
  const full = first === 'M' && words.length > 1 ? ['MUHAMMAD', ...words.slice(1)] : words;
  return joinAbdul(full).map(spell);
}

/**
 * Words in capitals without accents, apostrophes and the dots inside `S.Pd`; a name typed with a blank after every
 * letter is one word.
 */
function wordsOf(name: string): readonly string[] {
  const words = isPlain(name) ? name.toUpperCase().split(' ') : wordsOfAny(name);
  return words.length >= 3 && words.every((word) => word.length === 1) ? [words.join('')] : words;
}

/** Letters from A to Z and single blanks between them: there is nothing to take away. */
function isPlain(name: string): boolean {
  let before = 32;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!letter && (code !== 32 || before === 32)) return false;
    before = code;
  }
  return before !== 32;
}

function wordsOfAny(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replace(/(?<![\p{M}'’‘`´.])[\p{M}'’‘`´.]+(?=\p{L}\b|\p{L}{2,3}\b)/gu, '')
    .replace(/[\p{M}'’‘`´]+/gu, '')
    .toUpperCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

function withoutTitles(words: readonly string[]): readonly string[] {
  let from = 0;
  let to = words.length;
  while (to - from > 1 && isTitle(words[from] ?? '')) from++;
  while (to - from > 1) {
    if (isDegree(words[to - 1] ?? '')) to -= 1;
    else if (to - from > 2 && isDegreeOfTwo(words[to - 2] ?? '', words[to - 1] ?? '')) to -= 2;
    else break;
  }
  return from === 0 && to === words.length ? words : words.slice(from, to);
}

/** `S Ked`. Joining words only to look them up is the dearest part of a long name, and no degree is long. */
function isDegreeOfTwo(first: string, second: string): boolean {
  return first.length + second.length <= LONGEST_DEGREE && isDegree(`${first}${second}`);
}

const PARTICLES: ReadonlySet<string> = new Set(['BIN', 'BINTI', 'BINTE', 'BT', 'BTI', 'B']);

/** Without bin and binti between two names; at an end they are a name or an initial. */
function withoutParticles(words: readonly string[]): readonly string[] {
  if (words.length < 3) return words;
  return words.filter((word, i) => i === 0 || i === words.length - 1 || !PARTICLES.has(word));
}

/**
 * `ABDUR RAHMAN`, `ABDUL ROHMAN` and `ABDURRAHMAN` are one name: the L of the article becomes the sun letter that
 * follows, and half of all sheets write no blank.
 */
function joinAbdul(words: readonly string[]): readonly string[] {
  if (!words.some((word) => word.startsWith('ABDU'))) return words;
  const joined: string[] = [];
  for (const word of words) {
    const before = joined.at(-1) ?? '';
    if (/^ABDU[A-Z]?$/.test(before))
      joined[joined.length - 1] = /^[DNRSTZ]/.test(word) ? `ABDU${word}` : `${before}${word}`;
    else joined.push(word);
  }
  return joined;
}

/** Closer than a letter dropped in a word of five; DWI and DEWI, RIZKI and RIZKA stay two people. */
const SAME_WORD = 0.94;

/**
 * Whether two names can be two spellings of one person's: comparable forms are equal (with or without blanks), or every
 * word of the shorter one has a word of its own in the longer one that is equal, nearly equal or abbreviated to its
 * initial; at least one not abbreviated. For people who share a NIK: when in doubt the answer is no, and a person
 * decides.
 */
export function namesAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const first = comparableWords(a);
  const second = comparableWords(b);
  if (first.length === 0 || second.length === 0) return false;
  if (first.join('') === second.join('')) return true;
  return first.length <= second.length ? isContained(first, second) : isContained(second, first);
}

function isContained(fewer: readonly string[], more: readonly string[]): boolean {
  const free = [...more];
  let whole = 0;
  // Whole words choose first, so that an initial cannot take the word that belongs to another.
  for (const word of [...fewer].sort((x, y) => y.length - x.length)) {
    const at = bestMatch(word, free);
    if (at < 0) return false;
    if (word.length > 1 && (free[at]?.length ?? 0) > 1) whole++;
    free.splice(at, 1);
  }
  return whole > 0;
}

function bestMatch(word: string, free: readonly string[]): number {
  const equal = free.indexOf(word);
  if (equal >= 0) return equal;
  const near = free.findIndex((other) => word.length > 2 && other.length > 2 && jaroWinkler(word, other) >= SAME_WORD);
  if (near >= 0) return near;
  return free.findIndex((other) => (word.length === 1 || other.length === 1) && word.charAt(0) === other.charAt(0));
}
