/**
 * A service that takes lists of cases and knows each by an external id, as CommCare's case API does: what comes again
 * changes what is there. It answers in another order than it was asked. On a real socket.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { Listener } from './listener.ts';

interface Case {
  readonly external_id: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export class UpsertServer {
  /** What happens to the next lists, one each. */
  readonly ahead: ('ok' | 'lose answer' | 'page')[] = [];
  /** What each case says, by external id. */
  readonly cases = new Map<string, Readonly<Record<string, unknown>>>();
  /** The most cases that came in one list. */
  most = 0;
  readonly #listener = new Listener(() =>
    createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    }),
  );

  get url(): string {
    return `http://127.0.0.1:${this.#listener.port}/api`;
  }

  async start(): Promise<this> {
    await this.#listener.start();
    return this;
  }

  stop(): Promise<void> {
    return this.#listener.stop();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { cases } = (await json(request)) as { cases: readonly Case[] };
    const weather = this.ahead.shift() ?? 'ok';
    if (weather === 'page')
      return void response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
    this.most = Math.max(this.most, cases.length);
    for (const { external_id, properties } of cases) this.cases.set(external_id, properties);
    if (weather === 'lose answer') return void response.socket?.resetAndDestroy();
    const stored = cases.map(({ external_id }) => ({ case_id: `case-${external_id.slice(0, 8)}`, external_id }));
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ form_id: 'f-1', cases: stored.toReversed() }));
  }
}
