/**
 * Whether a word can be one of a name, an address or a heading: what it would say in an encoding, told from what no
 * name holds.
 */

/** 0: as people write. 1: letters that are rare in Indonesia (Slavic, Turkish, a ligature). 2: what no name holds. */
export type Oddness = 0 | 1 | 2;

/** Letters of Western European names. */
const SMALL = 'àáâãäåæçèéêëìíîïñòóôõöøùúûüß';
const CAPITAL = 'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜ';
const RARE = 'šžŠŽœŒÿŸðþÐÞýÝ';
/** What stands before, behind or within any word. */
const ANYWHERE = '’‘\u00a0';
/** What stands before or behind a word. */
const AT_AN_EDGE = '“”„…•·–—«»´';
/** What stands beside numbers, and behind a name (`Sinovac™`, `m²`, `1°`). */
const BESIDE_NUMBERS = '°ºª²³½¼¾®™©±×÷§¶€£¥';

/** A word: letters and digits of ASCII, and whatever an encoding makes of the bytes above it. */
export function oddnessOf(word: string): Oddness {
  let worst: Oddness = 0;
  for (let at = 0; at < word.length; at++) {
    if (word.charCodeAt(at) < 128) continue;
    const odd = oddnessAt(word, at);
    if (odd === 2) return 2;
    if (odd > worst) worst = odd;
  }
  return hasAccentsOnly(word) ? 2 : worst;
}

/** Two or more letters, and none of them plain. */
function hasAccentsOnly(word: string): boolean {
  return !/[A-Za-z]/.test(word) && /\p{L}.*\p{L}/u.test(word);
}

function oddnessAt(word: string, at: number): Oddness {
  const sign = word.charAt(at);
  const before = word.charAt(at - 1);
  const behind = word.charAt(at + 1);
  if (ANYWHERE.includes(sign)) return 0;
  if (AT_AN_EDGE.includes(sign)) return isLetter(before) && isLetter(behind) ? 2 : 0;
  if (BESIDE_NUMBERS.includes(sign)) return isBesideNumberOrBehindWord(before, behind) ? 0 : 2;
  if (SMALL.includes(sign)) return isSmallOutOfPlace(word, at) ? 2 : 0;
  if (CAPITAL.includes(sign)) return isCapitalOutOfPlace(word, at) ? 2 : 0;
  return RARE.includes(sign) ? 1 : 2;
}

function isBesideNumberOrBehindWord(before: string, behind: string): boolean {
  if (isLetter(before)) return behind === '';
  return !isLetter(behind) && (before === '' || before.charCodeAt(0) < 128);
}

/** Within capitals, before one, alone, or in a row of four letters with accents. */
function isSmallOutOfPlace(word: string, at: number): boolean {
  const before = word.charAt(at - 1);
  const behind = word.charAt(at + 1);
  if (isCapital(behind) || (!isLetter(before) && !isLetter(behind))) return true;
  return (isCapital(before) && isCapital(word.charAt(at - 2))) || isFourthInARow(word, at);
}

/** Behind a small letter, or in a row of four letters with accents. Alone it is an initial. */
function isCapitalOutOfPlace(word: string, at: number): boolean {
  const before = word.charAt(at - 1);
  return isSmall(before) || isFourthInARow(word, at);
}

function isFourthInARow(word: string, at: number): boolean {
  return at >= 3 && [1, 2, 3].every((back) => isAccented(word.charAt(at - back)));
}

function isAccented(sign: string): boolean {
  return sign.charCodeAt(0) > 127 && isLetter(sign);
}

function isLetter(sign: string): boolean {
  return /^\p{L}$/u.test(sign);
}

function isCapital(sign: string): boolean {
  return /^\p{Lu}$/u.test(sign);
}

function isSmall(sign: string): boolean {
  return /^\p{Ll}$/u.test(sign);
}
