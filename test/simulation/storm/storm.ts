/** Five hundred districts and one server for one night: the same weather for three kinds of clients. */
import type { PaceSettings } from '../../../src/delivery/pace-state.ts';
import type { Weather } from '../../../src/sandbox/weather.ts';
import { Dice } from '../dice.ts';
import { FakeClock } from '../fake-clock.ts';
import { spellsBetween } from '../night/kendal-sky.ts';
import { startDistrict } from './district.ts';
import { EXPONENTIAL, FIXED, startNaive } from './naive.ts';
import { ownPacer, SharedRow, sharedPacer } from './pacer.ts';
import { type Arrival, type Collapse, NATIONAL, SharedServer } from './shared-server.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const DISTRICTS = 500;
/** Rows of one district; two and a half million in all, 83 minutes of work for the server at its best. */
const ROWS = 100_000;
/** How long is looked at, from the moment at which cron starts all of them. */
export const WINDOW = 8 * HOUR;

/** The seed of the picture in the README. */
export const USUAL_STORM = 1;

export const CLIENTS = ['ours', 'exponential', 'fixed'] as const;
/**
 * `exponential`: 1, 2, 4 … 60 s without jitter; `fixed`: every 10 s. Both send whole batches. `gate`: workers of one
 * ledger, which share a gate.
 */
export type Client = (typeof CLIENTS)[number] | 'gate';

export interface StormResult {
  readonly client: Client;
  /** Times are milliseconds from the start of the night. */
  readonly night: readonly Weather[];
  readonly arrivals: readonly Arrival[];
  /** When the server died of its clients. */
  readonly collapses: readonly Collapse[];
  /** Rows that the clients know to be on the server. */
  readonly landed: number;
  /** What the row of the gate was asked and told. */
  readonly statements: SharedRow['statements'];
}

/** The defaults of src/config/schema.ts. */
const PACE: PaceSettings = {
  batchSize: 100,
  concurrency: 2,
  firstMs: SECOND,
  capMs: MINUTE,
  probeMs: 3 * MINUTE,
  slowMs: 5 * SECOND,
};
const TIMEOUT_MS = MINUTE;
const DOUBT_WAIT_MS = MINUTE;

/** With a gate the width is that of all together: as many as the server has workers. */
const TOGETHER: PaceSettings = { ...PACE, concurrency: NATIONAL.workers };

export interface StormOptions {
  /** Each client begins at a random moment of it. */
  readonly startJitterMs?: number;
  /** With a gate: how often all of them together ask a server that is down. */
  readonly probeMs?: number;
}

/** One night of one kind of client. */
export function storm(client: Client, seed: number, options: StormOptions = {}): StormResult {
  const { startJitterMs = 0, probeMs = PACE.probeMs } = options;
  const dice = new Dice(seed);
  const clock = new FakeClock(0);
  const night = spellsBetween(0, WINDOW, seed, 0);
  const server = new SharedServer(clock, NATIONAL, night, dice.apart());
  let landed = 0;
  const add = (rows: number): void => {
    landed += rows;
  };
  const gate = { ...TOGETHER, probeMs };
  const shared = new SharedRow(gate, clock);
  for (let district = 0; district < DISTRICTS; district += 1) {
    const take = server.take.bind(server);
    const around = { clock, random: dice.apart().random, take, timeoutMs: TIMEOUT_MS, rows: ROWS, landed: add };
    const start = (): void => {
      const { random } = around;
      if (client === 'ours') startDistrict(around, ownPacer(PACE, clock, random), DOUBT_WAIT_MS);
      else if (client === 'gate')
        startDistrict(around, sharedPacer(shared, `${district}`, gate, clock, random), DOUBT_WAIT_MS);
      else startNaive(around, PACE.batchSize, client === 'fixed' ? FIXED : EXPONENTIAL);
    };
    if (startJitterMs > 0) clock.at(around.random() * startJitterMs, start);
    else start();
  }
  clock.runAtOnce(WINDOW);
  return {
    client,
    night,
    arrivals: server.arrivals,
    collapses: server.collapses,
    landed,
    statements: shared.statements,
  };
}
