/**
 * `npm run bench -- fhir`: people a second into a real HAPI FHIR server (test/real/hapi), by the whole of delivery and
 * by a bare client with the same bundles and the same concurrency, taking turns; our own time of a processor for each;
 * and the same through a gateway that adds 100 ms to each answer.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startHapi, whyNoHapi } from '../../test/real/hapi.ts';
import { openGateway } from '../../test/support/gateway.ts';
import { DATA } from '../generate.ts';
import { measure, median } from '../measure.ts';
import type { Sent } from './client.ts';

/** Of what the bare client reaches. */
const GOAL = 0.9;
const LATENCY_MS = 100;
const HEAP_MB = 3_000;
const CLIENTS = [
  ['bare', 'bare node:http, kept alive'],
  ['deliver', 'the whole of delivery'],
] as const;

export async function benchFhir(quick: boolean): Promise<void> {
  const why = whyNoHapi();
  if (why !== undefined) throw new Error(`no FHIR server: ${why}`);
  const [people, rounds] = quick ? [500, 1] : [2_000, 3];
  // All of them stay in its memory.
  const server = await startHapi({ heapMb: HEAP_MB });
  try {
    // Java is slow before it has been at work for a while.
    for (const [kind] of CLIENTS) await send(kind, server.url, 500);
    console.log(`${people} people with a dose each, 50 in a transaction, 2 at a time, ${rounds} rounds, medians\n`);
    console.log(
      '| answer after | client | people/s | rows/min | of bare | ms of processor a person | goal | reached |',
    );
    console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |');
    await table('at once', server.url, people, rounds);
    await using gateway = await openGateway(server.url);
    gateway.always({ do: 'late', ms: LATENCY_MS });
    await table(`${LATENCY_MS} ms more`, gateway.url, people, rounds);
  } finally {
    await server.kill();
  }
}

async function table(answer: string, url: string, people: number, rounds: number): Promise<void> {
  const runs = new Map<string, Sent[]>(CLIENTS.map(([kind]) => [kind, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [kind] of round % 2 === 0 ? CLIENTS : CLIENTS.toReversed())
      runs.get(kind)?.push(await send(kind, url, people));
  const bare = runs.get('bare') ?? [];
  for (const [kind, name] of CLIENTS) {
    const sent = runs.get(kind) ?? [];
    const share = median(sent.map((one, round) => rate(one) / rate(bare[round] ?? one)));
    const reached = share >= GOAL ? 'yes' : '**no**';
    const cells = [
      answer,
      name,
      Math.round(median(sent.map(rate))),
      Math.round(60 * median(sent.map(rate))).toLocaleString('en'),
      ...(kind === 'bare' ? [''] : [`${Math.round(100 * share)} %`]),
      median(sent.map(({ cpuSeconds }) => (cpuSeconds / people) * 1000)).toFixed(2),
      ...(kind === 'bare' ? ['', ''] : [`≥ ${100 * GOAL} %`, reached]),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

let crowds = 0;

async function send(kind: string, url: string, people: number): Promise<Sent> {
  mkdirSync(DATA, { recursive: true });
  // On the disk of the checkout, not in a folder that may be memory: delivery is measured with its fsyncs.
  const folder = mkdtempSync(join(DATA, 'run-'));
  crowds += 1;
  try {
    const args = [kind, url, people, 100 + crowds, folder].map(String);
    const client = join(import.meta.dirname, 'client.ts');
    const { exitCode, stdout, stderr } = await measure([client, ...args], folder, false);
    if (exitCode !== 0) throw new Error(`${kind}: ${stderr}`);
    return JSON.parse(stdout) as Sent;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function rate({ people, seconds }: Sent): number {
  return people / seconds;
}
