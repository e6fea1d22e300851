/**
 * What a seed stands for: how many people, which server, which weather, which settings, how many nights, how often the
 * process dies.
 */
import type { DeliverySettings } from '../../src/delivery/delivery.ts';
import { Dice } from './dice.ts';
import { FRONTS, type Mischief } from './fates.ts';
import type { Manners } from './manners.ts';

/**
 * How honest the server is:
 * - `records`: the contract of docs/intake-api.yaml: keys are honoured and a record that is there is not stored again.
 * - `keys`: keys are honoured, nothing else: a record under a new key is stored again.
 * - `lookups`: nothing is remembered, every request is stored; but lookups tell the truth about what was sent two
 *   `doubtWait` ago.
 */
export type Honesty = 'records' | 'keys' | 'lookups';

export interface Scenario {
  readonly seed: number;
  readonly honesty: Honesty;
  /** Rows that come in at the beginning of each night. */
  readonly rowsPerNight: readonly number[];
  readonly settings: Omit<DeliverySettings, 'windowLeft'>;
  readonly timeoutMs: number;
  readonly weather: 'kendal' | 'storm';
  /** How long a night's window is, in milliseconds; absent: until all is done. */
  readonly windowMs?: number;
  readonly mischief: Mischief;
  readonly indexLagMs: number;
  readonly keepsErrors: boolean;
  readonly maxRecords: number;
  /** Rows (by number) that poison a batch, with the status; and rows that are refused one by one. */
  readonly poison: ReadonlyMap<number, 400 | 500>;
  readonly refused: ReadonlySet<number>;
  /** Rows (by number) that a firewall in front dislikes: 403 for every batch that they are in. */
  readonly firewall: ReadonlySet<number>;
  /** Of the submissions: those that a proxy delivers twice, to a server that honours keys. */
  readonly deliveredTwice: number;
  /** Refusals come without reasons. */
  readonly wordless: boolean;
  /** How the server writes keys and ids. */
  readonly hand: Manners['hand'];
  /** Before this night (by number) the server's key store is restored from a backup; absent: never. */
  readonly losesKeys?: number;
  /**
   * In this night (by number) the server goes back to a copy of its records and keys; moments from its beginning, in
   * milliseconds. Absent: never.
   */
  readonly restored?: { readonly night: number; readonly copiedMs: number; readonly restoredMs: number };
  /** The server takes one record in a request: a batch is a conversation that may end in the midst. */
  readonly oneByOne: boolean;
  /**
   * Such a server must be asked first who a person is, and takes a record only with its own name for them. The rows (by
   * number) whose people it does not know, until it learns. Absent: it does not want to be asked.
   */
  readonly strangers?: ReadonlySet<number>;
  /** Of the runs: those before which a person has what was refused sent again. */
  readonly retries: number;
  /** From this night on (by number) the server takes what it refused one by one; absent: it never does. */
  readonly learns?: number;
  /** Of the runs: those that die, and within how many steps. */
  readonly deaths: number;
  readonly deathSteps: number;
  /** Of the runs: those that are stopped with Ctrl-C. */
  readonly interruptions: number;
  /** Of the runs: those in which the clock is set. */
  readonly clockSettings: number;
  /** Of the runs: those with another version of the program, which writes the same records otherwise. */
  readonly updates: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

export function drawScenario(seed: number): Scenario {
  const dice = new Dice(seed * 2_654_435_761);
  const honesty = dice.pick<Honesty>(['records', 'keys', 'keys', 'lookups', 'lookups']);
  const nights = dice.whole(1, 3);
  const rowsPerNight = Array.from({ length: nights }, () => dice.pick([1, 5, 20, 40, 80]));
  const rows = rowsPerNight.reduce((sum, n) => sum + n, 0);
  const settings = drawSettings(dice);
  const setsClock = dice.chance(0.3);
  const front = dice.apart();
  const { lateMs, indexLagMs } = drawDelays(dice, honesty, settings, setsClock);
  return {
    seed,
    honesty,
    rowsPerNight,
    settings,
    timeoutMs: dice.pick([10, 30, 60]) * SECOND,
    ...(dice.chance(0.7) ? { windowMs: dice.pick([1, 3, 9]) * HOUR } : {}),
    weather: dice.pick(['kendal', 'kendal', 'storm']),
    mischief: {
      up: dice.pick([0, 0.02, 0.1, 0.4]),
      brownOut: dice.between(0.2, 0.7),
      stored: dice.between(0.1, 0.5),
      late: dice.pick([0, 0.1, 0.3]),
      lateMs,
      worse: dice.pick([0, 0.1, 0.2]),
      unauthorised: dice.pick([0, 0.05, 0.15]),
      lookups: dice.pick([0, 0.05, 0.3]),
      lookupsSurvive: dice.chance(0.2),
      front: front.chance(0.4) ? front.pick(FRONTS) : undefined,
    },
    indexLagMs,
    keepsErrors: dice.chance(0.3),
    maxRecords: dice.pick([1_000, 1_000, 20, 3]),
    poison: new Map(
      dice.chance(0.3)
        ? Array.from({ length: dice.whole(1, 2) }, () => [dice.whole(1, rows), dice.pick([400, 500] as const)])
        : [],
    ),
    refused: new Set(dice.chance(0.4) ? Array.from({ length: dice.whole(1, 4) }, () => dice.whole(1, rows)) : []),
    deaths: dice.pick([0, 0.3, 0.7]),
    deathSteps: dice.pick([12, 60, 300]),
    interruptions: dice.pick([0, 0, 0.2]),
    clockSettings: setsClock ? 0.4 : 0,
    updates: dice.pick([0.3, 0, 0, 0]),
    firewall: new Set(front.chance(0.2) ? [front.whole(1, rows)] : []),
    deliveredTwice: honesty !== 'lookups' && front.chance(0.2) ? 0.1 : 0,
    wordless: front.chance(0.3),
    retries: front.pick([0, 0, 0.3, 0.8]),
    ...(front.chance(0.5) ? { learns: front.whole(1, nights) } : {}),
    hand: front.pick(['as given', 'as given', 'capitals', 'numbers'] as const),
    // A server that knows nothing but keys stores again what was sent under a forgotten one; no client can help that.
    ...(honesty === 'records' && front.chance(0.3) ? { losesKeys: front.whole(1, nights) } : {}),
    ...(front.chance(0.3) ? { restored: drawRestore(front, nights) } : {}),
    ...drawRegistry(front, rows),
  };
}

function drawRegistry(dice: Dice, rows: number): Pick<Scenario, 'oneByOne' | 'strangers'> {
  const oneByOne = dice.chance(0.15);
  if (!oneByOne || dice.chance(0.3)) return { oneByOne };
  const unknown = dice.chance(0.5) ? dice.whole(1, 4) : 0;
  return { oneByOne, strangers: new Set(Array.from({ length: unknown }, () => dice.whole(1, rows))) };
}

/** Most of a night's work is done early in it, so that is when a copy is made and brought back. */
function drawRestore(dice: Dice, nights: number): NonNullable<Scenario['restored']> {
  const copiedMs = dice.between(0, dice.pick([0, 0, 5]) * MINUTE);
  return {
    night: dice.whole(0, nights - 1),
    copiedMs,
    restoredMs: copiedMs + dice.between(0, dice.pick([2, 20, 180]) * MINUTE),
  };
}

/**
 * How late the server may store, and how much later its lookups may know. What is beyond these bounds no client could
 * tell from "absent".
 */
function drawDelays(dice: Dice, honesty: Honesty, { doubtWaitMs }: DeliverySettings, setsClock: boolean) {
  const lagging = dice.chance(0.5);
  const share = dice.random();
  switch (honesty) {
    case 'records':
      return { lateMs: 10 * MINUTE, indexLagMs: lagging ? share * 10 * MINUTE : 0 };
    case 'keys': {
      // A half commit leaves no key behind, so it must be visible at the first question; then a clock that is set
      // forward is one thing too many.
      const indexLagMs = lagging && !setsClock ? 0.4 * share * doubtWaitMs : 0;
      // Ten minutes is what delivery grants a server that honours keys; a clock that is set forward takes that away.
      return { lateMs: setsClock ? 0.5 * doubtWaitMs : 9 * MINUTE, indexLagMs };
    }
    case 'lookups': {
      // Absent at two questions a doubtWait apart; the first of them may come at once when the clock is set forward.
      const visibleAfter = (setsClock ? 0.9 : 1.9) * doubtWaitMs;
      return { lateMs: 0.7 * visibleAfter, indexLagMs: lagging ? 0.3 * share * visibleAfter : 0 };
    }
  }
}

function drawSettings(dice: Dice): Omit<DeliverySettings, 'windowLeft'> {
  return {
    pace: {
      batchSize: dice.pick([1, 8, 25, 50]),
      concurrency: dice.whole(1, 4),
      firstMs: SECOND,
      capMs: dice.pick([10, 60]) * SECOND,
      probeMs: dice.pick([1, 5]) * MINUTE,
      slowMs: 5 * SECOND,
    },
    doubtWaitMs: dice.pick([60, 60, 120]) * SECOND,
    lookBackMs: MINUTE,
    keyLifeMs: dice.pick([3 * MINUTE, 2 * HOUR, 24 * HOUR]),
    patienceMs: dice.pick([1, 12]) * HOUR,
    turnedAwayMs: 15 * MINUTE,
    graceMs: 10 * SECOND,
  };
}
