/**
 * `npm run night [-- --seeds 200 --from 1 --batch-size 10 --batch-seconds 10 --target fhir]`: that many nights on all cores, and what
 * came of them. `npm run night -- --seed S [--trace]`: one night, with every step of it.
 */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type NightOptions, type NightResult, spendNight, USUAL_NIGHT } from './night.ts';
import { summarise } from './summary.ts';

interface Share {
  readonly seeds: readonly number[];
  readonly options: NightOptions;
}

if (isMainThread) {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '200' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: String(availableParallelism()) },
      'batch-size': { type: 'string', default: String(USUAL_NIGHT.batchSize) },
      'batch-seconds': { type: 'string', default: String(USUAL_NIGHT.batchMs / 1_000) },
      target: { type: 'string', default: 'json' },
      seed: { type: 'string' },
      trace: { type: 'boolean', default: false },
    },
  });
  const options: NightOptions = {
    batchSize: Number(values['batch-size']),
    batchMs: Number(values['batch-seconds']) * 1_000,
    target: values.target === 'fhir' ? 'fhir' : 'json',
  };
  const [from, seeds, workers] = [Number(values.from), Number(values.seeds), Number(values.workers)];
  if (values.seed === undefined) await many(from, seeds, workers, options);
  else
    console.log(await spendNight(Number(values.seed), options, values.trace ? (line) => console.log(line) : undefined));
} else {
  const { seeds, options } = workerData as Share;
  for (const seed of seeds) parentPort?.postMessage(await spendNight(seed, options));
}

async function many(from: number, seeds: number, workers: number, options: NightOptions): Promise<void> {
  const results: NightResult[] = [];
  const shares = Array.from({ length: workers }, (_, worker) => {
    const own = Array.from({ length: seeds }, (_, index) => from + index).filter((seed) => seed % workers === worker);
    return share({ seeds: own, options }, (result) => results.push(result));
  });
  await Promise.all(shares);
  console.log(summarise(results));
  process.exitCode = results.every(({ wrong }) => wrong.length === 0) ? 0 : 1;
}

function share(part: Share, add: (result: NightResult) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: part });
    worker.on('message', add);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  });
}
