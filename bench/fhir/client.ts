/**
 * One client in a process of its own: `node bench/fhir/client.ts KIND URL PEOPLE CROWD FOLDER`. Prints what it did as
 * JSON. Each crowd is of other people: what a server has already costs it less.
 *
 * - `bare`: node:http with kept-alive connections and nothing else, sending the bundles that our target would send; the
 *   answer is read and thrown away.
 * - `deliver`: the whole of delivery: ledger, pace, target.
 */
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import type { Shown } from '../../src/target/examination.ts';
import { fhirTarget } from '../../src/target/fhir/fhir.ts';
import { filledLedger } from '../delivery/filled-ledger.ts';
import { inventBatches } from '../delivery/load.ts';

export interface Sent {
  readonly people: number;
  readonly seconds: number;
  /** Of this process, all threads. */
  readonly cpuSeconds: number;
}

/** The program's own: records in a batch, requests at a time; and as many people in a transaction as suits HAPI. */
const [SIZE, CONCURRENCY, PEOPLE_IN_BUNDLE] = [100, 2, 50];

const [kind, url = '', folder = ''] = [process.argv[2], process.argv[3], process.argv[6]];
const [people = 0, crowd = 0] = process.argv.slice(4, 6).map(Number);
const never = new AbortController().signal;
const SYSTEMS = { nik: 'urn:bench:nik', passport: 'urn:bench:passport', kitas: 'urn:bench:kitas' };
const target = fhirTarget({
  url,
  version: 'bench',
  maxBatch: SIZE,
  sockets: CONCURRENCY,
  timeoutMs: 60_000,
  clock: systemClock,
  random: Math.random,
  form: 'transaction',
  mode: 'create',
  personsPerBundle: PEOPLE_IN_BUNDLE,
  writing: { systems: SYSTEMS, codeSystems: {}, targetDiseases: {}, locations: {}, primarySource: true, extra: {} },
});

async function timed(work: () => Promise<void>): Promise<Sent> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { people, seconds, cpuSeconds: (user + system) / 1e6 };
}

function post(agent: Agent, { url, headers, body }: Shown): Promise<void> {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers: { ...headers, ...length } }, (response) => {
      response.resume().on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`the server answered ${response.statusCode}`));
      });
    });
    sent.on('error', reject).end(body);
  });
}

async function bare(): Promise<Sent> {
  const bundles = inventBatches(people, SIZE, target.encode, crowd).flatMap((batch) => target.show(batch));
  const agent = new Agent({ keepAlive: true, maxSockets: CONCURRENCY });
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let bundle = bundles[next++]; bundle; bundle = bundles[next++]) await post(agent, bundle);
  };
  const sent = await timed(async () => void (await Promise.all(Array.from({ length: CONCURRENCY }, lane))));
  agent.destroy();
  return sent;
}

async function whole(): Promise<Sent> {
  const { ledger, close } = await filledLedger(join(folder, 'ledger.db'), people, target.identity, crowd);
  const parts = { ledger, target, clock: systemClock, random: Math.random, report: () => undefined };
  const pace = {
    batchSize: SIZE,
    concurrency: CONCURRENCY,
    firstMs: 1_000,
    capMs: 60_000,
    probeMs: 180_000,
    slowMs: 5_000,
  };
  const settings = {
    pace,
    doubtWaitMs: 60_000,
    keyLifeMs: 86_400_000,
    patienceMs: 60_000,
    turnedAwayMs: 60_000,
    graceMs: 10_000,
    lookBackMs: 60_000,
  };
  const sent = await timed(async () => {
    const { why, stats } = await deliver(parts, settings, { finish: never, abort: never });
    if (why !== 'empty' || stats.accepted + stats.alreadyThere !== people)
      throw new Error(`${why}: ${stats.accepted} of ${people} were accepted`);
  });
  await close();
  return sent;
}

console.log(JSON.stringify(await (kind === 'bare' ? bare() : whole())));
await target.close();
