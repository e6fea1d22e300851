/**
 * Keeps what is in flight ours: others take a batch whose lease is over for one of a dead worker (delivery-side.ts),
 * and what its holder hears then can be written down no more.
 */
import type { DeliveryParts } from './delivery.ts';
import type { Flights } from './flights.ts';

/** So often in a lease: two of them may come to nothing. */
const RENEWALS = 3;

/**
 * Whether what was asked of the ledger at `asked` (by the clock that nobody sets) came so late that the batch may be
 * somebody else's by now: the computer slept, or the database was away. Then it must not be sent, since whoever has it
 * may have sent it.
 */
export function isLate({ ledger, clock }: Pick<DeliveryParts, 'ledger' | 'clock'>, asked: number): boolean {
  return clock.elapsed() - asked > ledger.leaseMs / 2;
}

export class LeaseKeeper {
  readonly #parts: Pick<DeliveryParts, 'ledger' | 'clock'>;
  readonly #flights: Flights;
  readonly #over = new AbortController();
  #isKeeping = false;
  #keeping: Promise<void> = Promise.resolve();

  constructor(parts: Pick<DeliveryParts, 'ledger' | 'clock'>, flights: Flights) {
    this.#parts = parts;
    this.#flights = flights;
  }

  /** Something is in flight. What the ledger throws is a failure of the flights. */
  begin(): void {
    if (this.#isKeeping) return;
    this.#isKeeping = true;
    this.#keeping = this.#keep().catch((error: unknown) => {
      this.#isKeeping = false;
      this.#flights.fail(error);
    });
  }

  /** Nothing is in flight any more. */
  async end(): Promise<void> {
    this.#over.abort();
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    const { ledger, clock } = this.#parts;
    const { signal } = this.#over;
    while (this.#flights.size > 0 && !signal.aborted) {
      await clock.sleep(ledger.leaseMs / RENEWALS, signal);
      if (this.#flights.size > 0 && !signal.aborted) await ledger.renew(clock.now());
    }
    this.#isKeeping = false;
  }
}
