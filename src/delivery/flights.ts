/** The requests that are under way. A failure of one (a bug, or the disk) is kept and rethrown by the loop. */
import type { Clock } from '../clock.ts';
import type { StopSignals } from './delivery.ts';

export class Flights {
  readonly #open = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;
  #landings = 0;

  get size(): number {
    return this.#open.size;
  }

  add(work: Promise<void>): void {
    const flight = work
      .catch((error: unknown) => this.fail(error))
      .finally(() => {
        this.#open.delete(flight);
        this.#landings += 1;
      });
    this.#open.add(flight);
  }

  /** How many have landed so far. */
  get landings(): number {
    return this.#landings;
  }

  /**
   * Resolves when one lands, at once if one has landed since: what there is to do may have been decided just before.
   * Never when none is open.
   */
  async landedSince(landings: number): Promise<void> {
    if (this.#landings === landings)
      await (this.#open.size > 0 ? Promise.race(this.#open) : new Promise(() => undefined));
  }

  async landed(): Promise<void> {
    while (this.#open.size > 0) await Promise.race(this.#open);
  }

  /** Something that belongs to them has failed. */
  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

/** Timers of Node count in 32 bits. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/** Waits so long (milliseconds), for a request to land, or for a stop, whichever comes first. */
export async function waitFor(
  clock: Clock,
  landing: Promise<void>,
  longest: number,
  signals: StopSignals,
): Promise<void> {
  const woken = new AbortController();
  const signal = AbortSignal.any([woken.signal, signals.finish, signals.abort]);
  await Promise.race([clock.sleep(Math.min(LONGEST_SLEEP_MS, longest), signal), landing]);
  woken.abort();
}

/** Lets the requests in flight finish, but not for ever: after the grace (milliseconds) they are cut and in doubt. */
export async function landAll(
  clock: Clock,
  flights: Flights,
  graceMs: number,
  cut: AbortController,
  signals: StopSignals,
): Promise<void> {
  const landed = new AbortController();
  const grace = clock.sleep(graceMs, AbortSignal.any([landed.signal, signals.abort])).then(() => cut.abort());
  await flights.landed();
  landed.abort();
  await grace;
}
