/** One seed from the first night to a server that is finally well, with every invariant checked on the way. */
import { spells, type Weather } from '../../src/sandbox/weather.ts';
import type { Authorization } from '../../src/target/credentials.ts';
import type { Traits } from '../../src/target/target.ts';
import { oneByOne } from '../support/one-by-one.ts';
import { Dice } from './dice.ts';
import { FakeClock } from './fake-clock.ts';
import { CLEAR, changingSky } from './fates.ts';
import { type Counted, checkAlways, checkEnd, checkEvents, checkStats, checkStop } from './invariants.ts';
import { inMemory, type NewLedger } from './ledgers.ts';
import { GOOD_MANNERS } from './manners.ts';
import { ModelServer, type SeenRequest } from './model-server.ts';
import { modelTarget } from './model-target.ts';
import { checkOutages } from './outages.ts';
import { PatientIndex, withPeople } from './patient-index.ts';
import { keyOf } from './people.ts';
import { drawScenario, type Scenario } from './scenario.ts';
import { type RunEnd, type RunOptions, World } from './world.ts';

export interface SimulationResult {
  readonly seed: number;
  /** What went wrong; empty when all invariants held. */
  readonly wrong: readonly string[];
  readonly runs: number;
  readonly deaths: number;
  readonly requests: number;
  readonly records: number;
  /** Simulated time, in milliseconds. */
  readonly ms: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Eight in the evening in Kendal, 2 October 2021. */
const START = Date.UTC(2021, 9, 2, 13);

export interface SimulationOptions {
  readonly trace?: ((line: string) => void) | undefined;
  /** Runs go through a gate that a database keeps, as workers of one ledger do. */
  readonly gate?: boolean;
  /** Where the ledger is; in memory unless said. */
  readonly newLedger?: NewLedger | undefined;
}

export async function simulate(seed: number, options: SimulationOptions = {}): Promise<SimulationResult> {
  const { trace } = options;
  const scenario = drawScenario(seed);
  const dice = new Dice(seed ^ 0x5eed);
  const { world, weatherAt } = await build(scenario, dice, options);
  trace?.(describe(scenario));
  const repairs = new Dice(seed ^ 0x4e9a);
  const wrong: string[] = [];
  let deaths = 0;
  /** Questions of repairs to a server whose lookups live on: whoever is answered knocks at no closed door. */
  const welcome = new Set<SeenRequest>();

  /** One run and what must hold after it. */
  async function run(options: RunOptions): Promise<RunEnd> {
    const before = await counted(world);
    const began = world.clock.time;
    const asked = world.server.requests.length;
    const end = await world.run(options);
    if (end.kind === 'died') deaths += 1;
    if (options.repairs && scenario.mischief.lookupsSurvive)
      for (const request of world.server.requests.slice(asked)) welcome.add(request);
    if (end.kind === 'failed')
      wrong.push(`a run throws: ${end.error instanceof Error ? end.error.stack : String(end.error)}`);
    // In weather that goes on, a run without a window may go on too, as long as it neither sits idle nor goes in
    // circles: then somebody turns the computer off.
    if (end.kind === 'hangs' && (end.how !== 'late' || world.server.sky === CLEAR))
      wrong.push(`a run never ends (${end.how})`);
    if (end.kind === 'ended') {
      wrong.push(
        ...checkStats(before, await counted(world), end.end),
        ...checkStop(end.end, before, world.clock.time - began, scenario),
      );
    }
    wrong.push(...(await checkAlways(world)));
    return end;
  }

  for (const [night, rows] of scenario.rowsPerNight.entries()) {
    await world.clock.run(() => false, START + night * 24 * HOUR);
    world.server.learned ||= night === scenario.learns;
    if (night === scenario.losesKeys) world.server.loseKeys();
    if (night === scenario.restored?.night) planRestore(world, scenario.restored);
    await spendNight(scenario, world, dice, rows, run);
    if (wrong.length === 0 && scenario.restored && repairs.chance(0.5)) await repairOnce(scenario, world, repairs, run);
    if (wrong.length > 0) break;
  }
  // What comes after the last night meets a server that is well for good, and that is not restored any more.
  const { restored } = scenario;
  if (restored) await world.clock.run(() => false, START + restored.night * 24 * HOUR + restored.restoredMs);
  const nights = { runs: world.runs, requests: world.server.requests.filter((request) => !welcome.has(request)) };
  if (wrong.length === 0) await recover(scenario, world, repairs, run, wrong);
  wrong.push(...checkEvents(world), ...checkOutages(nights.requests, weatherAt, scenario, nights.runs));
  await world.ledger.close();
  return {
    seed,
    wrong: [...new Set(wrong)],
    runs: world.runs,
    deaths,
    requests: world.server.requests.length,
    records: world.rows,
    ms: world.clock.time - START,
  };
}

type Run = (options: RunOptions) => Promise<RunEnd>;

/** Cron starts a run in the evening; whatever ends it early, somebody starts it again, until the window closes. */
async function spendNight(scenario: Scenario, world: World, dice: Dice, rows: number, run: Run): Promise<void> {
  const { clock } = world;
  const persons = new Dice(scenario.seed ^ clock.time);
  const dawn = clock.time + (scenario.windowMs ?? 12 * HOUR);
  let fresh = rows;
  for (let times = 0; times < MOST_RUNS && clock.time < dawn; times += 1) {
    const window = scenario.windowMs === undefined ? {} : { windowLeft: () => dawn - clock.time };
    const end = await run({
      settings: { ...scenario.settings, ...window },
      rows: fresh,
      retries: persons.chance(scenario.retries),
      mustEndBy: clock.time + 20 * HOUR,
      ...(dice.chance(scenario.deaths) ? { diesAt: DOOR_STEPS + dice.whole(0, scenario.deathSteps) } : {}),
      ...(dice.chance(scenario.interruptions) ? { interrupted: interruption(dice) } : {}),
      ...(dice.chance(scenario.clockSettings) ? { clockSet: clockSetting(dice) } : {}),
      updated: scenario.updates > 0 && dice.chance(scenario.updates),
    });
    fresh = 0;
    if (end.kind === 'failed' || end.kind === 'hangs') return;
    if (end.kind === 'ended' && (end.end.why === 'empty' || end.end.why === 'window')) return;
    await clock.run(() => false, clock.time + dice.between(SECOND, 20 * MINUTE));
  }
}

/** A night has at most so many runs. */
const MOST_RUNS = 15;
/** Steps of the admission, which is not killed here (see fault-sweep.test.ts): two for each of its calls. */
const DOOR_STEPS = 10;

function interruption(dice: Dice): readonly [number, number] {
  const finish = dice.between(0, 2 * HOUR);
  return [finish, finish + dice.between(0, 20 * SECOND)];
}

/** Forward by hours as after a night without a battery, or back by minutes as a time server does. */
function clockSetting(dice: Dice): { after: number; by: number } {
  const by = dice.chance(0.5) ? dice.between(HOUR, 30 * HOUR) : -dice.between(MINUTE, 10 * MINUTE);
  return { after: dice.between(0, HOUR), by: Math.floor(by) };
}

function planRestore({ clock, server }: World, { copiedMs, restoredMs }: NonNullable<Scenario['restored']>): void {
  clock.at(clock.time + copiedMs, () => server.backUp());
  clock.at(clock.time + restoredMs, () => server.restore());
}

/** A person has the sheets compared with the server, and what it lost waits again. */
async function repairOnce(scenario: Scenario, world: World, dice: Dice, run: Run): Promise<RunEnd> {
  const { clock } = world;
  // Where clocks are set, the program cannot know how long ago it sent something: the person takes their time.
  if (scenario.clockSettings > 0) await clock.run(() => false, clock.time + HOUR);
  const dies = dice.chance(scenario.deaths) ? { diesAt: dice.whole(0, scenario.deathSteps) } : {};
  return run({ settings: scenario.settings, repairs: true, mustEndBy: clock.time + 48 * HOUR, ...dies });
}

/** The same until it comes to its end. */
async function repairAll(scenario: Scenario, world: World, dice: Dice, run: Run, wrong: string[]): Promise<void> {
  for (let times = 0; times < MOST_REPAIRS && wrong.length === 0; times += 1) {
    const end = await repairOnce(scenario, world, dice, run);
    if (end.kind === 'compared' && end.lost !== undefined) return;
  }
  wrong.push('no repair comes to its end');
}

const MOST_REPAIRS = 30;

/** The server is well for good: everything must come to its end within two days, in a few runs. */
async function recover(scenario: Scenario, world: World, repairs: Dice, run: Run, wrong: string[]): Promise<void> {
  const { clock, server } = world;
  await clock.run(() => false, clock.time + HOUR);
  server.sky = CLEAR;
  server.learned = scenario.learns !== undefined;
  // What was in doubt when the server learned may still be answered as before; it is refused at last and sent again by
  // the second round.
  const rounds: ('retry' | 'repair' | 'plain')[] = server.learned ? ['retry', 'retry'] : ['plain'];
  for (const round of scenario.restored ? [...rounds, 'repair' as const] : rounds) {
    if (round === 'repair') await repairAll(scenario, world, repairs, run, wrong);
    for (let times = 0; times < 15; times += 1) {
      const again = round === 'retry' && times === 0;
      const end = await run({ settings: scenario.settings, retries: again, mustEndBy: clock.time + 48 * HOUR });
      if (wrong.length > 0) return;
      if (end.kind === 'ended' && end.end.why === 'empty') break;
    }
  }
  const refused = server.learned ? [] : [...scenario.refused, ...(scenario.strangers ?? [])];
  wrong.push(...(await checkEnd(world, new Set([...scenario.poison.keys(), ...refused]), scenario.firewall)));
}

async function build(scenario: Scenario, dice: Dice, { trace, gate = false, newLedger = inMemory }: SimulationOptions) {
  const clock = new FakeClock(START);
  const twice = new Dice(scenario.seed ^ 0x7177);
  const weatherAt = weatherOf(scenario);
  const rows = scenario.rowsPerNight.reduce((sum, n) => sum + n, 0);
  const { honesty, indexLagMs, keepsErrors, maxRecords, settings } = scenario;
  const server = new ModelServer(
    clock,
    {
      ...GOOD_MANNERS,
      honoursKeys: honesty !== 'lookups',
      knowsRecords: honesty === 'records',
      keyLifeMs: settings.keyLifeMs,
      indexLagMs,
      keepsErrors,
      maxRecords,
      poison: new Map([...scenario.poison].map(([line, status]) => [keyOf(line), status])),
      refused: new Set([...scenario.refused].map(keyOf)),
      firewall: new Set([...scenario.firewall].map(keyOf)),
      wordless: scenario.wordless,
      hand: scenario.hand,
      twice: () => twice.chance(scenario.deliveredTwice),
    },
    changingSky(weatherAt, scenario.mischief, dice.apart()),
    scenario.strangers && new PatientIndex(rows, scenario.strangers),
  );
  const traits: Traits = {
    maxBatch: 1_000,
    safeToResend: honesty !== 'lookups',
    finds: 'by-key',
    onePersonPerRequest: false,
  };
  const authorization: Authorization = async () => ({ kind: 'pass', authorization: 'Bearer t', lifeMs: HOUR });
  const whole = modelTarget({ server, clock, traits, timeoutMs: scenario.timeoutMs, authorization });
  const single = scenario.strangers ? withPeople(whole) : whole;
  const target = scenario.oneByOne ? oneByOne(single) : whole;
  const own = dice.apart();
  const ledger = await newLedger({
    clock,
    doubtWaitMs: settings.doubtWaitMs,
    newId: () => own.uuid(),
    random: new Dice(scenario.seed ^ 0x1ed6).random,
  });
  const options = { clock, server, target, ledger, dice: own, gate };
  return { world: new World(trace ? { ...options, trace } : options), weatherAt };
}

/** The weather at true times. Asked in rising order. */
function weatherOf({ weather, seed }: Scenario): (time: number) => Weather {
  const coming = spells(weather, seed);
  const known: Weather[] = [];
  return (time) => {
    const t = time - START;
    while (t >= (known.at(-1)?.until ?? 0)) known.push(coming.next().value);
    return known.findLast((spell) => spell.from <= t) as Weather;
  };
}

async function counted(world: World): Promise<Counted> {
  const { accepted, refused } = await world.ledger.count();
  return { accepted, refused, retried: world.retried, gone: world.gone };
}

function describe(scenario: Scenario): string {
  return JSON.stringify(scenario, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...value] : value,
  );
}
