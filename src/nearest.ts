/** "Did you mean …?": the candidate that a mistyped word most likely stands for. */
import { typingMistakes } from './record/words/typing-mistakes.ts';

/**
 * The candidate with the fewest typing mistakes against `word`, case aside; undefined when none is near: one mistake is
 * forgiven for every three letters of the word, and at least one. Among equals the first.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const mistakes = typingMistakes(wanted, candidate.toLowerCase());
    // A word of one or two letters is near to every other one; only its own beginning makes it a hint.
    if (mistakes < fewest && mistakes < Math.max(wanted.length, 2)) {
      fewest = mistakes;
      best = candidate;
    }
  }
  return best;
}
