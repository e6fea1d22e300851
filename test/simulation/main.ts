/**
 * `npm run simulate -- --seeds 100000 [--from N] [--workers N]`: that many seeds on all cores; the first lines of every
 * seed that fails. `npm run simulate -- --seed S [--trace]`: one seed, with every step of it. `--first`: one seed after
 * the other, until one fails. `--gate`: the runs go through a gate that outlives them.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type SimulationResult, simulate } from './simulate.ts';

interface Share {
  readonly from: number;
  readonly step: number;
  readonly end: number;
  readonly gate: boolean;
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
    },
  });
  if (values.first) await first(Number(values.from), Number(values.seeds), values.gate);
  else if (values.seed !== undefined) await one(Number(values.seed), values.trace, values.gate);
  else await many(values);
} else {
  const { from, step, end, gate } = workerData as Share;
  for (let seed = from; seed < end; seed += step) parentPort?.postMessage(await simulate(seed, undefined, gate));
}

async function one(seed: number, trace: boolean, gate: boolean): Promise<void> {
  const result = await simulate(seed, trace ? (line) => console.log(line) : undefined, gate);
  console.log(result);
  process.exitCode = result.wrong.length === 0 ? 0 : 1;
}

async function first(from: number, seeds: number, gate: boolean): Promise<void> {
  for (let seed = from; seed < from + seeds; seed += 1) {
    const { wrong } = await simulate(seed, undefined, gate);
    if (wrong.length > 0) return tell(seed, wrong);
  }
}

function tell(seed: number, wrong: readonly string[]): void {
  console.log(`SEED=${seed}: ${wrong.slice(0, 3).join('; ')}\n  npm run simulate -- --seed ${seed} --trace`);
}

async function many(values: { seeds: string; from: string; workers: string; gate: boolean }): Promise<void> {
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
    if (sum.failed <= SHOWN)
      console.log(`SEED=${seed}: ${wrong.slice(0, 3).join('; ')}\n  npm run simulate -- --seed ${seed} --trace`);
  };
  await Promise.all(
    Array.from({ length: step }, (_, index) =>
      share({ from: from + index, step, end: from + seeds, gate: values.gate }, add),
    ),
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
