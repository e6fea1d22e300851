/** One message over HTTP: two tries within the time there is, and no word of the address but its host. */
import { setTimeout as wait } from 'node:timers/promises';
import { RunError } from '../errors.ts';
import type { HttpClient } from '../target/exchange.ts';

export interface Posting {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Between the two tries, in milliseconds. */
const PAUSE_MS = 500;
/** What may be over at the second try. */
const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/**
 * Posts it and returns the beginning of what was answered. `client` has half of the time for each try.
 * @throws RunError NOTIFY_AWAY and NOTIFY_REFUSED {key, host, …}.
 */
export async function post(client: HttpClient, posting: Posting, key: string, signal: AbortSignal): Promise<string> {
  const first = await once(client, posting, signal);
  const isOver = first.kind === 'response' && !PASSING.has(first.status);
  if (!isOver) await wait(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  const came = isOver || signal.aborted ? first : await once(client, posting, signal);
  const { host } = posting.url;
  if (came.kind === 'failed') throw new RunError('NOTIFY_AWAY', { key, host, cause: came.cause });
  if (came.status < 200 || came.status > 299) throw new RunError('NOTIFY_REFUSED', { key, host, status: came.status });
  return came.body.subarray(0, 200).toString('utf8');
}

function once(client: HttpClient, { url, headers, body }: Posting, signal: AbortSignal) {
  return client.exchange({ method: 'POST', url, headers, body: Buffer.from(body), signal, repeatable: true });
}
