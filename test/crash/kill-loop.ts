/** kill -9 again and again, until the program ends by itself; then the server is compared with the sheet. */
import { type Dice, dice } from '../../fixtures/make/random.ts';
import { type FakeServerProcess, startFakeServerProcess } from '../support/fake-server-process.ts';
import type { Weather } from '../support/fake-weather.ts';
import { type Autopsy, openUp, PHASES, type Phase, phaseOf } from './autopsy.ts';
import { type Fired, fire, type Shot } from './fire.ts';
import { holdsPersonalData, makeHome } from './home.ts';
import { type CrashSheets, inventSheets } from './sheets.ts';
import { faultsAtTheEnd } from './verdict.ts';

export interface KillCase {
  readonly seed: number;
  readonly rows: number;
  readonly kills: number;
  readonly restarts: number;
  readonly phases: Readonly<Record<Phase, number>>;
  readonly records: number;
  readonly requests: number;
  /** What was wrong; empty when all is well. */
  readonly faults: readonly string[];
  readonly ms: number;
}

/** Longer than any run of a case takes. */
const MOST_RUNS = 400;
/**
 * Milliseconds from the start to the first write, from there to the end of reading, and from the last batch to the end,
 * until a run has shown better.
 */
const FIRST_GUESS = { ledger: 250, sheet: 150, closing: 200 };

/**
 * One import of invented sheets through bad weather with at most `mostKills` kills; from then on the program is left
 * alone. The seed settles sheets, weather and shots; where a shot hits depends on the machine as well.
 */
export async function runKillCase(seed: number, mostKills: number): Promise<KillCase> {
  const started = performance.now();
  const roll = dice(seed);
  const sheets = inventSheets(seed, roll.whole(300, 600));
  // Half of the servers know a record again by its key; the others know only the idempotency key of a request, and
  // double what comes under another.
  const knows = roll.chance(0.5) ? 'records' : 'requests';
  await using server = await startFakeServerProcess({ script: storm(roll, 60, BAD), rules: { knows } });
  await server.order({
    lookups: {
      next: storm(
        roll,
        20,
        BAD.filter((weather) => !LIES.includes(weather)),
      ),
    },
  });
  using home = makeHome(server.url, sheets);
  const phases = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Record<Phase, number>;
  const faults: string[] = [];
  const usual = { ...FIRST_GUESS };
  let kills = 0;
  let runs = 0;
  // Some doubts wait ten minutes before they may be asked about. Nobody has the time: such a run is killed too, and the
  // next one lives a quarter of an hour later.
  let [later, idle] = [0, IDLE_MS];
  let before: Autopsy | undefined;
  let last: Fired | undefined;
  while (runs < MOST_RUNS && faults.length === 0) {
    runs += 1;
    const command = before && roll.chance(0.2) ? 'resume' : 'import';
    const shot =
      kills < mostKills ? aim(roll, usual, before ? before.entries.pending : sheets.effects.size) : undefined;
    last = await fire(home, [...(command === 'import' ? ['import', ...sheets.files.keys()] : ['resume']), '--json'], {
      ...(shot ? { shot } : {}),
      ...(later > 0 ? { env: clockAhead(later) } : {}),
      idle,
      delivered: async () => (await server.effects()).size === sheets.effects.size,
    });
    learn(usual, last);
    later += last.idled ? QUARTER_MS : 0;
    idle = last.idled ? idle * 2 : IDLE_MS;
    const found = openUp(home);
    faults.push(...faultsOnTheWay(last, found, await server.effects()));
    if (last.killed) {
      kills += 1;
      phases[phaseOf(found, before?.runs ?? 0, command, sheets.files.size)] += 1;
    } else if (last.exitCode !== 0 && last.exitCode !== 3)
      faults.push(`${command} ended with ${last.exitCode}: ${last.err}`);
    else if (command === 'import') break;
    before = found;
  }
  if (faults.length === 0)
    faults.push(
      ...(last && runs < MOST_RUNS
        ? await faultsAtTheEnd(home, sheets, last, await server.effects())
        : [`no end after ${runs} runs`]),
    );
  const { requests } = await server.requests();
  const [rows, records] = [rowsOf(sheets), sheets.effects.size];
  return {
    seed,
    rows,
    kills,
    restarts: runs - 1,
    phases,
    records,
    requests: requests.length,
    faults,
    ms: performance.now() - started,
  };
}

const IDLE_MS = 5_000;
const QUARTER_MS = 15 * 60_000;

/** The clock of the program `ms` ahead of the machine's. */
function clockAhead(ms: number): Record<string, string> {
  const shift = `const now = Date.now; Date.now = () => now() + ${ms};`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(shift)}` };
}

/**
 * What must hold at every moment: nothing doubled, nothing claimed that the server lacks, a ledger that is whole,
 * nothing said about people.
 */
function faultsOnTheWay({ out, err }: Fired, found: Autopsy | undefined, effects: Effects): string[] {
  const faults: string[] = [];
  const doubled = [...effects.values()].filter(({ count }) => count > 1).length;
  if (doubled > 0) faults.push(`${doubled} records are on the server more than once`);
  if (found && found.integrity !== 'ok') faults.push(`integrity_check: ${found.integrity}`);
  const ids = new Set(Array.from(effects.values(), ({ id }) => id));
  const invented = (found?.receipts ?? []).filter((receipt) => !ids.has(receipt)).length;
  if (invented > 0) faults.push(`${invented} records are called accepted that the server does not have`);
  if (found && found.kept > 0) faults.push(`${found.kept} bodies of accepted records were not erased`);
  if (holdsPersonalData(out) || holdsPersonalData(err)) faults.push('personal data in the output');
  if (/INVARIANT|please report/i.test(err + out)) faults.push(`a bug: ${err}`);
  return faults;
}
type Effects = Awaited<ReturnType<FakeServerProcess['effects']>>;

/** Milliseconds from the summary to the end of the process, about. */
const LAST_STEPS = 15;

/**
 * A shot somewhere in the life of a run: at the start, while reading, about a batch, or in the last steps. Now and then
 * none, when fewer than sixty entries are `open`.
 */
function aim(roll: Dice, usual: typeof FIRST_GUESS, open: number): Shot | undefined {
  switch (roll.whole(0, 10)) {
    case 0:
      return { after: 'start', ms: roll.next() * usual.ledger };
    case 1:
    case 2:
      return { after: 'ledger', ms: roll.next() * usual.sheet };
    case 3:
      return { after: { sheets: 1 }, ms: roll.next() * 60 };
    case 4:
      return { after: { sheets: 3 }, ms: roll.next() * 40 };
    case 5:
      return roll.chance(0.5)
        ? { after: 'delivered', ms: roll.next() * usual.closing }
        : { after: 'summary', ms: roll.next() * LAST_STEPS };
    default:
      if (open < 60) return roll.chance(0.5) ? undefined : { after: { sheets: 3 }, ms: roll.next() * usual.closing };
      return { after: { batches: roll.whole(1, 6) }, ms: roll.next() * 30 };
  }
}

/** Machines differ: how long each part takes is learnt from the runs before. */
function learn(usual: typeof FIRST_GUESS, { seen, killed }: Fired): void {
  const [ledger, sheet, batch, end] = [seen.get('ledger'), seen.get('sheet'), seen.get('batch'), seen.get('end')];
  if (ledger !== undefined) usual.ledger = ledger;
  if (ledger !== undefined && sheet !== undefined) usual.sheet = Math.max(20, sheet - ledger);
  if (batch !== undefined && end !== undefined && !killed) usual.closing = Math.max(20, end - batch);
}

const BAD: readonly Weather[] = [
  'refuse connection',
  'reset before reading',
  'commit then reset',
  'commit then reset',
  'half response then cut',
  'commit then 500',
  'commit then 503',
  'commit then 504',
  '500',
  '502',
  '503',
  '429',
  { do: '503', retryAfterSeconds: 0 },
  '200 with an HTML page',
  'short reply',
  'duplicate result',
  'unknown key in reply',
  'half-open',
  'commit then half-open',
  '409 in flight',
];

/**
 * A server that says of what it has that it has it not cannot be served exactly once by anybody; a web page as the
 * first answer of all is exit 7.
 */
const LIES: readonly Weather[] = ['short reply', 'duplicate result', 'unknown key in reply', '200 with an HTML page'];

/** Weather for the first `count` requests; after them the sky is blue. */
function storm(roll: Dice, count: number, bad: readonly Weather[]): Weather[] {
  const [first = 'ok', ...others] = bad;
  return Array.from({ length: count }, () => {
    const share = roll.next();
    if (share < 0.35) return 'ok';
    return share < 0.6 ? { do: 'slow', ms: roll.whole(1, 60) } : roll.of([first, ...others]);
  });
}

function rowsOf({ outcomes }: CrashSheets): number {
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

/** Many cases: the seeds follow one another until so many kills have hit. */
export async function* runKillCases(seed: number, kills: number): AsyncGenerator<KillCase> {
  for (let left = kills, next = seed; left > 0; next++) {
    const result = await runKillCase(next, left);
    left -= result.kills;
    yield result;
  }
}

/** The faults with how to see them again: what a test prints. */
export function describeFaults(kill: KillCase): string {
  return `seed ${kill.seed}, ${kill.kills} kills:\n${kill.faults.map((fault) => `  ${fault}`).join('\n')}\nAgain: npm run crash -- --seed ${kill.seed} --kills ${Math.max(1, kill.kills)}`;
}
