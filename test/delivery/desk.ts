/** Delivery as it is used, with small times: a real ledger, the real `json` target, a fake server on a real socket. */
import { systemClock } from '../../src/clock.ts';
import { deliver } from '../../src/delivery/deliver.ts';
import type { DeliveryEnd, DeliverySettings } from '../../src/delivery/delivery.ts';
import type { RunEvent } from '../../src/events.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { type Connection, connectInMemory } from '../../src/ledger/sqlite/connection.ts';
import { ledgerOver } from '../../src/ledger/sqlite/open.ts';
import { jsonTarget } from '../../src/target/json/json.ts';
import type { Target } from '../../src/target/target.ts';
import { rowOf, sealer } from '../simulation/people.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';

const DOUBT_WAIT = 30;
const TIMEOUT = 200;
/** Longer than any test may last: what must not be waited for. */
export const FOR_EVER = 3_600_000;

export const SETTINGS: DeliverySettings = {
  pace: { batchSize: 16, concurrency: 2, firstMs: 5, capMs: 20, probeMs: 30, slowMs: 1_000 },
  doubtWaitMs: DOUBT_WAIT,
  lookBackMs: 0,
  keyLifeMs: 60_000,
  patienceMs: 10_000,
  turnedAwayMs: 300,
  graceMs: 500,
};

export class Desk {
  readonly server: FakeServer;
  readonly target: Target;
  readonly events: RunEvent[] = [];
  readonly finish = new AbortController();
  readonly abort = new AbortController();
  readonly #connection: Connection;

  private constructor(server: FakeServer, timeoutMs: number, wrap: (target: Target) => Target) {
    this.server = server;
    const clock = systemClock;
    this.target = wrap(jsonTarget({ url: server.url, version: '0.0.0', maxBatch: 100, sockets: 4, timeoutMs, clock }));
    this.#connection = connectInMemory(sealer, () => clock.now());
  }

  /** `rows` people wait to be sent, and the server is known already. `timeoutMs`: of each request. */
  static async open(rows: number, timeoutMs = TIMEOUT, wrap = (target: Target) => target): Promise<Desk> {
    const desk = new Desk(await startFakeServer(), timeoutMs, wrap);
    const ledger = await desk.ledger();
    const { id } = await ledger.openFile({ name: 'a.csv', digest: new Uint8Array(32) });
    const layout = { columns: {}, doses: [{ columns: {} }], defaults: {} } as const;
    const sheet = await ledger.openSheet(id, { name: '', headerLine: 1, headings: [], layout });
    await ledger.admit(
      sheet,
      Array.from({ length: rows }, (_, index) => rowOf(index + 1)),
    );
    await ledger.closeFile(id, 0);
    await ledger.met();
    return desk;
  }

  /** What the next run sees of the ledger. */
  async ledger(): Promise<Ledger> {
    return ledgerOver(this.#connection, { doubtWaitMs: DOUBT_WAIT, lookBack: true }).beginRun(
      'import',
      systemClock.now(),
    );
  }

  /** Workers that are at work in the ledger at the same time. */
  async workers(most: number): Promise<Ledger[]> {
    const opened = ledgerOver(this.#connection, { doubtWaitMs: DOUBT_WAIT, lookBack: true });
    const begun: Ledger[] = [];
    for (let n = 0; n < most; n += 1) begun.push(await opened.beginRun('resume', systemClock.now()));
    return begun;
  }

  /** One run, to its end. */
  async run(settings: Partial<DeliverySettings> = {}, random = Math.random): Promise<DeliveryEnd> {
    const parts = {
      ledger: await this.ledger(),
      target: this.target,
      clock: systemClock,
      random,
      report: (event: RunEvent) => this.events.push(event),
    };
    return deliver(parts, { ...SETTINGS, ...settings }, { finish: this.finish.signal, abort: this.abort.signal });
  }

  /** Entries by state, without the zeros. */
  async states(): Promise<Record<string, number>> {
    const counts = await (await this.ledger()).count();
    return Object.fromEntries(Object.entries(counts).filter(([, n]) => n > 0));
  }

  /** How often each record is on the server, without repetition: `[1]` is what promise 2 says. */
  effects(): number[] {
    return [...new Set([...this.server.effects.values()].map(({ count }) => count))];
  }

  /** Paths of all requests, in order, `s` for a submission and `l` for a lookup. */
  asked(): string {
    return this.server.requests.map(({ path }) => (path.endsWith('lookups') ? 'l' : 's')).join('');
  }

  /** Idempotency keys of all submissions, in order, numbered. */
  keys(): number[] {
    const keys = this.server.requests.filter(({ path }) => path.endsWith('submissions')).map(({ key }) => key);
    const known = [...new Set(keys)];
    return keys.map((key) => known.indexOf(key) + 1);
  }

  async close(): Promise<void> {
    await this.target.close();
    await this.server.close();
    this.#connection.close();
  }
}

/** A window that ends so many milliseconds from now. */
export function leftOf(ms: number): () => number {
  const ends = performance.now() + ms;
  return () => ends - performance.now();
}
