/** Counts of a deed as words: `: 12 new, 1 held`. Pure. */
import type { AuditEntry } from '../ledger/history-side.ts';

/** `words`: what each count is called, or one and several; those that have no word, and zeros, are left out. */
export function countsIn(
  words: Readonly<Record<string, string | readonly [one: string, several: string]>>,
  number: (value: number) => string,
): (counts: AuditEntry['detail']) => string {
  return (counts) => {
    const said = Object.entries(counts).flatMap(([name, value]) => {
      const word = words[name];
      if (word === undefined || typeof value !== 'number' || value <= 0) return [];
      const [one, several] = typeof word === 'string' ? [word, word] : word;
      return [`${number(value)} ${value === 1 ? one : several}`];
    });
    return said.length === 0 ? '' : `: ${said.join(', ')}`;
  };
}
