/**
 * The windows into the training server: what it stored, what the weather is, and the stream that the page draws from.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock.ts';
import type { Effect, Store } from './store.ts';
import { HISTORY_SECONDS, type Second, type Tally } from './tally.ts';
import type { Sky, Weather } from './weather.ts';

export interface Admin {
  readonly store: Store;
  readonly tally: Tally;
  readonly sky: Sky;
  readonly clock: Clock;
  /** Preset, seed and scale, for whoever wants the same weather again. */
  readonly climate: { readonly preset: string; readonly seed: number; readonly scale: number };
  elapsed(): number;
  /** Opens the windows (door.ts). */
  readonly token: string;
  readonly closing: AbortSignal;
}

/** What `/admin/weather` answers. Times are milliseconds since the start; `until` is null for ever. */
export function weatherReport(admin: Admin): Record<string, unknown> {
  return { ...admin.climate, elapsed: admin.elapsed(), ...admin.sky(admin.elapsed()) };
}

/** Streams every stored effect, then how many there are and how many were stored more than once. */
export async function sendEffects(admin: Admin, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  await untilGone(pipeline(Readable.from(effectsJson(admin.store.effects())), response));
}

/** The JSON text of the effects, some hundreds of them a chunk. */
function* effectsJson(effects: Iterable<Effect>): Generator<string> {
  let total = 0;
  let doubled = 0;
  let chunk = '{"effects":[';
  for (const effect of effects) {
    chunk += `${total === 0 ? '' : ','}\n${JSON.stringify(effect)}`;
    total += 1;
    if (effect.count > 1) doubled += 1;
    if (chunk.length < 32_768) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}\n],"total":${total},"doubled":${doubled}}\n`;
}

/** One message of the stream: what is new since the last one (a second may be sent twice; the later one counts). */
interface News {
  readonly now: number;
  readonly seconds: readonly Second[];
  readonly spells: readonly Weather[];
  readonly totals: Tally['totals'];
  readonly stored: { readonly total: number; readonly doubled: number };
}

/** Server-sent events, one a second, beginning with the last hour; ends with the client or the server. */
export async function sendNews(admin: Admin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('retry: 1000\n\n');
  const gone = new AbortController();
  request.socket.once('close', () => gone.abort());
  const end = AbortSignal.any([gone.signal, admin.closing]);
  let since = Math.max(0, admin.elapsed() - HISTORY_SECONDS * 1000);
  while (!end.aborted) {
    const now = admin.elapsed();
    response.write(`data: ${JSON.stringify(newsSince(admin, since, now))}\n\n`);
    since = Math.max(0, now - 1000);
    await admin.clock.sleep(1000, end);
  }
  response.end();
}

function newsSince(admin: Admin, since: number, now: number): News {
  const spells = [admin.sky(since)];
  for (let last = spells[0]; last && last.until <= now; last = spells.at(-1)) {
    const next = admin.sky(last.until);
    if (next.until <= last.until) break; // a sky of somebody's own that does not get on
    spells.push(next);
  }
  return { now, seconds: admin.tally.since(since), spells, totals: admin.tally.totals, stored: admin.store.totals() };
}

/** A reader that leaves in the middle is no error. */
async function untilGone(sending: Promise<void>): Promise<void> {
  await sending.catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
  });
}
