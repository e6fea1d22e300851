/**
 * The connections of a client: pooled ones and fresh ones, through a proxy or not, and whom they trust. Creating them
 * does not touch the network.
 */
import { type AgentOptions, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { LookupFunction } from 'node:net';
import { createSecureContext, getCACertificates, type SecureContext } from 'node:tls';

export interface ConnectionOptions {
  /** Connections to keep open at once; as many as there are concurrent exchanges. */
  readonly sockets: number;
  /** A connection that has been idle for so many milliseconds is closed and not used again. 4 s unless given. */
  readonly idleMs?: number;
  /**
   * Certificates (PEM) trusted besides the well-known ones and those of the system. Verification itself cannot be
   * switched off.
   */
  readonly ca?: string;
  /** What we show where a server asks who we are (mutual TLS): a certificate and its private key (PEM). */
  readonly client?: { readonly cert: string; readonly key: string };
  /** How names are looked up; the computer's own way unless given. */
  readonly lookup?: LookupFunction;
  /** The variables that name proxies (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, in either case); none unless given. */
  readonly proxyEnv?: Readonly<Record<string, string | undefined>>;
}

/** One way of connecting, for each protocol. */
export interface Agents {
  readonly http: HttpAgent;
  readonly https: HttpsAgent;
}

export interface Connections {
  /** Connections that are kept and used again. */
  readonly pooled: Agents;
  /** A new connection for each request. */
  readonly fresh: Agents;
  close(): void;
}

/**
 * Many servers hang up after 5 s, and routers forget a connection after some minutes without telling anybody: the next
 * request would go into the void, and its batch into doubt. Requests that follow each other share a connection all the
 * same.
 */
const LONGEST_IDLE_MS = 4_000;
/**
 * How long one address of a name is tried before the next one. Node's 250 ms is shorter than one round trip over a
 * satellite: there the first address is given up before it can answer, and where the second one leads nowhere nothing
 * lands.
 */
const ADDRESS_MS = 3_000;

export function connections({ sockets, idleMs, ca, client, lookup, proxyEnv }: ConnectionOptions): Connections {
  const every: AgentOptions = {
    maxSockets: sockets,
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
    ...(lookup ? { lookup } : {}),
    ...(proxyEnv ? { proxyEnv } : {}),
  };
  // With a limit of its own (and only then) Node's agent heeds the server's `Keep-Alive: timeout` too.
  const kept: AgentOptions = { ...every, keepAlive: true, maxFreeSockets: sockets, timeout: idleMs ?? LONGEST_IDLE_MS };
  // Said outright: no default of ours may ever obey NODE_TLS_REJECT_UNAUTHORIZED=0.
  const tls = { rejectUnauthorized: true, secureContext: trusted(ca, client) };
  const pooled = { http: new HttpAgent(kept), https: new SecureAgent({ ...kept, ...tls }) };
  const fresh = { http: new HttpAgent(every), https: new SecureAgent({ ...every, ...tls }) };
  return {
    pooled,
    fresh,
    close() {
      for (const agents of [pooled, fresh]) for (const agent of [agents.http, agents.https]) agent.destroy();
    },
  };
}

/**
 * Node keeps the connection to a proxy that has refused us, and nobody ends it: the program would not end either, and
 * its next request would go to the proxy as if that were the server.
 */
class SecureAgent extends HttpsAgent {
  override createConnection(...[options, connected]: Parameters<HttpsAgent['createConnection']>) {
    const socket = super.createConnection(options, (error, stream) => {
      if (error) socket?.destroy();
      connected?.(error, stream);
    });
    return socket;
  }
}

/**
 * The authorities that Node brings, those of the computer (an office that looks into TLS has put its own there), and
 * one more; and what we show ourselves. Made once, for a list of certificates among each request's options would be hashed each time.
 */
export function trusted(ca: string | undefined, client: ConnectionOptions['client'] = undefined): SecureContext {
  const all = new Set([
    ...getCACertificates('default'),
    ...getCACertificates('system'),
    ...(ca === undefined ? [] : [ca]),
  ]);
  return createSecureContext({ ca: [...all], ...client });
}
