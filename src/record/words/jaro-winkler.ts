/** How alike two words are, by the letters they share in nearly the same places. */

/**
 * Jaro-Winkler similarity from 0 (nothing in common) to 1 (equal): W. E. Winkler, "String Comparator Metrics and
 * Enhanced Decision Rules in the Fellegi-Sunter Model of Record Linkage" (1990); a common beginning of up to four
 * letters counts 0.1 each.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const [lettersA, takenB] = commonLetters(a, b, reach);
  const common = lettersA.length;
  if (common === 0) return 0;
  const lettersB = [...takenB].sort((x, y) => x - y).map((at) => b.charAt(at));
  const moved = lettersA.filter((letter, i) => letter !== lettersB[i]).length / 2;
  const jaro = (common / a.length + common / b.length + (common - moved) / common) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a.charAt(prefix) === b.charAt(prefix)) prefix++;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** The letters of `a` that `b` has within reach, in the order of `a`, and where `b` has them. */
function commonLetters(a: string, b: string, reach: number): [string[], Set<number>] {
  const letters: string[] = [];
  const taken = new Set<number>();
  for (let i = 0; i < a.length; i++) {
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++) {
      if (taken.has(j) || a.charAt(i) !== b.charAt(j)) continue;
      taken.add(j);
      letters.push(a.charAt(i));
      break;
    }
  }
  return [letters, taken];
}
