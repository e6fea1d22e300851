/**
 * One client in a process of its own: `node bench/delivery/client.ts KIND URL ROWS SIZE CONCURRENCY FOLDER`. Prints
 * what it did as JSON.
 *
 * - `bare`: node:http with kept-alive connections and nothing else; the answer is read and thrown away. As fast as it
 *   gets.
 * - `durable`: the same, and each request is written to a file and forced to the disk before it is sent, each answer
 *   before the next one: what any client pays that keeps the promise "a batch is written down before it is sent, an
 *   answer before anything else".
 * - `target`: our `json` target alone: answers are read and believed or not, nothing is written down.
 * - `deliver`: the whole of delivery: ledger, pace, target.
 */
import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import { jsonTarget } from '../../src/target/json/json.ts';
import type { Batch, Target } from '../../src/target/target.ts';
import { filledLedger } from './filled-ledger.ts';
import { inventBatches } from './load.ts';

export interface Carried {
  readonly rows: number;
  readonly requests: number;
  readonly seconds: number;
  /** Of this process, all threads. */
  readonly cpuSeconds: number;
}

const [kind, url = '', folder = ''] = [process.argv[2], process.argv[3], process.argv[7]];
const [rows = 0, size = 0, concurrency = 0] = process.argv.slice(4, 7).map(Number);
const never = new AbortController().signal;

function openTarget(): Target {
  return jsonTarget({
    url,
    version: 'bench',
    maxBatch: size,
    sockets: concurrency,
    timeoutMs: 60_000,
    clock: systemClock,
  });
}

/** Runs `send` over all batches, `concurrency` at a time. */
async function carry(batches: readonly Batch[], send: (batch: Batch) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let batch = batches[next++]; batch; batch = batches[next++]) await send(batch);
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

function post(agent: Agent, { id, bytes }: Batch): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': bytes.length,
      accept: 'application/json',
      'idempotency-key': `"${id}"`,
    };
    const sent = request(`${url}/submissions`, { method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks)));
    });
    sent.on('error', reject);
    sent.end(bytes);
  });
}

async function timed(work: () => Promise<number>): Promise<Carried> {
  const cpu = process.cpuUsage();
  const begun = performance.now();
  const requests = await work();
  const seconds = (performance.now() - begun) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { rows, requests, seconds, cpuSeconds: (user + system) / 1e6 };
}

async function bare(): Promise<Carried> {
  const batches = inventBatches(rows, size, openTarget().encode);
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const carried = await timed(async () => {
    await carry(batches, async (batch) => void (await post(agent, batch)));
    return batches.length;
  });
  agent.destroy();
  return carried;
}

async function durable(): Promise<Carried> {
  const batches = inventBatches(rows, size, openTarget().encode);
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  const file = openSync(join(folder, 'journal'), 'w');
  const keep = (bytes: Uint8Array): void => {
    writeSync(file, bytes);
    fdatasyncSync(file);
  };
  const carried = await timed(async () => {
    await carry(batches, async (batch) => {
      keep(batch.bytes);
      keep(await post(agent, batch));
    });
    return batches.length;
  });
  closeSync(file);
  agent.destroy();
  return carried;
}

async function target(): Promise<Carried> {
  const ours = openTarget();
  const batches = inventBatches(rows, size, ours.encode);
  const carried = await timed(async () => {
    await carry(batches, async (batch) => {
      const answer = await ours.send(batch, never);
      if (answer.kind !== 'reply') throw new Error(`the server answered ${answer.kind}`);
    });
    return batches.length;
  });
  await ours.close();
  return carried;
}

async function whole(): Promise<Carried> {
  const ours = openTarget();
  const { ledger, close } = await filledLedger(join(folder, 'ledger.db'), rows, ours.identity);
  const parts = { ledger, target: ours, clock: systemClock, random: Math.random, report: () => undefined };
  const pace = { batchSize: size, concurrency, firstMs: 1_000, capMs: 60_000, probeMs: 300_000, slowMs: 5_000 };
  const settings = {
    pace,
    doubtWaitMs: 60_000,
    lookBackMs: 60_000,
    keyLifeMs: 86_400_000,
    patienceMs: 60_000,
    turnedAwayMs: 60_000,
    graceMs: 10_000,
  };
  const carried = await timed(async () => {
    const { why, stats } = await deliver(parts, settings, { finish: never, abort: never });
    if (why !== 'empty' || stats.accepted !== rows)
      throw new Error(`${why}: ${stats.accepted} of ${rows} were accepted`);
    return stats.requests;
  });
  await close();
  await ours.close();
  return carried;
}

const kinds: Readonly<Record<string, () => Promise<Carried>>> = { bare, durable, target, deliver: whole };
const run = kinds[kind ?? ''];
if (!run) throw new Error(`unknown kind ${kind}`);
console.log(JSON.stringify(await run()));
