/** How many typing mistakes lie between two words, and how many are forgiven. */

/**
 * Letters left out, added, mistaken, or exchanged with their neighbour, to get from `a` to `b`: the Damerau-Levenshtein
 * distance in its restricted form (optimal string alignment).
 */
export function typingMistakes(a: string, b: string): number {
  let twoAbove: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const mistaken = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let least = Math.min(mistaken, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, (twoAbove[column - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    twoAbove = above;
    above = current;
  }
  return above[b.length] ?? 0;
}

/**
 * How many mistakes a known word of so many letters may be away from what was typed and still be meant: one from six
 * letters on, two from twelve; none in a shorter one, where a single letter makes another word (NIK, NIP, NKK).
 */
export function forgivenMistakes(length: number): number {
  if (length < 6) return 0;
  return length < 12 ? 1 : 2;
}
