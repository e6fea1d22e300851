/** Counts of a deed as words: `: 12 new, 1 held`. Pure. */
import type { AuditEntry } from '../ledger/history-side.ts';

/** `words`: what each count is called; those that have no word, and zeros, are left out. */
export function countsIn(
  words: Readonly<Record<string, string>>,
  number: (value: number) => string,
): (counts: AuditEntry['detail']) => string {
  return (counts) => {
    const said = Object.entries(counts).flatMap(([name, value]) => {
      const word = words[name];
      return word !== undefined && typeof value === 'number' && value > 0 ? [`${number(value)} ${word}`] : [];
    });
    return said.length === 0 ? '' : `: ${said.join(', ')}`;
  };
}
