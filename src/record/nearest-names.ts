/** Which names of a list an unknown one may stand for. They are shown to a person and never used. */
import { foldLabel } from './fold.ts';
import { jaroWinkler } from './jaro-winkler.ts';

/** From this likeness on a name is probably the one that was meant; the usual misspellings of the built-in vaccines lie above it. */
const NEAR = 0.8;
const MOST = 3;

/**
 * The name that `text` is most like by any of its spellings; where none is near, `otherwise`, or without that the three most alike, joined by commas.
 * `spellings`: how a name is written → the name; blanks and punctuation do not count.
 */
export function nearestNames(text: string, spellings: Iterable<readonly [string, string]>, otherwise?: string): string {
  const wanted = joined(text);
  const likeness = new Map<string, number>();
  for (const [spelling, name] of spellings) {
    const alike = jaroWinkler(wanted, joined(spelling));
    if (alike > (likeness.get(name) ?? -1)) likeness.set(name, alike);
  }
  const best = [...likeness].sort((a, b) => b[1] - a[1]);
  const [first] = best;
  if (first && first[1] > NEAR) return first[0];
  return (
    otherwise ??
    best
      .slice(0, MOST)
      .map(([name]) => name)
      .join(', ')
  );
}

function joined(text: string): string {
  return foldLabel(text).replaceAll(' ', '');
}
