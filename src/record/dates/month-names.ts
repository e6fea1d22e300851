/** Names of months as people in Indonesia write them. */

/**
 * First letters → month. Long and short forms of a month agree in them; the exceptions of three languages and two
 * spellings are listed.
 */
const BY_FIRST_LETTERS: ReadonlyMap<string, number> = new Map([
  ...months(1, 'jan', 'dja'),
  ...months(2, 'feb', 'peb'),
  ...months(3, 'mar', 'mrt', 'mac'),
  ...months(4, 'apr'),
  ...months(5, 'mei', 'may', 'mai'),
  ...months(6, 'jun', 'djun'),
  ...months(7, 'jul', 'djul'),
  ...months(8, 'agu', 'agt', 'ags', 'aug'),
  ...months(9, 'sep', 'spt'),
  ...months(10, 'okt', 'oct'),
  ...months(11, 'nov', 'nop'),
  ...months(12, 'des', 'dec'),
]);

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

function months(month: number, ...beginnings: readonly string[]): [string, number][] {
  return beginnings.map((beginning) => [beginning, month]);
}

/**
 * 1 to 12 for the name of a month: Indonesian, also in the old spelling (Djuli, Pebruari, Nopember), English, short
 * (Agt, Okt, Sept) or Roman (VIII); 0 for any other word.
 */
export function monthOfWord(word: string): number {
  const folded = word.toLowerCase();
  const named = BY_FIRST_LETTERS.get(folded.slice(0, 3)) ?? BY_FIRST_LETTERS.get(folded.slice(0, 4));
  return named ?? ROMAN.indexOf(folded) + 1;
}
