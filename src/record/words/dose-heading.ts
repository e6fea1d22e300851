/** Which dose a heading names: "Tgl Vaksin 1", "dosis ke-2", "V1", "tgl_vaksin_kedua", "Booster". */

const ORDINALS: ReadonlyMap<string, number> = new Map([
  ['pertama', 1],
  ['kesatu', 1],
  ['first', 1],
  ['kedua', 2],
  ['second', 2],
  ['ketiga', 3],
  ['third', 3],
  ['keempat', 4],
  ['fourth', 4],
]);

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ['1', 1],
  ['i', 1],
  ['2', 2],
  ['ii', 2],
  ['3', 3],
  ['iii', 3],
  ['4', 4],
  ['iv', 4],
]);

/**
 * After one of these a number counts doses. Elsewhere it does so only at the end of the heading ("Faskes 2") or before
 * "dose".
 */
const COUNTED = new Set([
  'dosis',
  'vaksin',
  'vaksinasi',
  'ke',
  'v',
  'd',
  'suntik',
  'suntikan',
  'imunisasi',
  'batch',
  'lot',
  'tgl',
]);
const MARKERS = new Set(['ke', 'dosis', 'suntikan', 'booster', 'lanjutan']);

/** The dose a heading names, and the words that are left when it is taken out. */
export interface DoseHeading {
  /** 1, 2, 3 (booster) or 4 (second booster). */
  readonly dose: number;
  readonly rest: readonly string[];
}

/** Undefined where no dose is named, or two different ones ("Jarak dosis 1 ke 2", "Dosis (1/2)"). */
export function takeDose(words: readonly string[]): DoseHeading | undefined {
  const found = new Set<number>();
  const rest: string[] = [];
  let boosters = false;
  let boosterNumber: number | undefined;
  for (const [at, word] of words.entries()) {
    const before = words[at - 1];
    const ordinal = ORDINALS.get(word);
    const number = NUMBERS.get(word);
    const counts = number !== undefined && isCounting(words, at);
    if (word === 'booster' || (word === 'lanjutan' && words.includes('dosis'))) boosters = true;
    if (ordinal === undefined && !counts) {
      const isPrefix = (word === 'v' || word === 'd') && NUMBERS.has(words[at + 1] ?? '');
      if (!MARKERS.has(word) && !isPrefix) rest.push(word);
      continue;
    }
    const value = ordinal ?? number ?? 0;
    // "Booster 2" and "Booster kedua" count boosters; "Vaksin 3 (Booster)" counts doses.
    const ofBooster = boosters && (before === 'booster' || (before === 'ke' && words[at - 2] === 'booster'));
    if (ofBooster) boosterNumber = value;
    else found.add(value);
  }
  if (boosterNumber !== undefined) found.add(boosterNumber + 2);
  else if (boosters && found.size === 0) found.add(3);
  const [dose, ...others] = found;
  if (dose === undefined || others.length > 0 || dose > 4 || (boosters && dose < 3)) return undefined;
  return { dose, rest };
}

function isCounting(words: readonly string[], at: number): boolean {
  const before = words[at - 1];
  if (before === undefined) return words[at + 1] === 'dosis';
  return COUNTED.has(before) || before === 'booster' || at === words.length - 1;
}
