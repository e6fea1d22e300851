/**
 * `npm run bench -- postgres`: the ledger in PostgreSQL beside the one in SQLite, in one run: whole imports by one, two
 * and four machines, `resume` by one, two and four workers against a server that answers at once, and what a row costs
 * in ledgers of several sizes. The server has default settings, `fsync=on` among them, and its folder on the disk that
 * holds temporary files. `quick`: a tenth of the rows; `large`: also imports and ledgers of a million.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Postgres, startPostgres } from '../../test/support/postgres.ts';
import { type InstantServer, startInstantServer } from '../delivery/instant-server-process.ts';
import { DATA } from '../generate.ts';
import { type Measured, measure } from '../measure.ts';
import { serverSeconds } from './cpu.ts';
import { parts } from './files.ts';
import { carry, fill, openAt, type Spent } from './ledgers.ts';

const TOOL = join(import.meta.dirname, '..', '..', 'bin', 'vax-upload.js');
/** Of what SQLite reaches in the same run. */
const ADMISSION_GOAL = 0.5;
const DELIVERY_GOAL = 3_000;
const WORKERS = [1, 2, 4];
/** Taken in, and carried, to see what a row costs at each size. */
const PROBE = { rows: 4_000, batches: 40, size: 100 };

/** Of all workers together: the gate knows one width for all. */
const CONFIG = 'delivery:\n  concurrency: 8\n';

interface Together {
  readonly seconds: number;
  readonly programs: number;
  readonly server: number;
  readonly peak: number;
}

export async function benchPostgres(quick: boolean, large: boolean): Promise<void> {
  const rows = quick ? 10_000 : 100_000;
  await using postgres = await startPostgres(['fsync=on']);
  using instant = await startInstantServer();
  const folder = mkdtempSync(join(DATA, 'run-'));
  try {
    writeFileSync(join(folder, 'vax-upload.yaml'), CONFIG);
    await programs(rows, true, { postgres, instant, folder });
    if (large) await programs(1_000_000, false, { postgres, instant, folder });
    await growth(quick ? [1_000, 10_000] : large ? [10_000, 100_000, 1_000_000] : [10_000, 100_000], postgres, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Place {
  readonly postgres: Postgres;
  readonly instant: InstantServer;
  readonly folder: string;
}

/** Whole programs: `import` up to the ledger, then `resume` where it is `emptied`. */
async function programs(rows: number, emptied: boolean, place: Place): Promise<void> {
  console.log(`\n${number(rows)} rows, whole programs; ms of processor for 1,000 rows\n`);
  console.log('| what | rows/s | of SQLite | programs | server | peak MB | goal | reached |');
  console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |');
  const line = (what: string, { seconds, programs, server, peak }: Together, goal: number, of?: Together): void => {
    const rate = rows / seconds;
    const share = of ? `${Math.round((of.seconds / seconds) * 100)} %` : '';
    const costs = [programs, server].map((each) => ((each / rows) * 1e6).toFixed(0));
    const judged = goal > 0 ? [`≥ ${number(goal)}`, rate >= goal ? 'yes' : '**no**'] : ['', ''];
    console.log(`| ${[what, number(rate), share, ...costs, Math.round(peak), ...judged].join(' | ')} |`);
  };
  const file = join(place.folder, `${rows}.db`);
  const sqlite = await imports(rows, 1, file, place);
  line('import, SQLite', sqlite, 0);
  const sqliteResume = emptied ? await resumes(1, file, place) : undefined;
  if (sqliteResume) line('resume, SQLite', sqliteResume, 0);
  for (const count of WORKERS) {
    const state = await place.postgres.newDatabase();
    const goal = (ADMISSION_GOAL * rows) / sqlite.seconds;
    line(`import, PostgreSQL, ${count}`, await imports(rows, count, state, place), goal, sqlite);
    if (sqliteResume)
      line(`resume, PostgreSQL, ${count}`, await resumes(count, state, place), DELIVERY_GOAL, sqliteResume);
  }
}

async function imports(rows: number, count: number, state: string, place: Place): Promise<Together> {
  const files = await parts(rows, count, place.folder);
  return together(
    files.map((file) => ['import', file, '--take-in-only', '--quiet']),
    10,
    state,
    place,
  );
}

function resumes(count: number, state: string, place: Place): Promise<Together> {
  return together(
    Array.from({ length: count }, () => ['resume', '--quiet']),
    0,
    state,
    place,
  );
}

/** Programs that run at the same time, until the last one has ended. */
async function together(
  all: readonly (readonly string[])[],
  exitCode: number,
  state: string,
  { postgres, instant, folder }: Place,
): Promise<Together> {
  const before = serverSeconds(postgres.socket);
  const begun = performance.now();
  const run = (args: readonly string[]): Promise<Measured> =>
    measure([TOOL, ...args, '--to', instant.url, '--state', state], folder);
  const ended = await Promise.all(all.map(run));
  const seconds = (performance.now() - begun) / 1000;
  for (const { exitCode: code, stderr } of ended)
    if (code !== exitCode) throw new Error(`exit ${code} instead of ${exitCode}: ${stderr}`);
  return {
    seconds,
    programs: ended.reduce((sum, { processorSeconds }) => sum + (processorSeconds ?? Number.NaN), 0),
    server: serverSeconds(postgres.socket) - before,
    peak: Math.max(...ended.map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN)),
  };
}

/** What a row costs in a ledger that has so many. */
async function growth(sizes: readonly number[], postgres: Postgres, folder: string): Promise<void> {
  console.log('\nWhat the ledger alone takes for a row, in µs (in brackets: of the processor, in the program)\n');
  console.log(
    '| entries | admission | claim | settlement | server: admission, both others | SQLite: admission | claim | settlement |',
  );
  console.log('| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
  const state = await postgres.newDatabase();
  const [inPostgres, inSqlite] = [await openAt(state, folder), await openAt(join(folder, 'growth.db'), folder)];
  const costs = (spent: Spent, rows: number): string =>
    `${micros(spent.seconds, rows)} (${micros(spent.cpuSeconds, rows)})`;
  let [there, crowd] = [0, 10];
  for (const size of sizes) {
    const cells: string[] = [];
    for (const opened of [inPostgres, inSqlite]) {
      const ledger = await opened.beginRun('import', Date.now());
      if (size - there > PROBE.rows) await fill(opened, ledger, size - there - PROBE.rows, crowd);
      const before = serverSeconds(postgres.socket);
      const admission = await fill(opened, ledger, PROBE.rows, crowd + 1);
      const between = serverSeconds(postgres.socket);
      const { claims, settlements } = await carry(ledger, PROBE.batches, PROBE.size);
      const carried = PROBE.batches * PROBE.size;
      cells.push(costs(admission, PROBE.rows), costs(claims, carried), costs(settlements, carried));
      if (opened === inPostgres)
        cells.push(
          `${micros(between - before, PROBE.rows)}, ${micros(serverSeconds(postgres.socket) - between, carried)}`,
        );
      await ledger.endRun(0, Date.now());
    }
    console.log(`| ${[number(size), ...cells].join(' | ')} |`);
    there = size - PROBE.batches * PROBE.size;
    crowd += 2;
  }
  await inPostgres.close();
  await inSqlite.close();
}

function micros(seconds: number, rows: number): string {
  return ((seconds / rows) * 1e6).toFixed(1);
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}
