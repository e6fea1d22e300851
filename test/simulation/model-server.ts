/**
 * A registry in the memory of a simulation: real semantics, honest counts, and every way of failing (fates.ts). It
 * knows no client; what a client hears of it is in model-target.ts. Times are true times of the FakeClock.
 */
import type { RecordKey } from '../../src/record/record.ts';
import type { FakeClock } from './fake-clock.ts';
import type { Fate, LookupFate, ModelSky } from './fates.ts';
import type { Manners } from './manners.ts';
import type { PatientIndex } from './patient-index.ts';
import { AT_THE_DOOR, BLOCKED, BROKEN, problem, type Reply, tamper } from './replies.ts';

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

interface Remembered {
  readonly reply: Reply;
  readonly until: number;
}

interface Backup {
  readonly effects: ReadonlyMap<RecordKey, StoredEffect>;
  readonly answered: ReadonlyMap<string, Remembered>;
  readonly forgetAt: ReadonlyMap<string, number>;
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
  /** Records that it had stored and lost again (`restore`), and does not have now. */
  readonly lost = new Set<RecordKey>();
  /** What it calls people, by the key under which they are asked for; absent where it wants no such names. */
  readonly index?: PatientIndex | undefined;
  readonly #clock: FakeClock;
  readonly #answered = new Map<string, Remembered>();
  readonly #inFlight = new Set<string>();
  readonly #bytes = new Map<string, string>();
  /** When each key is forgotten: its life begins with the first arrival. */
  readonly #forgetAt = new Map<string, number>();
  /** Each record as it first came: it never comes otherwise. */
  readonly #told = new Map<RecordKey, string>();
  #backup: Backup = { effects: new Map(), answered: new Map(), forgetAt: new Map() };
  /** Which server this is: the first, or one that was restored from a backup. */
  #life = 0;

  constructor(clock: FakeClock, manners: Manners, sky: ModelSky, index?: PatientIndex) {
    this.#clock = clock;
    this.index = index;
    this.manners = manners;
    this.sky = sky;
  }

  /** `POST /submissions`. `answer` is called once, later, or never. */
  submit(id: string, bytes: Uint8Array, answer: (reply: Reply) => void): void {
    const body = Buffer.from(bytes).toString();
    const { records } = JSON.parse(body) as { records: { key: RecordKey; patient?: string }[] };
    for (const { key, patient } of records) this.offences.push(...(this.index?.objections(key, patient) ?? []));
    const keys = records.map(({ key }) => key);
    for (const record of records) this.#compare(record.key, JSON.stringify(record));
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

  /** Whatever happens to a record, refused, taken back or sent again: what is said of it stays the same. */
  #compare(key: RecordKey, record: string): void {
    const told = this.#told.get(key);
    if (told === undefined) this.#told.set(key, record);
    else if (told !== record) this.offences.push(`record ${key} came with another content`);
  }

  #serve(id: string, body: string, keys: readonly RecordKey[], fate: Fate, answer: (reply: Reply) => void): void {
    const early = this.#atTheDesk(id, body, keys);
    if (early) this.#later(DOOR_MS, () => answer(early));
    else this.#work(id, keys, fate, answer);
  }

  /** A copy of all that it keeps: its records, and what it answered to which key. */
  backUp(): void {
    this.#backup = {
      effects: new Map(Array.from(this.effects, ([key, effect]) => [key, { ...effect }])),
      answered: new Map(this.#answered),
      forgetAt: new Map(this.#forgetAt),
    };
  }

  /**
   * It goes back to that copy: what it has stored and answered since never was. Work that is under way ends with the
   * old server, and nobody tells the client.
   */
  restore(): void {
    const { effects, answered, forgetAt } = this.#backup;
    for (const key of this.effects.keys()) if (!effects.has(key)) this.lost.add(key);
    for (const key of effects.keys()) this.lost.delete(key);
    refill(this.effects, effects);
    refill(this.#answered, answered);
    refill(this.#forgetAt, forgetAt);
    this.#inFlight.clear();
    this.#life += 1;
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
      const patient = this.index?.find(key, this.learned);
      if (patient !== undefined) return [this.#written({ key, id: patient })];
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
    const life = this.#life;
    const cut = (): void => (life === this.#life ? die() : undefined);
    if (end < death) this.#clock.at(end, () => (life === this.#life ? finish() : undefined));
    else this.#clock.at(death, cut);
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
    this.lost.delete(key);
    return { key, status: 'accepted', id };
  }

  #later(ms: number, work: () => void): void {
    this.#clock.at(this.#clock.time + ms, work);
  }
}

function refill<K, V>(map: Map<K, V>, from: ReadonlyMap<K, V>): void {
  map.clear();
  for (const [key, value] of from) map.set(key, value);
}

const DOOR_MS = 5;
const SLOWNESS = 40;

function wordFor(fate: Fate | LookupFate): string {
  return typeof fate === 'object' ? `commit after ${Math.round(fate.late / 1_000)} s` : fate;
}
