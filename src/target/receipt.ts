/** What a server calls that which it has stored. PURE. */
import { isPrintable } from '../printable.ts';

/** No id of a registry is longer. */
const LONGEST = 200;

/**
 * The server's id, without blanks around it. What is longer than any id, or holds what is not seen, is none, and its
 * answer is not believed.
 */
export function receiptOf(id: unknown): string | undefined {
  // Above 2^53 the number that was read is not the one that was sent.
  if (typeof id === 'number') return Number.isSafeInteger(id) ? String(id) : undefined;
  if (typeof id !== 'string') return undefined;
  const receipt = id.trim();
  return receipt.length <= LONGEST && isPrintable(receipt) ? receipt : undefined;
}
