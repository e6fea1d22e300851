/**
 * Time for simulations: a queue of moments. Nothing waits; whoever sleeps is woken when everything that was to happen
 * before has happened. The same calls in the same order give the same history.
 *
 *   const clock = new FakeClock(Date.UTC(2021, 9, 2, 13));
 *   clock.at(clock.time + 1_000, () => server.die());
 *   await clock.run(() => done, clock.time + HOUR);   // until `done()`, that moment, or until nothing will ever happen again
 */
import type { Clock } from '../../src/clock.ts';

interface Moment {
  readonly time: number;
  /** Of moments at the same time the one that was planned first comes first. */
  readonly order: number;
  work: (() => void) | undefined;
}

export class FakeClock implements Clock {
  #time: number;
  /** How far the clock on the wall is wrong. */
  #wrong = 0;
  #planned = 0;
  /** Real work that is under way. */
  #underWay = 0;
  #whenDone: (() => void) | undefined;
  readonly #heap: Moment[] = [];

  /** `start`: epoch milliseconds. */
  constructor(start: number) {
    this.#time = start;
  }

  /** True time, which nobody in the simulation sees (epoch ms); the server's clock. */
  get time(): number {
    return this.#time;
  }

  /** What the clock on the wall says: true until somebody sets it. */
  now(): number {
    return Math.floor(this.#time + this.#wrong);
  }

  /** The true time: nobody sets it. */
  elapsed(): number {
    return this.#time;
  }

  /** The clock on the wall is set forward or back by `ms`; timers are not moved, as on a real machine. */
  set(ms: number): void {
    this.#wrong += ms;
  }

  /** Does `work` at `time` (true, epoch ms) or at once when that has passed. Returns what calls it off. */
  at(time: number, work: () => void): () => void {
    const moment: Moment = { time: Math.max(time, this.#time), order: this.#planned++, work };
    this.#push(moment);
    return () => {
      moment.work = undefined;
    };
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted || ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        callOff();
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const callOff = this.at(this.#time + ms, wake);
      signal?.addEventListener('abort', wake);
    });
  }

  /**
   * Real work, as that of a database: as long as it goes on no time passes, as if it were done in no time at all. It
   * must not wait for anything that this clock brings.
   */
  during<T>(work: Promise<T>): Promise<T> {
    const over = (): void => {
      this.#underWay -= 1;
      if (this.#underWay === 0) this.#whenDone?.();
    };
    this.#underWay += 1;
    work.then(over, over);
    return work;
  }

  /** Lets time pass until `done()`, or until `until`, or until nothing is planned any more. */
  async run(done: () => boolean, until = Number.POSITIVE_INFINITY): Promise<'done' | 'late' | 'idle'> {
    for (;;) {
      await this.#settled();
      if (done()) return 'done';
      const next = this.#next();
      if (!next) return 'idle';
      if (next.time > until) {
        this.#time = Math.max(this.#time, until);
        return 'late';
      }
      this.#pop();
      this.#time = next.time;
      next.work?.();
    }
  }

  /** The same for work that promises nothing and is finished when it returns: no turn of the event loop in between. */
  runAtOnce(until: number): void {
    for (let next = this.#next(); next && next.time <= until; next = this.#next()) {
      this.#pop();
      this.#time = next.time;
      next.work?.();
    }
    this.#time = Math.max(this.#time, until);
  }

  async #settled(): Promise<void> {
    await settled();
    while (this.#underWay > 0) {
      await new Promise<void>((resolve) => {
        this.#whenDone = resolve;
      });
      await settled();
    }
  }

  /** The next moment that was not called off. */
  #next(): Moment | undefined {
    while (this.#heap.length > 0 && !this.#heap[0]?.work) this.#pop();
    return this.#heap[0];
  }

  #push(moment: Moment): void {
    const heap = this.#heap;
    let at = heap.push(moment) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(moment, heap[parent] as Moment)) break;
      heap[at] = heap[parent] as Moment;
      at = parent;
    }
    heap[at] = moment;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (!last || heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Moment, heap[child] as Moment)) child += 1;
      if (!isBefore(heap[child] as Moment, last)) break;
      heap[at] = heap[child] as Moment;
      at = child;
    }
    heap[at] = last;
  }
}

function isBefore(a: Moment, b: Moment): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}

/**
 * Everything that was resolved has been acted upon: promises are finished before the event loop takes its next turn.
 */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
