/**
 * A service with idempotency keys as Stripe has them, on a real socket: bare, the first answer kept with its key (a 500
 * included) and given again, other parameters under a key refused, and keys that end. Without its key a record is
 * stored again.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Listener } from './listener.ts';

/** What happens to the next submissions, one each. */
export type KeyedWeather = 'ok' | 'lose answer' | 'fail' | 'fail after storing';

interface Reply {
  readonly status: number;
  readonly body: unknown;
}

export class KeyedServer {
  readonly ahead: KeyedWeather[] = [];
  /** How long a key is remembered, in milliseconds. */
  lifeMs = 24 * 3_600_000;
  /** Answers that were given again. */
  replays = 0;
  readonly #stored: { readonly id: string; readonly form: Readonly<Record<string, string>> }[] = [];
  readonly #answered = new Map<string, { readonly form: string; readonly reply: Reply; readonly at: number }>();
  readonly #listener = new Listener(() =>
    createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    }),
  );

  get url(): string {
    return `http://127.0.0.1:${this.#listener.port}/v1`;
  }

  async start(): Promise<this> {
    await this.#listener.start();
    return this;
  }

  stop(): Promise<void> {
    return this.#listener.stop();
  }

  /** How often a person's dose is there. */
  count(nik: string): number {
    return this.#stored.filter(({ form }) => form['nik'] === nik).length;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const url = new URL(request.url ?? '', 'http://x');
    if (request.method === 'GET') {
      const reference = url.searchParams.get('reference');
      const data = this.#stored.filter(({ form }) => form['reference'] === reference);
      const found = data.map(({ id, form }) => ({ id, reference: form['reference'] }));
      return answer(response, { status: 200, body: { object: 'list', data: found } });
    }
    const key = String(request.headers['idempotency-key'] ?? '');
    const known = this.#answered.get(key);
    if (known && Date.now() - known.at < this.lifeMs) {
      this.replays += 1;
      if (known.form === body) return answer(response, known.reply);
      return answer(response, failure(400, 'idempotency_error', 'Keys can only be used with the same parameters'));
    }
    const weather = this.ahead.shift() ?? 'ok';
    const reply = this.#store(body, weather);
    this.#answered.set(key, { form: body, reply, at: Date.now() });
    if (weather === 'lose answer') response.socket?.resetAndDestroy();
    else answer(response, reply);
  }

  #store(body: string, weather: KeyedWeather): Reply {
    const form = Object.fromEntries(new URLSearchParams(body));
    if (weather === 'fail') return failure(500, 'api_error', 'Something went wrong');
    if (form['product'] === undefined) return failure(400, 'invalid_request_error', 'Missing required param: product');
    const id = `v_${this.#stored.length + 1}`;
    this.#stored.push({ id, form });
    if (weather === 'fail after storing') return failure(500, 'api_error', 'Something went wrong');
    return { status: 200, body: { object: 'vaccination', id } };
  }
}

function failure(status: number, type: string, message: string): Reply {
  return { status, body: { error: { type, message } } };
}

function answer(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
