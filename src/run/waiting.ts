/** What waits in a ledger. */
import type { Ledger } from '../ledger/ledger.ts';
import type { Counts } from '../ledger/states.ts';

/** Entries of this and earlier runs that the program has to settle: what was handed over is with a person. */
export async function waiting(ledger: Pick<Ledger, 'count' | 'countHandedOver'>): Promise<number> {
  return notSettled(await ledger.count()) - (await ledger.countHandedOver()).entries;
}

/** By state. */
export function notSettled(counts: Counts): number {
  return counts.pending + counts.sending + counts['in-doubt'];
}
