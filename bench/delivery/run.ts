/**
 * `npm run bench -- delivery`: how many requests a second the whole of delivery reaches beside a bare keep-alive client
 * with the same bytes and the same concurrency, against a server that answers at once and against one that takes 20 ms
 * (faster than any registry we know of). Each client runs in a process of its own, taking turns, several rounds;
 * medians.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATA } from '../generate.ts';
import { measure, median } from '../measure.ts';
import type { Carried } from './client.ts';
import { startInstantServer } from './instant-server-process.ts';

const SIZE = 100;
const CONCURRENCY = 2;
/** Of what the bare client reaches. */
const GOAL = 0.8;

const CLIENTS = [
  ['bare', 'bare node:http, kept alive'],
  ['target', 'our target alone: answers read and believed'],
  ['durable', 'bare, each request and answer forced to the disk'],
  ['deliver', 'the whole of delivery'],
] as const;

export async function benchDelivery(quick: boolean): Promise<void> {
  const rounds = quick ? 3 : 7;
  console.log(`${SIZE} records a request, ${CONCURRENCY} requests at a time, ${rounds} rounds taking turns, medians\n`);
  console.log('| answer after | client | requests/s | of bare | ms of processor a request | rows/s | goal | reached |');
  console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |');
  for (const [latencyMs, rows] of [
    [0, quick ? 20_000 : 50_000],
    [20, quick ? 5_000 : 20_000],
  ] as const)
    await benchAgainst(latencyMs, rows, rounds);
}

async function benchAgainst(latencyMs: number, rows: number, rounds: number): Promise<void> {
  using server = await startInstantServer(latencyMs);
  const runs = new Map<string, Carried[]>(CLIENTS.map(([kind]) => [kind, []]));
  for (let round = 0; round < rounds; round++)
    for (const [kind] of CLIENTS) runs.get(kind)?.push(await carry(kind, server.url, rows));
  const bare = runs.get('bare') ?? [];
  for (const [kind, name] of CLIENTS) {
    const carried = runs.get(kind) ?? [];
    const share = median(carried.map((one, round) => rate(one) / rate(bare[round] ?? one)));
    const goal =
      kind === 'target' || kind === 'deliver' ? [`≥ ${percent(GOAL)}`, share >= GOAL ? 'yes' : '**no**'] : ['', ''];
    const cells = [
      latencyMs === 0 ? 'at once' : `${latencyMs} ms`,
      name,
      number(median(carried.map(rate))),
      kind === 'bare' ? '' : percent(share),
      median(carried.map(({ cpuSeconds, requests }) => (cpuSeconds / requests) * 1000)).toFixed(2),
      number(median(carried.map(({ seconds }) => rows / seconds))),
      ...goal,
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

async function carry(kind: string, url: string, rows: number): Promise<Carried> {
  mkdirSync(DATA, { recursive: true });
  // On the disk of the checkout, not in a folder that may be memory: delivery is measured with its fsyncs.
  const folder = mkdtempSync(join(DATA, 'run-'));
  try {
    const args = [kind, url, rows, SIZE, CONCURRENCY, folder].map(String);
    const { exitCode, stdout, stderr } = await measure(
      [join(import.meta.dirname, 'client.ts'), ...args],
      folder,
      false,
    );
    if (exitCode !== 0) throw new Error(`${kind}: ${stderr}`);
    return JSON.parse(stdout) as Carried;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rate({ requests, seconds }: Carried): number {
  return requests / seconds;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}
