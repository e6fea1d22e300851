/** Whoever finds nothing to do asks whether something may still come to it from other workers of the ledger. */
import type { DeliveryParts } from './delivery.ts';

/** The first look again; each one after it comes twice as late. */
const FIRST_MS = 250;
const LONGEST_MS = 5_000;

export class Elsewhere {
  readonly #parts: Pick<DeliveryParts, 'ledger' | 'random'>;
  #looks = 0;

  constructor(parts: Pick<DeliveryParts, 'ledger' | 'random'>) {
    this.#parts = parts;
  }

  /** There is something to do. */
  found(): void {
    this.#looks = 0;
  }

  /** When to look again, in milliseconds; undefined where nothing can come any more. */
  async lookAgainMs(): Promise<number | undefined> {
    const { ledger, random } = this.#parts;
    if (!(await ledger.elsewhere())) return undefined;
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#looks++);
    // They do not all look in the same moment.
    return (0.5 + random() / 2) * longest;
  }
}
