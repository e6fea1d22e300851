/**
 * A registry in the memory of a simulation: real semantics, honest counts, and every way of failing (fates.ts). It
 * knows no client; what a client hears of it is in model-target.ts. Times are true times of the FakeClock.
 */
import type { RecordKey } from '../../src/record/record.ts';
import type { FakeClock } from './fake-clock.ts';
import type { Fate, LookupFate, ModelSky } from './fates.ts';

/** What the server promises, and what it does not. */
export interface Manners {
  /**
   * The same idempotency key is one effect: the first answer is given again, 409 while the first request is being
   * worked on.
   */
  readonly honoursKeys: boolean;
  /** A record that is there is not stored again, whatever request brings it. */
  readonly knowsRecords: boolean;
  /** How long a key is remembered from its first arrival on, in milliseconds. */
  readonly keyLifeMs: number;
  /** A 500 is an answer too: it is remembered under the key and given again (as Stripe does). */
  readonly keepsErrors: boolean;
  /** How long a stored record is not found by lookups, in milliseconds. */
  readonly indexLagMs: number;
  /** More records than this at once: 413. */
  readonly maxRecords: number;
  /** Records that make every batch they are in fail as a whole, with this status. */
  readonly poison: ReadonlyMap<RecordKey, 400 | 500>;
  /** Records that are refused one by one. */
  readonly refused: ReadonlySet<RecordKey>;
  /** Records that a firewall in front dislikes. */
  readonly firewall: ReadonlySet<RecordKey>;
  /** Refusals come without reasons. */
  readonly wordless: boolean;
  /** How it writes keys and ids: as it was given them, the keys in capitals, or the ids as numbers. */
  readonly hand: 'as given' | 'capitals' | 'numbers';
  /** Whether a proxy delivers this submission a second time; its answer is that of the second. */
  readonly twice: () => boolean;
  /** How long the work takes: for each request and for each record in it, in milliseconds. */
  readonly msPerRequest: number;
  readonly msPerRecord: number;
}

export const GOOD_MANNERS: Manners = {
  honoursKeys: true,
  knowsRecords: true,
  keyLifeMs: 24 * 3_600_000,
  keepsErrors: false,
  indexLagMs: 0,
  maxRecords: 1_000,
  poison: new Map(),
  refused: new Set(),
  firewall: new Set(),
  wordless: false,
  hand: 'as given',
  twice: () => false,
  msPerRequest: 60,
  msPerRecord: 3,
};

/** What goes back over the line; `cut`: the connection breaks, `refused`: it was never made. */
export type Reply =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  | 'cut'
  | 'refused';

/** What an answer says of one record. */
interface Written {
  readonly key: RecordKey;
  readonly id?: string;
  readonly status?: string;
  readonly problems?: readonly object[];
}

export interface StoredEffect {
  readonly id: string;
  count: number;
  readonly at: number;
}

export interface SeenRequest {
  readonly time: number;
  readonly kind: 'submission' | 'lookup';
  readonly fate: string;
  readonly records: number;
  /** The idempotency key of a submission. */
  readonly id?: string;
}

export class ModelServer {
  readonly effects = new Map<RecordKey, StoredEffect>();
  readonly requests: SeenRequest[] = [];
  /** What no server should have seen: a record stored twice, a key that came with other bytes. */
  readonly offences: string[] = [];
  /** The weather; may be changed while it runs. */
  sky: ModelSky;
  readonly manners: Manners;
  /** It has learned what it lacked: nothing is refused any more that is fit to be stored. */
  learned = false;
  readonly #clock: FakeClock;
  readonly #answered = new Map<string, { readonly reply: Reply; readonly until: number }>();
  readonly #inFlight = new Set<string>();
  readonly #bytes = new Map<string, string>();
  /** When each key is forgotten: its life begins with the first arrival. */
  readonly #forgetAt = new Map<string, number>();

  constructor(clock: FakeClock, manners: Manners, sky: ModelSky) {
    this.#clock = clock;
    this.manners = manners;
    this.sky = sky;
  }

  /** `POST /submissions`. `answer` is called once, later, or never. */
  submit(id: string, bytes: Uint8Array, answer: (reply: Reply) => void): void {
    const body = Buffer.from(bytes).toString();
    const keys = (JSON.parse(body) as { records: { key: RecordKey }[] }).records.map(({ key }) => key);
    const fate = this.sky.submission(this.#clock.time);
    this.requests.push({ time: this.#clock.time, kind: 'submission', fate: wordFor(fate), records: keys.length, id });
    if (fate !== 'refuse connection') this.#noteArrival(id);
    if (fate === 'hang') return;
    const door =
      AT_THE_DOOR[wordFor(fate)] ?? (keys.some((key) => this.manners.firewall.has(key)) ? BLOCKED : undefined);
    if (door) this.#later(DOOR_MS, () => answer(door));
    else if (this.manners.twice()) {
      this.#serve(id, body, keys, 'ok', () => undefined);
      this.#later(DOOR_MS, () => this.#serve(id, body, keys, fate, answer));
    } else this.#serve(id, body, keys, fate, answer);
  }

  #serve(id: string, body: string, keys: readonly RecordKey[], fate: Fate, answer: (reply: Reply) => void): void {
    const early = this.#atTheDesk(id, body, keys);
    if (early) this.#later(DOOR_MS, () => answer(early));
    else this.#work(id, keys, fate, answer);
  }

  /** Its key store is restored from a backup of before: what it answered to which key is forgotten. */
  loseKeys(): void {
    this.#answered.clear();
    this.#bytes.clear();
    this.#forgetAt.clear();
    this.#inFlight.clear();
  }

  /** As this server writes it. */
  #written(item: Written): object {
    switch (this.manners.hand) {
      case 'as given':
        return item;
      case 'capitals':
        return { ...item, key: item.key.toUpperCase() };
      case 'numbers':
        return item.id === undefined ? item : { ...item, id: Number(item.id) };
    }
  }

  /** `POST /lookups`. */
  lookUp(keys: readonly RecordKey[], answer: (reply: Reply) => void): void {
    const fate = this.sky.lookup(this.#clock.time);
    this.requests.push({ time: this.#clock.time, kind: 'lookup', fate, records: keys.length });
    if (fate === 'hang') return;
    const early =
      AT_THE_DOOR[fate] ?? (keys.length > this.manners.maxRecords ? problem(413, 'Too many keys') : undefined);
    if (early) this.#later(DOOR_MS, () => answer(early));
    else
      this.#toil(
        this.manners.msPerRequest,
        () => answer(this.#find(keys, fate)),
        () => answer('cut'),
      );
  }

  /**
   * The life of a key begins with its first arrival, whatever becomes of the request; with the key the server forgets
   * that it is at work on it.
   */
  #noteArrival(id: string): void {
    if ((this.#forgetAt.get(id) ?? 0) > this.#clock.time) return;
    this.#forgetAt.set(id, this.#clock.time + this.manners.keyLifeMs);
    this.#inFlight.delete(id);
  }

  #find(keys: readonly RecordKey[], fate: LookupFate): Reply {
    const found = keys.flatMap((key) => {
      const effect = this.effects.get(key);
      return effect && effect.at + this.manners.indexLagMs <= this.#clock.time
        ? [this.#written({ key, id: effect.id })]
        : [];
    });
    return tamper(fate, 200, 'found', found);
  }

  /** What is said before any work: too many, poison that is seen at once, a key that is known or in flight. */
  #atTheDesk(id: string, body: string, keys: readonly RecordKey[]): Reply | undefined {
    const { honoursKeys, maxRecords, poison } = this.manners;
    if (keys.length > maxRecords) return problem(413, 'Too many records');
    if (keys.some((key) => poison.get(key) === 400)) return problem(400, 'One of the records is malformed');
    if ((this.#bytes.get(id) ?? body) !== body) {
      this.offences.push(`idempotency key ${id} came with other bytes`);
      return problem(422, 'Idempotency-Key is already used');
    }
    this.#bytes.set(id, body);
    if (!honoursKeys) return undefined;
    const known = this.#answered.get(id);
    if (known && known.until > this.#clock.time) return known.reply;
    if (this.#inFlight.has(id)) return problem(409, 'In flight');
    this.#inFlight.add(id);
    return undefined;
  }

  #work(id: string, keys: readonly RecordKey[], fate: Fate, answer: (reply: Reply) => void): void {
    const { msPerRequest, msPerRecord, keepsErrors, poison } = this.manners;
    const late = typeof fate === 'object' ? fate.late : 0;
    const slow = fate === 'slow' ? SLOWNESS : 1;
    const isPoisoned = keys.some((key) => poison.get(key) === 500);
    const finish = (): void => {
      this.#inFlight.delete(id);
      if (isPoisoned || fate === '500 kept') {
        if (keepsErrors) this.#remember(id, BROKEN);
        answer(BROKEN);
      } else if (fate === 'half commit then 500' || fate === 'half commit then reset') {
        this.#store(keys.slice(0, Math.ceil(keys.length / 2)));
        answer(fate === 'half commit then 500' ? BROKEN : 'cut');
      } else {
        const results = this.#store(keys);
        this.#remember(id, { status: 200, body: JSON.stringify({ results }) });
        if (late === 0) answer(tamper(wordFor(fate), 200, 'results', results));
      }
    };
    const die = (): void => {
      this.#inFlight.delete(id);
      answer('cut');
    };
    this.#toil((msPerRequest + msPerRecord * keys.length) * slow + late, finish, die);
  }

  /** Work of `ms`, longer in bad weather; a server that dies meanwhile leaves it undone. */
  #toil(ms: number, finish: () => void, die: () => void): void {
    const { time } = this.#clock;
    const end = time + ms * (this.sky.slowness?.(time) ?? 1);
    const death = this.sky.diesAt?.(time) ?? Number.POSITIVE_INFINITY;
    if (end < death) this.#clock.at(end, finish);
    else this.#clock.at(death, die);
  }

  #remember(id: string, reply: Reply): void {
    if (this.manners.honoursKeys) this.#answered.set(id, { reply, until: this.#forgetAt.get(id) ?? 0 });
  }

  #store(keys: readonly RecordKey[]): object[] {
    return keys.map((key) => this.#written(this.#storeOne(key)));
  }

  #storeOne(key: RecordKey): Written {
    if (this.manners.refused.has(key) && !this.learned) {
      const problems = this.manners.wordless ? [] : [{ code: 'NOT_ELIGIBLE', message: 'Peserta tidak berhak.' }];
      return { key, status: 'refused', problems };
    }
    const known = this.effects.get(key);
    if (known && this.manners.knowsRecords) return { key, status: 'already-there', id: known.id };
    if (known) {
      known.count += 1;
      this.offences.push(`record ${key} was stored ${known.count} times`);
      return { key, status: 'accepted', id: known.id };
    }
    const id = `${this.manners.hand === 'numbers' ? '' : 'V-'}${this.effects.size + 1}`;
    this.effects.set(key, { id, count: 1, at: this.#clock.time });
    return { key, status: 'accepted', id };
  }

  #later(ms: number, work: () => void): void {
    this.#clock.at(this.#clock.time + ms, work);
  }
}

const DOOR_MS = 5;
const SLOWNESS = 40;

/** Of nginx and its like. */
function page(status: number): Reply {
  return { status, headers: { 'content-type': 'text/html' }, body: `<html><h1>${status}</h1></html>` };
}

function problem(status: number, title: string, headers?: Readonly<Record<string, string>>): Reply {
  return { status, body: JSON.stringify({ type: 'about:blank', title, status }), ...(headers ? { headers } : {}) };
}

const BLOCKED = page(403);
const BROKEN = problem(500, 'Internal Server Error');
const PAGE: Reply = { status: 200, body: '<!doctype html><h1>Sedang dalam pemeliharaan</h1>' };

/** Answers of the door, before anybody looks at the records: nothing was stored. */
const AT_THE_DOOR: Readonly<Partial<Record<string, Reply>>> = {
  'refuse connection': 'refused',
  'reset before reading': 'cut',
  '500': BROKEN,
  '502': { status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' },
  '503': problem(503, 'Service Unavailable'),
  '503 later': problem(503, 'Service Unavailable', { 'retry-after': '120' }),
  '504': { status: 504, body: 'Gateway Timeout' },
  '429': problem(429, 'Too Many Requests'),
  '429 later': problem(429, 'Too Many Requests', { 'retry-after': '90' }),
  '401': problem(401, 'Unauthorized'),
  '200 with an HTML page': PAGE,
  '400 page': page(400),
  '400 problem': problem(400, 'Bad Request'),
  '403 page': page(403),
  '404': problem(404, 'Not Found'),
  '405': page(405),
  '302': { status: 302, headers: { location: '/login' }, body: '' },
  '413 page': page(413),
  '422 key reused': problem(422, 'Idempotency-Key is already used'),
  '429 page': page(429),
};

/** What happens to an answer on its way, after everything was stored. */
function tamper(fate: string, status: number, name: string, list: readonly object[]): Reply {
  const text = (items: readonly unknown[]): Reply => ({ status, body: JSON.stringify({ [name]: items }) });
  switch (fate) {
    case 'commit then reset':
      return 'cut';
    case 'commit then 500':
      return BROKEN;
    case 'commit then 502':
    case 'commit then 503':
    case 'commit then 504':
      return { status: Number(fate.slice(-3)), body: 'Bad Gateway' };
    case 'commit then 400 page':
    case 'commit then 400 problem':
    case 'commit then 403 page':
    case 'commit then 404':
    case 'commit then 413 page':
    case 'commit then 302':
    case 'commit then 429':
      // A second server behind the proxy says it, after the first one stored and was not heard.
      return AT_THE_DOOR[fate.slice('commit then '.length)] ?? BROKEN;
    case 'commit then an HTML page':
      return PAGE;
    case 'cut in the middle': {
      const whole = JSON.stringify({ [name]: list });
      return { status, body: whole.slice(0, whole.length / 2) };
    }
    case 'short reply':
      return text(list.slice(0, -1));
    case 'unknown key':
      return text([...list.slice(0, -1), { ...list.at(-1), key: '00000000-0000-4000-8000-000000000000', id: 'V-0' }]);
    case 'duplicate result':
      return text(list.length > 1 ? [...list.slice(0, -1), list[0]] : [...list, ...list]);
    case 'no ids':
      return text(list.map((item) => ({ ...item, id: undefined })));
    default:
      return text(list);
  }
}

function wordFor(fate: Fate | LookupFate): string {
  return typeof fate === 'object' ? `commit after ${Math.round(fate.late / 1_000)} s` : fate;
}
