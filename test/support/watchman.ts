/**
 * A watchman that understands pings as healthchecks.io does (its Pinging API): checks by UUID or by ping key and slug,
 * `/start`, `/fail`, `/log`, `/<exit status>`, `rid`, `create=1`. It can also hang, hang up, fail or redirect.
 */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { Listener } from './listener.ts';

export interface Ping {
  readonly method: string;
  readonly path: string;
  readonly rid: string | undefined;
  readonly create: boolean;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** What it does with the next requests; `well` when the list is empty. */
export type Mood = 'well' | 'hang' | 'hang up' | '503' | 'redirect';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const CHECK = '3c1169a0-7b50-4c5c-b0f8-0d3b1f0a9f11';
const KEY = 'fqOOd6-F4MMNuCEnzTU01w';

export class Watchman {
  readonly pings: Ping[] = [];
  moods: Mood[] = [];
  /** Slugs of the ping key that there are. */
  readonly slugs = new Set<string>();
  readonly #listener: Listener;
  readonly #scheme: string;

  constructor(tls?: { readonly key: string; readonly cert: string }) {
    const answer = (request: IncomingMessage, response: ServerResponse): void => void this.#answer(request, response);
    this.#scheme = tls ? 'https' : 'http';
    this.#listener = new Listener((): Server => (tls ? createSecureServer(tls, answer) : createServer(answer)));
  }

  start(): Promise<void> {
    return this.#listener.start();
  }

  stop(): Promise<void> {
    return this.#listener.stop();
  }

  /** The ping URL of its one check. */
  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.#listener.port}/${CHECK}`;
  }

  /** The ping URL of a slug. */
  slug(name: string): string {
    return `${this.#scheme}://127.0.0.1:${this.#listener.port}/${KEY}/${name}`;
  }

  /** What was said of the check, in order: `start`, `0`, `log` … */
  get said(): readonly string[] {
    return this.pings.map(({ path }) => path.split('/').at(-1) ?? '');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const mood = this.moods.shift() ?? 'well';
    if (mood === 'hang up') return void request.socket.destroy();
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '/', 'http://localhost');
    const rid = url.searchParams.get('rid') ?? undefined;
    const create = url.searchParams.get('create') === '1';
    const { method = '' } = request;
    const { headers } = request;
    if (mood === 'well' || mood === 'hang')
      this.pings.push({ method, path: url.pathname, rid, create, body: Buffer.concat(parts).toString(), headers });
    if (mood === 'hang') return;
    const end = (status: number, text: string): void => void response.writeHead(status).end(text);
    if (mood === '503') return end(503, '');
    if (mood === 'redirect') return void response.writeHead(301, { location: '/elsewhere' }).end();
    if (rid !== undefined && !UUID.test(rid)) return end(400, 'invalid uuid format');
    const [first = '', second = '', third = ''] = url.pathname.split('/').slice(1);
    const action = first === CHECK ? second : third;
    if (!/^(?:|start|fail|log|\d+)$/.test(action) || Number(action) > 255) return end(400, 'invalid url format');
    if (first === CHECK) return end(200, 'OK');
    // hc-ping.com says so of an address that is nobody's, with the status of success.
    if (first !== KEY) return end(200, 'OK (not found)');
    if (this.slugs.has(second)) return end(200, 'OK');
    if (!create) return end(404, 'not found');
    this.slugs.add(second);
    end(201, 'Created');
  }
}
