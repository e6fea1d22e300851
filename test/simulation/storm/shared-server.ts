/**
 * One server for all districts. It has so many workers; more requests than that share them, and everything takes
 * longer. When more than a minute's work lies before it, nobody would live to hear an answer, and it dies: overload
 * outlasts what caused it (metastable failure), because it goes on working for clients that gave up long ago. Besides,
 * it dies as Kendal's did.
 */
import type { Weather } from '../../../src/sandbox/weather.ts';
import type { Dice } from '../dice.ts';
import type { FakeClock } from '../fake-clock.ts';
import { BROWN_OUT } from '../night/kendal-sky.ts';

/** What a server can do. Times in milliseconds. */
export interface Capacity {
  readonly workers: number;
  readonly msPerRequest: number;
  readonly msPerRecord: number;
  /** More work than this for each worker kills it. */
  readonly deadlyMs: number;
  /** How long it is away then. */
  readonly restartMs: number;
}

/**
 * 16 workers, a batch of 100 in 1.6 s: a thousand records a second at best. Five hundred whole batches at once are 50 s
 * of work, so it bears even the naive clients while it is well.
 */
export const NATIONAL: Capacity = {
  workers: 16,
  msPerRequest: 100,
  msPerRecord: 15,
  deadlyMs: 60_000,
  restartMs: 5 * 60_000,
};

/** What the client hears; `refused` says that nothing was taken, `silence` is what it hears when it gives up. */
export type Heard = 'good' | 'failed' | 'refused' | 'silence';

/** A request at the server. `stored` is what it did in fact, whatever was heard. */
export interface Task {
  readonly records: number;
  stored: boolean;
  readonly hear: (heard: Heard) => void;
}

interface Active {
  readonly task: Task;
  /** On the server's own clock, which stands still for nobody and runs slower in a crowd. */
  readonly ends: number;
}

/** A request as it came in: the true time, and the work it asks for in milliseconds of one worker. */
export interface Arrival {
  readonly time: number;
  readonly work: number;
}

/** A time in which the server was dead because of its clients. */
export interface Collapse {
  readonly from: number;
  readonly until: number;
}

export class SharedServer {
  readonly arrivals: Arrival[] = [];
  readonly collapses: Collapse[] = [];
  readonly #clock: FakeClock;
  readonly #capacity: Capacity;
  readonly #night: readonly Weather[];
  readonly #dice: Dice;
  #active: Active[] = [];
  #work = 0;
  #workAt: number;
  #callOff: () => void = () => undefined;

  constructor(clock: FakeClock, capacity: Capacity, night: readonly Weather[], dice: Dice) {
    this.#clock = clock;
    this.#capacity = capacity;
    this.#night = night;
    this.#dice = dice;
    this.#workAt = clock.time;
    for (const spell of night) clock.at(spell.from, () => this.#change(spell));
  }

  /** A request arrives; `records` = 0 is a question. */
  take(task: Task): void {
    const { time } = this.#clock;
    this.arrivals.push({ time, work: this.#workOf(task) });
    const weather = this.#weather();
    if ((this.collapses.at(-1)?.until ?? 0) > time) this.#soon(task, 'refused');
    else if (weather.state === 'down') this.#turnAway(task, weather.mode);
    else this.#begin(task);
  }

  #begin(task: Task): void {
    this.#settle();
    const ends = this.#work + this.#workOf(task);
    // Kept in the order in which they end.
    let at = this.#active.length;
    while (at > 0 && (this.#active[at - 1] as Active).ends > ends) at -= 1;
    this.#active.splice(at, 0, { task, ends });
    if (this.#backlog() > this.#capacity.deadlyMs * this.#capacity.workers) this.#collapse();
    this.#plan();
  }

  #workOf({ records }: Task): number {
    return this.#capacity.msPerRequest + this.#capacity.msPerRecord * records;
  }

  #turnAway(task: Task, mode: string): void {
    if (mode === 'hang') return;
    if (mode === 'commit-then-reset' && task.records > 0) task.stored = true;
    this.#soon(task, mode === 'refused' ? 'refused' : 'failed');
  }

  #soon(task: Task, heard: Heard): void {
    this.#clock.at(this.#clock.time + DOOR_MS, () => task.hear(heard));
  }

  #weather(): Weather {
    return this.#night.find(({ until }) => this.#clock.time < until) ?? (this.#night.at(-1) as Weather);
  }

  /** How fast the server's own clock runs. */
  #speed(): number {
    const slow = this.#weather().state === 'brown-out' ? BROWN_OUT.slowness : 1;
    return Math.min(1, this.#capacity.workers / this.#active.length) / slow;
  }

  /** The server's own clock is brought up to date. */
  #settle(): void {
    if (this.#active.length > 0) this.#work += (this.#clock.time - this.#workAt) * this.#speed();
    this.#workAt = this.#clock.time;
  }

  #backlog(): number {
    return this.#active.reduce((sum, { ends }) => sum + ends - this.#work, 0);
  }

  #plan(): void {
    this.#callOff();
    const [next] = this.#active;
    if (!next) return;
    this.#callOff = this.#clock.at(this.#clock.time + Math.max(0, (next.ends - this.#work) / this.#speed()), () => {
      this.#settle();
      this.#active.shift();
      this.#finish(next.task);
      this.#plan();
    });
  }

  #finish(task: Task): void {
    const fails = this.#weather().state === 'brown-out' && this.#dice.chance(BROWN_OUT.failures);
    if (!fails || this.#dice.chance(STORED_ANYWAY)) task.stored = true;
    task.hear(fails ? 'failed' : 'good');
  }

  #change(spell: Weather): void {
    // The speed changes now; what was done until now was done at the old one.
    this.#settle();
    if (spell.state === 'down') this.#dropAll();
    this.#plan();
  }

  #collapse(): void {
    const { time } = this.#clock;
    this.collapses.push({ from: time, until: time + this.#capacity.restartMs });
    this.#dropAll();
  }

  #dropAll(): void {
    const dropped = this.#active;
    this.#active = [];
    for (const { task } of dropped) this.#soon(task, 'failed');
  }
}

const DOOR_MS = 5;
/** Of the failures in a brown-out, those after which everything was stored. */
const STORED_ANYWAY = 1 / 3;
