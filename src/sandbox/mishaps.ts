/** How an exchange goes wrong, on the wire. */
import type { ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Mishap } from './fate.ts';
import { problemReply, type Reply, sendReply } from './reply.ts';

const NGINX = '<center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** What a proxy, which knows nothing of our API, says for a server that is gone. */
const BAD_GATEWAY = `<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr>${NGINX}`;

/** The page that pretends to be a success. */
const MAINTENANCE =
  '<!doctype html><html lang="id"><title>Pemeliharaan</title><h1>Sistem sedang dalam pemeliharaan</h1><p>Silakan coba beberapa saat lagi.</p></html>';

/** What a mishap needs to know to be carried out. */
export interface MishapCircumstances {
  readonly clock: Clock;
  /** What `Retry-After` asks for, in whole seconds. */
  readonly retryAfterSeconds: number;
  /** Milliseconds until the outage ends: as long as a hanging request hangs, if the client does not give up before. */
  readonly hangMs: number;
  /** Aborted when the server closes. */
  readonly closing: AbortSignal;
}

/** Ends the exchange in the way of the mishap; resolves when there is nothing more to do for it. */
export async function spoil(
  response: ServerResponse,
  mishap: Mishap,
  circumstances: MishapCircumstances,
): Promise<void> {
  const retryAfter = { 'retry-after': String(circumstances.retryAfterSeconds) };
  switch (mishap) {
    case 'refused':
      response.socket?.destroy();
      return;
    case 'reset':
      // headers that promise more than will come: the client believes in a success until the connection breaks
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 4096 });
      response.write('{"results":[', () => response.socket?.resetAndDestroy());
      return;
    case 'commit-then-reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang': {
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      await circumstances.clock.sleep(circumstances.hangMs, AbortSignal.any([gone.signal, circumstances.closing]));
      response.socket?.destroy();
      return;
    }
    case 'unavailable':
      return sendReply(response, problemReply('unavailable', undefined, retryAfter));
    case 'throttled':
      return sendReply(response, problemReply('throttled', undefined, retryAfter));
    case 'server-error':
      return sendReply(response, problemReply('internal'));
    case 'bad-gateway':
      return sendReply(response, foreignReply(502, 'text/html', BAD_GATEWAY));
    case 'gateway-timeout':
      return sendReply(response, foreignReply(504, 'text/plain', 'Gateway Timeout'));
    case 'maintenance':
      return sendReply(response, foreignReply(200, 'text/html; charset=utf-8', MAINTENANCE));
  }
}

function foreignReply(status: number, type: string, body: string): Reply {
  return { status, headers: { 'content-type': type }, body };
}
