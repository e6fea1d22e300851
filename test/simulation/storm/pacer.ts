/**
 * What a district of the storm asks before each request: a pace of its own, or the gate that all of them share
 * (src/delivery/gate-judge.ts) without the database between: the row is a variable, and what it would cost is counted.
 */
import type { Random } from '../../../src/clock.ts';
import { ask, hears, type Judge, LEASE_MS, land, renewed, type Told } from '../../../src/delivery/gate-judge.ts';
import { feltIn, type GateRow, startRow, type Token } from '../../../src/delivery/gate-row.ts';
import { hear, type News, startFelt } from '../../../src/delivery/heard.ts';
import { allowance } from '../../../src/delivery/pace.ts';
import type { Pace, PaceSettings } from '../../../src/delivery/pace-state.ts';
import type { FakeClock } from '../fake-clock.ts';

export interface Pacer {
  pace(): Pace;
  /** The moment until which nothing may begin; or requests of a size, so many at a time. */
  turn(): { readonly until: number } | { readonly size: number; readonly concurrency: number };
  /** Leave for one request; undefined: look again. */
  enter(): Flight | undefined;
}

export interface Flight {
  tell(news: News): void;
  /** Another request may follow on the same leave: what was heard counts now. */
  pass(): void;
  /** The request is over. */
  land(): void;
}

export function ownPacer(settings: PaceSettings, clock: FakeClock, random: Random): Pacer {
  let felt = startFelt(settings);
  const flight: Flight = {
    tell(news) {
      felt = hear(felt, news, clock.now(), random).felt;
    },
    pass: () => undefined,
    land: () => undefined,
  };
  return {
    pace: () => felt.pace,
    turn() {
      return allowance(felt.pace, clock.now());
    },
    enter: () => flight,
  };
}

/** The row that all share, and how often it was read and written. */
export class SharedRow {
  row: GateRow;
  readonly statements: { readonly time: number; readonly wrote: boolean }[] = [];
  readonly #clock: FakeClock;

  constructor(settings: PaceSettings, clock: FakeClock) {
    this.row = startRow(settings, clock.now());
    this.#clock = clock;
  }

  move<T extends { readonly row: GateRow }>(moved: T): T {
    this.statements.push({ time: this.#clock.time, wrote: moved.row !== this.row });
    this.row = moved.row;
    return moved;
  }
}

export function sharedPacer(
  shared: SharedRow,
  worker: string,
  settings: PaceSettings,
  clock: FakeClock,
  random: Random,
): Pacer {
  let tokens = 0;
  let askAt = 0;
  let hand: readonly Token[] = [];
  const judge = (): Judge => ({ worker, settings, now: clock.now(), random });

  function flightOf(token: Token): Flight {
    const told: Told[] = [];
    // A request that lasts renews its lease, as its worker would.
    let renewal = (): void => undefined;
    const renewLater = (): void => {
      renewal = clock.at(clock.time + LEASE_MS / 2, () => {
        shared.move({ row: renewed(shared.row, [token], judge()) });
        renewLater();
      });
    };
    renewLater();
    return {
      tell(news) {
        told.push({ news, agoMs: 0, luck: random(), isOwn: false });
      },
      pass() {
        shared.row = told.splice(0).reduce((row, one) => hears(row, one, judge()).row, shared.row);
      },
      land() {
        const news = told.splice(0);
        renewal();
        const { kept, hasRoom } = shared.move(land(shared.row, { token, told: news, hand }, judge()));
        hand = kept ? [...hand, kept] : hand;
        if (!kept || hasRoom) askAt = 0;
      },
    };
  }

  return {
    pace: () => feltIn(shared.row, settings).pace,
    turn() {
      const { size } = feltIn(shared.row, settings).pace;
      if (hand.length === 0 && askAt > clock.now()) return { until: askAt };
      return { size: Math.max(1, Math.floor(size)), concurrency: settings.concurrency };
    },
    enter() {
      const token = hand.at(-1);
      if (token && allowance(feltIn(shared.row, settings).pace, clock.now()).kind === 'go') {
        hand = hand.slice(0, -1);
        return flightOf(token);
      }
      tokens += 1;
      const asked = shared.move(ask(shared.row, { id: `${worker}/${tokens}`, hand, purpose: 'work' }, judge()));
      hand = [];
      askAt = asked.token ? 0 : clock.now() + asked.waitMs;
      return asked.token && flightOf(asked.token);
    },
  };
}
