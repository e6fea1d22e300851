/**
 * A service that speaks as P-Care Vaksinasi does (BPJS), on a real socket, written from what is publicly said of it:
 * the envelope `{ response, metaData: { code, message } }` with HTTP 200 whatever became of the request, a ticket for
 * each person, a reason for what is entered after its day, one record in a request, no idempotency key. Signatures as
 * BPJS checks them, each bound to the clock. What it stores it counts.
 */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { Listener } from './listener.ts';

export interface PCareOptions {
  /**
   * What it does with a dose that it has: says so, or stores it again. Nobody has promised which of them the real one
   * does, so both are played.
   */
  readonly knows?: 'doses' | 'nothing';
  /** Whose signatures it takes; everybody's unless given. */
  readonly signing?: { readonly consId: string; readonly secret: string; readonly userKey: string };
}

/** A vaccination as it was stored. */
export interface Stored {
  readonly noVaksin: string;
  readonly at: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What happens to a request instead of being served, or after it. */
export type PCareWeather =
  | 'ok'
  /** 502, a page of the gateway in front. */
  | 'page'
  /** HTTP 200 and `metaData.code` 500. Stored all the same where `stored`. */
  | { readonly code: number; readonly stored?: true }
  /** Stored, and the connection breaks. */
  | 'lose answer';

/** Five minutes, as BPJS says. */
const SIGNATURE_LIFE_S = 300;
const NIK = /^\d{16}$/;

export class PCareServer {
  readonly #options: PCareOptions;
  readonly #listener = new Listener(() =>
    createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    }).on('connection', (socket: Socket) => void socket.on('error', () => undefined)),
  );
  /** In the order in which they were stored. */
  readonly stored: Stored[] = [];
  /** Method and path of each request. */
  readonly seen: string[] = [];
  /** Numbers that Dukcapil does not know. */
  readonly unknown = new Set<string>();
  /** Numbers whose vaccination it refuses, and why. */
  readonly refused = new Map<string, string>();
  /** The weather of the next submissions, one each. */
  readonly ahead: PCareWeather[] = [];
  /** Called after each submission that was stored, before it is answered. */
  afterStore: (count: number) => void = () => undefined;
  /** A stored record is listed so many milliseconds later. */
  lagMs = 0;
  /** How far its clock is before ours, in milliseconds. */
  clockMs = 0;

  constructor(options: PCareOptions = {}) {
    this.#options = options;
  }

  /** Root of the service. */
  get url(): string {
    return `http://127.0.0.1:${this.#listener.port}/vaksin-rest`;
  }

  async start(): Promise<this> {
    await this.#listener.start();
    return this;
  }

  /** Nobody listens any more; `start` brings it back to the same port. */
  stop(): Promise<void> {
    return this.#listener.stop();
  }

  /** How often a dose is there. */
  count(nik: string, dose: number): number {
    return this.stored.filter(({ body }) => body['nik'] === nik && body['dosis'] === dose).length;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const path = decodeURIComponent((request.url ?? '').replace('/vaksin-rest/', ''));
    this.seen.push(`${request.method} ${path}`);
    response.setHeader('date', new Date(Date.now() + this.clockMs).toUTCString());
    const said = this.#admits(request)
      ? this.#answer(request.method ?? '', path, body)
      : say(401, 'Unauthorized', null, 401);
    if (said === 'reset') response.socket?.resetAndDestroy();
    else if (said === 'page') response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502 Bad Gateway</h1>');
    else {
      const { code, message, answer, status = 200 } = said;
      const envelope = { response: answer, metaData: { code, message } };
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(envelope));
    }
  }

  #answer(method: string, path: string, body: string): Envelope | 'page' | 'reset' {
    const [, nik] = /^tiket\/nik\/(.*)$/.exec(path) ?? [];
    const [, day] = /^datavaksin\/tanggal\/(\d{4}-\d\d-\d\d)$/.exec(path) ?? [];
    if (method === 'GET' && nik !== undefined) return this.#ticket(nik);
    if (method === 'GET' && day !== undefined) return this.#listed(day);
    if (method === 'POST' && path === 'vaksin/simpan') return this.#save(body);
    return say(404, 'Not Found', null, 404);
  }

  #admits({ headers }: IncomingMessage): boolean {
    const { signing } = this.#options;
    if (!signing) return true;
    const time = headers['x-timestamp'] ?? '';
    const expected = createHmac('sha256', signing.secret).update(`${signing.consId}&${time}`).digest('base64');
    const age = Math.abs((Date.now() + this.clockMs) / 1_000 - Number(time));
    return (
      headers['x-cons-id'] === signing.consId &&
      headers['x-signature'] === expected &&
      headers['user_key'] === signing.userKey &&
      headers['x-kdppk'] !== undefined &&
      age <= SIGNATURE_LIFE_S
    );
  }

  #ticket(nik: string): Envelope {
    if (!NIK.test(nik)) return say(201, 'NIK harus 16 digit');
    if (this.unknown.has(nik)) return say(201, 'Data tidak ditemukan di dukcapil');
    return say(200, 'OK', { noTiket: ticketOf(nik), isEdit: 0 });
  }

  #listed(day: string): Envelope {
    const written = day.split('-').reverse().join('-');
    const list = this.stored
      .filter(({ body, at }) => body['tglVaksin'] === written && at + this.lagMs <= Date.now())
      .map(({ noVaksin, body }) => ({ noVaksin, nik: body['nik'], dosis: body['dosis'] }));
    if (list.length === 0) return say(201, 'Tidak ada data');
    return say(200, 'OK', { count: list.length, list });
  }

  #save(text: string): Envelope | 'page' | 'reset' {
    const weather = this.ahead.shift() ?? 'ok';
    if (weather === 'page') return 'page';
    if (typeof weather === 'object' && !weather.stored) return say(weather.code, 'Terjadi kesalahan');
    const body = JSON.parse(text) as Record<string, unknown>;
    const fault = this.#faultIn(body);
    if (fault) return say(201, fault);
    const known = this.stored.find((one) => one.body['nik'] === body['nik'] && one.body['dosis'] === body['dosis']);
    if (known && this.#options.knows !== 'nothing')
      return say(201, 'Peserta sudah divaksin untuk dosis ini', { noVaksin: known.noVaksin });
    const noVaksin = `VK${String(this.stored.length + 1).padStart(8, '0')}`;
    this.stored.push({ noVaksin, at: Date.now(), body });
    this.afterStore(this.stored.length);
    if (weather === 'lose answer') return 'reset';
    if (typeof weather === 'object') return say(weather.code, 'Terjadi kesalahan');
    return say(200, 'OK', { noVaksin });
  }

  #faultIn(body: Readonly<Record<string, unknown>>): string | undefined {
    const nik = String(body['nik']);
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(Date.now());
    const [day, month, year] = String(body['tglVaksin']).split('-');
    if (body['noTiket'] !== ticketOf(nik)) return 'Nomor tiket tidak sesuai';
    if (typeof body['dosis'] !== 'number') return 'dosis harus angka';
    if (body['jenisKelamin'] !== 'L' && body['jenisKelamin'] !== 'P') return 'jenisKelamin harus L atau P';
    if (typeof body['kdVaksin'] !== 'string') return 'kdVaksin tidak dikenal';
    if (year?.length !== 4) return 'tglVaksin harus DD-MM-YYYY';
    if (`${year}-${month}-${day}` !== today && body['kdAlasan'] === undefined) return 'Alasan entri mundur wajib diisi';
    if (`${year}-${month}-${day}` === today && body['kdAlasan'] !== undefined)
      return 'Alasan entri mundur tidak berlaku';
    return this.refused.get(nik);
  }
}

/** Ten characters, of which the second is a dash. */
function ticketOf(nik: string): string {
  return `A-${nik.slice(-8)}`;
}

/** An envelope; HTTP says 200 whatever stands in it, but where nobody is let in. */
interface Envelope {
  readonly code: number;
  readonly message: string;
  readonly answer?: unknown;
  readonly status?: number;
}

function say(code: number, message: string, answer: unknown = null, status = 200): Envelope {
  return { code, message, answer, status };
}
