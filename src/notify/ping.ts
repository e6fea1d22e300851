/**
 * A ping as healthchecks.io and its kin understand it (docs: Pinging API): `/start`, `/<exit code>` and `/log` behind
 * the address of the check, with the UUID of the run, and the letter as what is shown beside it.
 */
import { RunError } from '../errors.ts';
import type { HttpClient } from '../target/exchange.ts';
import { post } from './post.ts';
import type { Message, Teller } from './way.ts';

export interface PingParts {
  /** Reads the address, which is a secret. */
  readonly address: () => Promise<URL>;
  readonly client: HttpClient;
  /** A UUID. */
  readonly run: string;
}

const KEY = 'notify.ping';
/** Watchmen keep at least so much of a body, in bytes. */
const LONGEST_BODY = 10_000;

export function pingTeller({ address, client, run }: PingParts): Teller {
  let host: string | undefined;
  let beginning: Promise<unknown> | undefined;
  const send = async (last: string, body: string, signal: AbortSignal): Promise<void> => {
    const base = await address();
    host = base.host;
    const url = pingUrl(base, last, run);
    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    const answer = await post(client, { url, headers, body: cut(body) }, KEY, signal);
    // An address of nobody is answered with 200 by some.
    if (/not found|rate limited/i.test(answer)) throw new RunError('NOTIFY_UNKNOWN', { key: KEY, host });
  };
  return {
    way: 'ping',
    key: KEY,
    host: () => host,
    when: 'always',
    begin: (signal) => {
      const sent = send('start', '', signal);
      beginning = sent.catch(() => undefined);
      return sent;
    },
    async tell({ ping, letter: { subject, body } }: Message, signal) {
      // A start that overtook the end would stand there as a run that never ended.
      await beginning;
      await send(ping, `${subject}\n\n${body}`, signal);
    },
    close: () => client.close(),
  };
}

/**
 * `last` behind the path; the query of the address (`?create=1`) stays.
 * @internal Exported for its tests.
 */
export function pingUrl(base: URL, last: string, run: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/(?<!\/)\/+$/, '')}/${last}`;
  url.searchParams.set('rid', run);
  return url;
}

function cut(body: string): string {
  const bytes = Buffer.from(body);
  return bytes.length <= LONGEST_BODY
    ? body
    : new TextDecoder().decode(bytes.subarray(0, LONGEST_BODY), { stream: true });
}
