/** One HEAD request over a connection of its own, and what was seen on the way. */
import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import { TLSSocket } from 'node:tls';
import { type SeenCertificate, shownBy } from './certificate.ts';
import { type ConnectionOptions, connections } from './connections.ts';

/** What it needs of the connections of a target. */
export type HeadOptions = Pick<ConnectionOptions, 'ca' | 'client' | 'proxyEnv'> & {
  /** The longest that connecting, and then answering, may take, in milliseconds. */
  readonly timeoutMs: number;
  readonly userAgent: string;
  /** Cuts it short: as if nobody had answered. */
  readonly signal: AbortSignal;
};

export interface Headed {
  /** The server (not a proxy before it) has taken the connection. */
  readonly connected: boolean;
  /** Why there is no answer: the system's own error, or LATE. */
  readonly failed?: unknown;
  readonly status?: number;
  /** `Date`, less half of the time that it took; epoch milliseconds. */
  readonly date?: number;
  /** What it showed, once the hand-shake was over. */
  readonly certificate?: SeenCertificate;
}

/** Our patience has ended. */
export const LATE = new Error('nobody has answered in time');

/** Never throws for anything a network can do. */
export function head(url: URL, { timeoutMs, userAgent, signal, ...options }: HeadOptions): Promise<Headed> {
  const lines = connections({ ...options, sockets: 1 });
  const started = performance.now();
  const isSecure = url.protocol === 'https:';
  return new Promise((resolve) => {
    let way: Pick<Headed, 'connected' | 'certificate'> = { connected: false };
    const request = (isSecure ? secureRequest : plainRequest)(url, {
      method: 'HEAD',
      agent: isSecure ? lines.fresh.https : lines.fresh.http,
      headers: { 'user-agent': userAgent },
    });
    const cut = (): unknown => request.destroy(LATE);
    if (signal.aborted) cut();
    signal.addEventListener('abort', cut, { once: true });
    const patience = (): NodeJS.Timeout => setTimeout(() => request.destroy(LATE), timeoutMs);
    let limit = patience();
    const end = (more: Omit<Headed, 'connected'>): void => {
      clearTimeout(limit);
      signal.removeEventListener('abort', cut);
      resolve({ ...way, ...more });
      request.destroy();
      lines.close();
    };
    const reached = (step: typeof way): void => {
      way = step;
      clearTimeout(limit);
      limit = patience();
    };
    request.on('socket', (socket) => {
      const met = (): void => reached({ connected: true });
      const shown = (): void => {
        if (socket instanceof TLSSocket)
          reached({ connected: true, certificate: shownBy(socket.getPeerCertificate()) });
      };
      if (socket.connecting) socket.once('connect', met).once('secureConnect', shown);
      else if (isSecure) shown();
      else met();
    });
    request.on('error', (failed) => end({ failed }));
    request.on('response', ({ statusCode: status = 0, headers }) => {
      const date = Date.parse(headers.date ?? '');
      const half = Math.round((performance.now() - started) / 2);
      end({ status, ...(Number.isNaN(date) ? {} : { date: date - half }) });
    });
    request.end();
  });
}
