/**
 * One night in Kendal: eight hours of the real delivery over the real ledger, more rows than can be landed, and the
 * share of them that an omniscient client would have landed (omniscient.ts).
 */
import type { DeliverySettings } from '../../../src/delivery/delivery.ts';
import type { PaceSettings } from '../../../src/delivery/pace-state.ts';
import { Dice } from '../dice.ts';
import { FakeClock } from '../fake-clock.ts';
import { inMemory } from '../ledgers.ts';
import { GOOD_MANNERS } from '../manners.ts';
import { modelFhir } from '../model-fhir.ts';
import { ModelServer } from '../model-server.ts';
import { modelTarget } from '../model-target.ts';
import { World } from '../world.ts';
import { kendalSky, spellsBetween } from './kendal-sky.ts';
import { type Loss, lostRows } from './losses.ts';
import { type Rate, rowsWithin, type ServiceTime } from './omniscient.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Ten in the evening in Kendal, 2 October 2021. */
const START = Date.UTC(2021, 9, 2, 15);
/** Until six in the morning. */
const WINDOW = 8 * HOUR;
/** Cron does not know the weather: the night begins at any moment of it. */
const LONGEST_OFFSET = 4 * HOUR;
/** One way over the line. */
const LINE_MS = 20;

/** The defaults of src/config/schema.ts, but for the size of a batch. */
export interface NightOptions {
  readonly batchSize: number;
  /** How long a full batch takes in good weather, in milliseconds. */
  readonly batchMs: number;
  /** By which target the records go. */
  readonly target: 'json' | 'fhir';
}

/**
 * A batch of 100 takes a server like Kendal's 5 to 20 s; 10 s is the (geometric) middle. One simulated record stands
 * for ten, so that two hundred nights take minutes: requests last as long as in truth and carry a tenth. `--batch-size
 * 100` does without.
 */
export const USUAL_NIGHT: NightOptions = { batchSize: 10, batchMs: 10 * SECOND, target: 'json' };

/** Of the time of a full batch, the part that any request takes. */
const REQUEST_SHARE = 0.1;

const TRAITS = { maxBatch: 1_000, safeToResend: true, finds: 'by-key', onePersonPerRequest: false } as const;

export interface NightResult {
  readonly seed: number;
  /** Rows that an omniscient client could have landed, and rows that our ledger knows to be landed. */
  readonly possible: number;
  readonly landed: number;
  /** Rows not landed, by cause. */
  readonly lost: Readonly<Record<Loss, number>>;
  readonly outageMs: number;
  /** Requests that the server saw while it was down. */
  readonly whileDown: number;
  /** What should never be. */
  readonly wrong: readonly string[];
}

export async function spendNight(
  seed: number,
  options: NightOptions,
  trace?: (line: string) => void,
): Promise<NightResult> {
  const dice = new Dice(seed * 2_654_435_761);
  const clock = new FakeClock(START);
  const night = spellsBetween(START, START + WINDOW, seed, dice.between(0, LONGEST_OFFSET));
  const service = serviceTime(options);
  // A FHIR server knows no keys of requests.
  const manners = { ...GOOD_MANNERS, ...service, honoursKeys: options.target === 'json' };
  const server = new ModelServer(clock, manners, kendalSky(night, dice.apart()));
  const settings = settingsFor(options, clock);
  const line = { server, clock, timeoutMs: 60 * SECOND, lineMs: LINE_MS };
  const target =
    options.target === 'json'
      ? modelTarget({ ...line, traits: TRAITS })
      : modelFhir({ ...line, random: dice.apart().random });
  const own = dice.apart();
  const ledger = await inMemory({
    clock,
    doubtWaitMs: settings.doubtWaitMs,
    newId: () => own.uuid(),
    random: own.random,
  });
  const world = new World({
    clock,
    server,
    target,
    ledger,
    dice: own,
    ...(trace ? { trace } : {}),
  });
  const { batchSize, concurrency } = settings.pace;
  const rate: Rate = { batchSize, concurrency, service };
  const possible = rowsWithin(night, rate);
  // It is not the first night: a page of HTML from a server that never gave a sensible answer would end the run
  // (deliver.ts, `greet`).
  await world.hasMet();
  const end = await world.run({
    settings,
    rows: Math.ceil(possible) + 10 * batchSize,
    mustEndBy: START + WINDOW + HOUR,
  });
  const { accepted } = await ledger.count();
  // What was under way when the window ended may still be heard; nobody else is given that time.
  const landed = accepted - Array.from(server.effects.values()).filter(({ at }) => at >= START + WINDOW).length;
  await ledger.close();
  const down = night.filter((spell) => spell.state === 'down');
  return {
    seed,
    possible,
    landed,
    lost: lostRows(night, rate, server, landed),
    outageMs: down.reduce((sum, { from, until }) => sum + until - from, 0),
    whileDown: server.requests.filter(({ time }) => down.some(({ from, until }) => from <= time && time < until))
      .length,
    wrong: [
      ...server.offences,
      ...(end.kind === 'ended' && end.end.why === 'window' ? [] : [`it ends otherwise: ${JSON.stringify(end)}`]),
    ],
  };
}

function serviceTime({ batchSize, batchMs }: NightOptions): ServiceTime {
  const msPerRequest = REQUEST_SHARE * batchMs;
  return { msPerRequest, msPerRecord: (batchMs - msPerRequest) / batchSize };
}

function settingsFor({ batchSize }: NightOptions, clock: FakeClock): DeliverySettings {
  const pace: PaceSettings = {
    batchSize,
    concurrency: 2,
    firstMs: SECOND,
    capMs: MINUTE,
    probeMs: 3 * MINUTE,
    slowMs: 5 * SECOND,
  };
  return {
    pace,
    doubtWaitMs: MINUTE,
    lookBackMs: MINUTE,
    keyLifeMs: 24 * HOUR,
    patienceMs: 12 * HOUR,
    turnedAwayMs: 15 * MINUTE,
    graceMs: 10 * SECOND,
    windowLeft: () => START + WINDOW - clock.time,
  };
}
