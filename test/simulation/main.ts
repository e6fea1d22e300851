/**
 * `npm run simulate -- --seeds 100000 [--from N] [--workers N]`: that many seeds on all cores; the first lines of every
 * seed that fails. `npm run simulate -- --seed S [--trace]`: one seed, with every step of it. `--first`: one seed after
 * the other, until one fails. `--gate`: the runs go through a gate that outlives them. `--postgres`: the ledger is in a
 * PostgreSQL, which is started for it, and the gate with it.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type SimulationOptions, type SimulationResult, simulate } from './simulate.ts';

/** How seeds are tried. */
interface How {
  readonly gate: boolean;
  /** The folder in which a PostgreSQL listens; in memory without. */
  readonly socket?: string | undefined;
}

interface Share extends How {
  readonly from: number;
  readonly step: number;
  readonly end: number;
}

/** How many failing seeds are shown. */
const SHOWN = 20;

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
      first: { type: 'boolean', default: false },
      gate: { type: 'boolean', default: false },
      postgres: { type: 'boolean', default: false },
    },
  });
  await using postgres = values.postgres ? await startServer() : undefined;
  const how: How = { gate: values.gate, socket: postgres?.socket };
  if (values.first) await first(Number(values.from), Number(values.seeds), how);
  else if (values.seed !== undefined) await one(Number(values.seed), values.trace, how);
  else await many(values, how);
} else {
  const { from, step, end, ...how } = workerData as Share;
  await simulating(how, async (options) => {
    for (let seed = from; seed < end; seed += step) parentPort?.postMessage(await simulate(seed, options));
  });
}

/** Loaded for this alone: without it a simulation needs no package. */
async function startServer() {
  const { startPostgres } = await import('../support/postgres.ts');
  return startPostgres();
}

async function simulating({ gate, socket }: How, work: (options: SimulationOptions) => Promise<void>): Promise<void> {
  if (socket === undefined) return work({ gate });
  const { postgresLedgers } = await import('./postgres/ledgers.ts');
  await using ledgers = await postgresLedgers(socket);
  await work({ gate, newLedger: ledgers.newLedger });
}

function one(seed: number, trace: boolean, how: How): Promise<void> {
  return simulating(how, async (options) => {
    const result = await simulate(seed, { ...options, trace: trace ? (line) => console.log(line) : undefined });
    console.log(result);
    process.exitCode = result.wrong.length === 0 ? 0 : 1;
  });
}

function first(from: number, seeds: number, how: How): Promise<void> {
  return simulating(how, async (options) => {
    for (let seed = from; seed < from + seeds; seed += 1) {
      const { wrong } = await simulate(seed, options);
      if (wrong.length > 0) return tell(seed, wrong, how);
    }
  });
}

function tell(seed: number, wrong: readonly string[], { gate, socket }: How): void {
  const flags = `${gate ? '--gate ' : ''}${socket === undefined ? '' : '--postgres '}`;
  console.log(`SEED=${seed}: ${wrong.slice(0, 3).join('; ')}\n  npm run simulate -- ${flags}--seed ${seed} --trace`);
}

async function many(values: { seeds: string; from: string; workers: string }, how: How): Promise<void> {
  const [from, seeds, step] = [Number(values.from), Number(values.seeds), Number(values.workers)];
  const sum = { seeds: 0, failed: 0, runs: 0, deaths: 0, requests: 0, records: 0, days: 0 };
  const started = performance.now();
  const add = ({ seed, wrong, runs, deaths, requests, records, ms }: SimulationResult): void => {
    sum.seeds += 1;
    sum.runs += runs;
    sum.deaths += deaths;
    sum.requests += requests;
    sum.records += records;
    sum.days += ms / 86_400_000;
    if (wrong.length === 0) return;
    sum.failed += 1;
    if (sum.failed <= SHOWN) tell(seed, wrong, how);
  };
  await Promise.all(
    Array.from({ length: step }, (_, index) => share({ from: from + index, step, end: from + seeds, ...how }, add)),
  );
  const seconds = (performance.now() - started) / 1_000;
  console.log(
    `${sum.seeds} seeds: ${sum.failed} failed. ${sum.runs} runs, ${sum.deaths} deaths, ${sum.requests} requests, ${sum.records} records, ` +
      `${Math.round(sum.days)} simulated days in ${Math.round(seconds)} s.`,
  );
  process.exitCode = sum.failed === 0 ? 0 : 1;
}

function share(part: Share, add: (result: SimulationResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part });
    // Ctrl-C ends it early, and the sum of what was tried is told.
    process.once('SIGINT', () => void worker.terminate());
    worker.on('message', add);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}
