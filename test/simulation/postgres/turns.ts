/**
 * In which order the statements of a process reach the database: one at a time, and which of those that wait is the
 * next the dice say. So transactions run into each other in every way, and in the same way again for the same seed.
 */
import type { Random } from '../../../src/clock.ts';
import type { FakeClock } from '../fake-clock.ts';

/** A statement that waits longer waits for another one of ours: that is let through. In real milliseconds. */
const STUCK_MS = 250;

export class Turns {
  readonly #clock: FakeClock;
  readonly #random: Random;
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  constructor(clock: FakeClock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Does `work` when its turn comes. No simulated time passes until it is done. */
  take<T>(work: () => Promise<T>): Promise<T> {
    return this.#clock.during(
      new Promise<T>((resolve, reject) => {
        this.#waiting.push(() => this.#do(work).then(resolve, reject));
        this.#next();
      }),
    );
  }

  async #do<T>(work: () => Promise<T>): Promise<T> {
    let isOver = false;
    const over = (): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(stuck);
      this.#isTaken = false;
      this.#next();
    };
    const stuck = setTimeout(over, STUCK_MS);
    try {
      return await work();
    } finally {
      over();
    }
  }

  #next(): void {
    if (this.#isTaken) return;
    this.#isTaken = true;
    // Whoever acts upon the answer before stands in line by then.
    setImmediate(() => {
      const [chosen] = this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1);
      if (chosen) chosen();
      else this.#isTaken = false;
    });
  }
}
