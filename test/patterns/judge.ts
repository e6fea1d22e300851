/** Whether a pattern can be kept busy by its text. */
import { checkSync } from 'recheck';

/** How long recheck may think about one pattern, in milliseconds. */
const PATIENCE = 60_000;

/** It tries texts at random: the same ones each time, so that what is found does not depend on luck. */
const SEED = 1;

/** `safe`, or how the time grows and a text that shows it. What recheck cannot decide in time is not safe either. */
export function judge(pattern: string, flags: string): string {
  const found = checkSync(pattern, flags, { timeout: PATIENCE, randomSeed: SEED });
  if (found.status === 'safe') return 'safe';
  if (found.status === 'unknown') return `cannot be decided (${found.error.kind})`;
  return `${found.complexity.summary}, for example ${found.attack.pattern.slice(0, 80)}`;
}
