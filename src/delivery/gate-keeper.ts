/**
 * The row of a shared gate as one worker keeps it: what it was last, and the clock of the database. A worker that knows
 * the row as it is moves it with one statement (compare and set); where somebody has been quicker, it reads the row and
 * judges again. One movement at a time: a worker never overtakes itself.
 */
import type { Clock, Random } from '../clock.ts';
import type { GateSeen, GateStore } from '../ledger/gate-side.ts';
import { fromState, type GateRow, startRow, toState } from './gate-row.ts';
import type { PaceSettings } from './pace-state.ts';

/** A worker that was overtaken so often in a row lets others go on first … */
const OVERTAKEN = 3;
/** … for up to so many milliseconds. */
const LONGEST_PAUSE_MS = 100;
/** So long the row is judged as it was known, in milliseconds; after that it is read again first. */
const TRUSTED_MS = 10_000;

export class GateKeeper {
  readonly #store: GateStore;
  readonly #settings: PaceSettings;
  readonly #clock: Clock;
  readonly #random: Random;
  #row: GateRow;
  /** Without a version there is no row. Absent: somebody may have written since. */
  #seen: { readonly version: string | undefined } | undefined;
  /** The clock of the database is ahead of the one that nobody sets by so much. */
  #ahead = 0;
  #knownAt = 0;
  #moving: Promise<unknown> = Promise.resolve();

  constructor(store: GateStore, settings: PaceSettings, clock: Clock, random: Random) {
    this.#store = store;
    this.#settings = settings;
    this.#clock = clock;
    this.#random = random;
    this.#row = startRow(settings, 0);
  }

  /** As it was last. */
  get row(): GateRow {
    return this.#row;
  }

  /** What the clock of the database says now: carried on by the one here that nobody sets. */
  now(): number {
    return this.#clock.elapsed() + this.#ahead;
  }

  /** Since how many milliseconds the row was neither read nor written. */
  age(): number {
    return this.#clock.elapsed() - this.#knownAt;
  }

  /** Reads the row. */
  look(): Promise<void> {
    return this.#inTurn(() => this.#read());
  }

  /**
   * Judges the row as it is, and writes what comes of it. `judge` may be asked several times; only what it says last
   * counts, and the same row again is not written. `done` hears of it before anybody else may move the row here.
   * `isOld`: others have moved it since, very likely, and it is read first.
   */
  move<T extends { readonly row: GateRow }>(
    judge: (row: GateRow) => T,
    done: (moved: T) => void,
    isOld = false,
  ): Promise<void> {
    return this.#inTurn(async () => {
      if (isOld) this.#seen = undefined;
      try {
        done(await this.#move(judge));
      } catch (error) {
        this.#seen = undefined;
        throw error;
      }
    });
  }

  async #move<T extends { readonly row: GateRow }>(judge: (row: GateRow) => T): Promise<T> {
    let isFresh = false;
    // The clock here has carried on that of the database for long enough.
    if (this.age() > TRUSTED_MS) this.#seen = undefined;
    for (let overtaken = 0; ; ) {
      if (!this.#seen) {
        await this.#read();
        isFresh = true;
      }
      const [seen, before] = [this.#seen, this.#row];
      const moved = judge(before);
      if (moved.row === before && isFresh) return moved;
      this.#seen = undefined;
      if (moved.row === before) continue;
      const written = await this.#store.write(seen?.version, toState(moved.row));
      if (written) {
        this.#know(written, moved.row);
        return moved;
      }
      overtaken += 1;
      if (overtaken > OVERTAKEN) await this.#clock.sleep(this.#random() * LONGEST_PAUSE_MS);
    }
  }

  async #read(): Promise<void> {
    const seen = await this.#store.read();
    this.#know(seen, fromState(seen.state) ?? startRow(this.#settings, seen.now));
  }

  #know({ version, now }: Pick<GateSeen, 'version' | 'now'>, row: GateRow): void {
    // The answer has just come: whatever kept it on its way lies before the moment that it names.
    this.#knownAt = this.#clock.elapsed();
    this.#ahead = now - this.#knownAt;
    this.#seen = { version };
    this.#row = row;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#moving.then(work);
    this.#moving = turn.catch(() => undefined);
    return turn;
  }
}
