/**
 * One ledger in PostgreSQL, several computers that import into it and send out of it, and a database that is killed
 * under all of them again and again. When all is done, every record of the sheets is on the server exactly once.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Dice, dice } from '../../fixtures/make/random.ts';
import { startFakeServerProcess } from '../support/fake-server-process.ts';
import type { Weather } from '../support/fake-weather.ts';
import type { Postgres } from '../support/postgres.ts';
import { faultsOfDatabase } from './database-autopsy.ts';
import { type Fired, fire, summaryOf } from './fire.ts';
import { type Home, holdsPersonalData, makeHome } from './home.ts';
import { type CrashSheets, inventSheets } from './sheets.ts';
import { faultsOfServer } from './verdict.ts';

/** What happens to the database. `terminated`: all its connections, by an operator. */
export const BLOWS = ['SIGKILL', 'SIGQUIT', 'SIGINT', 'terminated', 'read-only'] as const;
export type Blow = (typeof BLOWS)[number];

export interface OutageCase {
  readonly seed: number;
  readonly blows: Readonly<Record<Blow, number>>;
  readonly records: number;
  readonly runs: number;
  readonly faults: readonly string[];
  readonly ms: number;
}

/** Two import, two send. */
const IMPORTERS = 2;
const WORKERS = 2;
/** More runs at the end would mean that something never comes to its end. */
const MOST_LAST_RUNS = 5;

/** At most `mostBlows` while the programs of a case are at work. */
export async function runOutageCase(postgres: Postgres, seed: number, mostBlows: number): Promise<OutageCase> {
  const started = performance.now();
  const roll = dice(seed);
  await using server = await startFakeServerProcess({ script: weather(roll), rules: { knows: 'requests' } });
  const address = await postgres.newDatabase();
  // Half of the time the second computer has a copy of what the first one has: who comes later brings nothing new.
  const first = inventSheets(seed, roll.whole(150, 300));
  const isShared = roll.chance(0.5);
  const sheets = [first, isShared ? copyOf(first) : ofAnother(inventSheets(seed + 500_000, roll.whole(100, 200)))];
  using homes = computersOf(server, address, sheets);
  const blows = Object.fromEntries(BLOWS.map((blow) => [blow, 0])) as Record<Blow, number>;
  const faults: string[] = [];
  const tell = (what: string, { exitCode, out, err }: Fired): void => {
    if (exitCode !== 0 && exitCode !== 3) faults.push(`${what} ended with ${exitCode}: ${err.slice(-2_000)}`);
    if (holdsPersonalData(out) || holdsPersonalData(err)) faults.push(`personal data in the output of ${what}`);
  };

  let atWork = true;
  const runs = [
    ...homes.importers.map(async ({ home, sheets: mine }) => {
      const ended = await fire(home, ['import', ...mine.files.keys(), '--json'], { within: 120_000 });
      tell('import', ended);
      // Which of two that say the same is the one that repeats the other depends on who came first.
      if (!isShared) faults.push(...faultsOfOutcomes(mine, ended));
    }),
    ...homes.workers.map(async (home, index) => {
      // One that finds nothing yet ends at once; the later it comes, the more there is to do.
      await wait(roll.whole(200, 900) * (index + 1));
      tell('resume', await fire(home, ['resume', '--json'], { within: 120_000 }));
    }),
  ];
  const killer = (async () => {
    for (let left = mostBlows; left > 0 && atWork; left--) {
      await wait(roll.whole(50, 700));
      if (!atWork) return;
      const blow = roll.of(BLOWS);
      await strike(postgres, blow, roll.whole(0, 400));
      blows[blow] += 1;
    }
  })();
  await Promise.all(runs);
  atWork = false;
  await killer;

  const [last = first] = sheets;
  let more = 0;
  for (; more < MOST_LAST_RUNS && faults.length === 0; more++) {
    const ended = await fire(homes.workers[0] as Home, ['resume', '--json'], { within: 120_000 });
    tell('the last resume', ended);
    if (summaryOf(ended)?.backlog === 0) break;
  }
  if (more === MOST_LAST_RUNS)
    faults.push(`something is left after ${more} runs: ${await whatIsLeft(postgres, address)}`);
  if (faults.length > 0) return { seed, blows, records: 0, runs: runs.length, faults, ms: performance.now() - started };
  const effects = await server.effects();
  const all = { ...last, effects: new Map(sheets.flatMap((each) => [...each.effects])) };
  faults.push(
    ...faultsOfServer(all, effects),
    ...(await faultsOfDatabase(postgres, address, homes.keyFile, all.effects.size, effects)),
  );
  const records = all.effects.size;
  return { seed, blows, records, runs: runs.length + more + 1, faults, ms: performance.now() - started };
}

export interface Computers extends Disposable {
  readonly importers: readonly { readonly home: Home; readonly sheets: CrashSheets }[];
  readonly workers: readonly Home[];
  readonly keyFile: string;
}

/** Each has a folder of its own, and all have the same key. */
export function computersOf(
  { url }: { readonly url: string },
  address: string,
  sheets: readonly CrashSheets[],
): Computers {
  const made: Home[] = [];
  let keyFile = '';
  const computer = (mine: CrashSheets): Home => {
    const lines = `state: "${address}"\nprivacy: { keyFile: "${keyFile || '../shared.key'}" }\n`;
    const home = makeHome(url, mine, { lines });
    made.push(home);
    if (keyFile === '') {
      keyFile = join(dirname(home.folder), 'shared.key');
      writeFileSync(keyFile, Buffer.alloc(32, 7), { mode: 0o600 });
    }
    return home;
  };
  const importers = sheets.slice(0, IMPORTERS).map((mine) => ({ home: computer(mine), sheets: mine }));
  const nothing = { ...(sheets[0] as CrashSheets), files: new Map() };
  const workers = Array.from({ length: WORKERS }, () => computer(nothing));
  return {
    importers,
    workers,
    keyFile,
    [Symbol.dispose]() {
      for (const home of made) home[Symbol.dispose]();
    },
  };
}

/** A file of the same name would be taken for a newer version of the first one. */
function ofAnother({ files, ...rest }: CrashSheets): CrashSheets {
  return { ...rest, files: new Map(Array.from(files, ([name, bytes]) => [`kota-${name}`, bytes])) };
}

/** The same people in another file: its CSV, with an empty line at the end. */
function copyOf({ files, ...rest }: CrashSheets): CrashSheets {
  const csv = Array.from(files).filter(([name]) => name.endsWith('.csv'));
  return { ...rest, files: new Map(csv.map(([name, bytes]) => [name, Buffer.concat([bytes, Buffer.from('\r\n')])])) };
}

async function whatIsLeft(postgres: Postgres, address: string): Promise<string> {
  const client = await postgres.connect(address);
  const { rows } = await client.query(
    `SELECT state, batches.*, uuid, now() FROM vax_upload.entries LEFT JOIN vax_upload.batches ON batches.id = batch
     WHERE state IN (0, 1, 2) LIMIT 3`,
  );
  await client.end();
  return JSON.stringify(rows.map(({ mac, request, ...row }) => row));
}

/** What a sheet comes to is the same, whoever sends it. */
function faultsOfOutcomes({ outcomes }: CrashSheets, ended: Fired): string[] {
  const said = summaryOf(ended)?.outcomes;
  if (!said) return ['an import without a summary'];
  const expected = {
    invalid: outcomes.invalid,
    repeated: outcomes.repeated,
    held: outcomes.held,
    skipped: outcomes.skipped,
  };
  return Object.entries(expected).flatMap(([outcome, count]) =>
    said[outcome] === count ? [] : [`${outcome}: ${said[outcome]} said, ${count} true`],
  );
}

/** `pause`: how long it is away, in milliseconds. */
async function strike(postgres: Postgres, blow: Blow, pause: number): Promise<void> {
  switch (blow) {
    case 'terminated':
      return asOperator(postgres, TERMINATE);
    case 'read-only':
      await asOperator(
        postgres,
        'ALTER SYSTEM SET default_transaction_read_only = on',
        'SELECT pg_reload_conf()',
        TERMINATE,
      );
      await wait(pause);
      return asOperator(postgres, 'ALTER SYSTEM RESET default_transaction_read_only', 'SELECT pg_reload_conf()');
    default:
      await postgres.kill(blow);
      await wait(pause);
      return postgres.start();
  }
}

const TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'vax-upload%'";

async function asOperator(postgres: Postgres, ...statements: readonly string[]): Promise<void> {
  const client = await postgres.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

const BAD: readonly Weather[] = ['commit then reset', 'reset before reading', '503', 'commit then 504', '502'];

/** A few bad moments of the server among those of the database. */
function weather(roll: Dice): Weather[] {
  return Array.from({ length: 30 }, () => {
    const share = roll.next();
    if (share < 0.5) return 'ok';
    return share < 0.8 ? { do: 'slow', ms: roll.whole(1, 60) } : roll.of(['500', ...BAD]);
  });
}

/** Many cases: the seeds follow one another until the database was struck so often. */
export async function* runOutageCases(postgres: Postgres, seed: number, blows: number): AsyncGenerator<OutageCase> {
  for (let left = blows, next = seed; left > 0; next++) {
    const result = await runOutageCase(postgres, next, Math.min(left, MOST_BLOWS));
    left -= Object.values(result.blows).reduce((sum, count) => sum + count, 0);
    yield result;
  }
}

/** In one case. */
const MOST_BLOWS = 8;

/** The faults with how to see them again: what a test prints. */
export function describeOutage({ seed, blows, faults }: OutageCase): string {
  return `seed ${seed}, ${JSON.stringify(blows)}:\n${faults.map((fault) => `  ${fault}`).join('\n')}\nAgain: npm run crash -- --postgres --seed ${seed} --kills ${MOST_BLOWS}`;
}
