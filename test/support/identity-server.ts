/**
 * A server of identities on a real socket: OAuth 2, client credentials (RFC 6749, section 4.4). It gives out tokens
 * `token-1`, `token-2` …, and has moods.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type Tls, tlsOptions } from './authority.ts';
import { Listener } from './listener.ts';

/** What it does with a question: gives a token, or says this. */
export type Mood =
  | 'token'
  | { readonly status: number; readonly body: string; readonly headers?: Readonly<Record<string, string>> }
  /** The connection breaks. */
  | 'cut'
  /** Nothing is ever said. */
  | 'hang';

export interface TokenQuestion {
  readonly authorization: string | undefined;
  readonly query: string;
  /** The form that was posted. */
  readonly form: Readonly<Record<string, string>>;
}

export class IdentityServer {
  readonly questions: TokenQuestion[] = [];
  /** What it does from now on. */
  mood: Mood = 'token';
  /** Members of its answers beside `access_token`, as this server writes them. */
  answer: Readonly<Record<string, unknown>> = { token_type: 'Bearer', expires_in: 3_600 };
  /** How long it takes for an answer, in milliseconds. */
  thinksMs = 0;
  /** How many tokens it has given out. */
  given = 0;
  readonly #tls: Tls | undefined;
  readonly #listener = new Listener(() => this.#made());

  constructor(tls?: Tls) {
    this.#tls = tls;
  }

  #made(): ReturnType<typeof createServer> {
    const serve = (request: IncomingMessage, response: ServerResponse): void => void this.#serve(request, response);
    return this.#tls ? createTlsServer(tlsOptions(this.#tls), serve) : createServer(serve);
  }

  /** With a slash or a path behind it, as the test likes. */
  get url(): string {
    return `${this.#tls ? 'https' : 'http'}://127.0.0.1:${this.#listener.port}`;
  }

  async start(): Promise<this> {
    await this.#listener.start();
    return this;
  }

  /** The listener itself is gone, and comes back with `start` on the same port. */
  stop(): Promise<void> {
    return this.#listener.stop();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const query = new URL(request.url ?? '/', 'http://x').search;
    this.questions.push({ authorization: request.headers.authorization, query, form });
    await new Promise((resolve) => setTimeout(resolve, this.thinksMs));
    const { mood } = this;
    if (mood === 'hang') return;
    if (mood === 'cut') return void response.destroy();
    if (mood !== 'token') return void response.writeHead(mood.status, { ...mood.headers }).end(mood.body);
    this.given += 1;
    const body = JSON.stringify({ access_token: `token-${this.given}`, ...this.answer });
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
  }
}
