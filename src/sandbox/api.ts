/**
 * The exchange of one API request: what the client asked, what the server made of it, and what the weather did to both.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Random } from '../clock.ts';
import { fateOf, type Mishap, storesAnyway } from './fate.ts';
import { spoil } from './mishaps.ts';
import { sendReply } from './reply.ts';
import type { Tally } from './tally.ts';
import { type Examined, examineLookup, examineSubmission, type Performed, type Task, type TaskParts } from './tasks.ts';
import type { Weather } from './weather.ts';

/** How long the server takes, in milliseconds: for any request, and for each record or key in it. */
export interface Latency {
  readonly request: number;
  readonly record: number;
}

export interface Api {
  readonly desk: TaskParts;
  readonly clock: Clock;
  readonly random: Random;
  readonly latencyMs: Latency;
  readonly retryAfterSeconds: number;
  readonly tally: Tally;
  /** Milliseconds since the server started. */
  elapsed(): number;
  weather(): Weather;
  /**
   * Runs writers one after the other, as a registry with one database does: a client that sends in parallel only waits
   * longer, and a run against the training server takes as long with one connection as with four.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
}

const API_PATHS = { '/submissions': examineSubmission, '/lookups': examineLookup } as const;
export type ApiPath = keyof typeof API_PATHS;

/** Serves one `POST` to an API path to its end, good or bad. */
export async function serveApi(
  api: Api,
  path: ApiPath,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  api.tally.add(api.elapsed(), { requests: 1 });
  const { slowness, mishap } = fateOf(api.weather(), api.random);
  if (mishap && !storesAnyway(mishap)) return failed(api, response, mishap, false);
  const examined: Examined = await API_PATHS[path](api.desk, request);
  if (examined.kind === 'gone') return api.tally.add(api.elapsed(), { failed: 1 });
  if (examined.kind === 'reply') return sendReply(response, examined.reply);
  const { task } = examined;
  try {
    const work = () => attend(api, task, slowness, mishap);
    const end = await (task.writes ? api.inTurn(work) : work());
    if (api.closing.aborted) response.socket?.destroy();
    else if (end.mishap) await failed(api, response, end.mishap, end.performed !== undefined);
    else if (end.performed) sendReply(response, end.performed.reply);
  } finally {
    task.release();
  }
}

interface End {
  readonly mishap: Mishap | undefined;
  readonly performed?: Performed;
}

/**
 * Takes the time the work takes and does it half-way through. A server that dies before that has stored nothing; one
 * that dies after it has stored everything and cannot say so. The client cannot tell the two apart, which is what doubt
 * is.
 */
async function attend(api: Api, task: Task, slowness: number, fate: Mishap | undefined): Promise<End> {
  const half = ((api.latencyMs.request + task.size * api.latencyMs.record) * slowness) / 2;
  await api.clock.sleep(half, api.closing);
  const before = fate ?? deathIn(api.weather());
  if (api.closing.aborted || (before && !storesAnyway(before))) return { mishap: before };
  const performed = task.perform();
  const count = (status: string) => performed.results.filter((result) => result.status === status).length;
  api.tally.add(api.elapsed(), {
    accepted: count('accepted'),
    alreadyThere: count('already-there'),
    refused: count('refused'),
  });
  await api.clock.sleep(half, api.closing);
  return { mishap: before ?? deathIn(api.weather()), performed };
}

function deathIn(weather: Weather): Mishap | undefined {
  return weather.state === 'down' ? weather.mode : undefined;
}

async function failed(api: Api, response: ServerResponse, mishap: Mishap, stored: boolean): Promise<void> {
  api.tally.add(api.elapsed(), stored ? { lost: 1 } : { failed: 1 });
  const hangMs = api.weather().until - api.elapsed();
  await spoil(response, mishap, {
    clock: api.clock,
    retryAfterSeconds: api.retryAfterSeconds,
    hangMs,
    closing: api.closing,
  });
}
