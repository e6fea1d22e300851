/**
 * One simulated district: a ledger on a disk that outlives processes, a server, a sky and a clock. `run` is one
 * process: the real delivery (src/delivery/) over a real ledger (src/ledger/), until it ends, dies or hangs.
 */
import { deliver } from '../../src/delivery/deliver.ts';
import type { DeliveryEnd, DeliverySettings } from '../../src/delivery/delivery.ts';
import type { RunEvent } from '../../src/events.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { Target } from '../../src/target/target.ts';
import { GateInMemory } from '../support/gate-in-memory.ts';
import type { Dice } from './dice.ts';
import type { FakeClock } from './fake-clock.ts';
import { gatedClock, gatedLedger, gatedStore, gatedTarget, Life } from './intercept.ts';
import type { OpenedLedger, SimulatedLedger } from './ledgers.ts';
import type { ModelServer } from './model-server.ts';
import { rowOf } from './people.ts';
import { repair, type TakenSheet } from './repair.ts';

export interface WorldOptions {
  readonly clock: FakeClock;
  readonly server: ModelServer;
  readonly target: Target;
  readonly ledger: SimulatedLedger;
  readonly dice: Dice;
  /**
   * Runs go through a gate that a database keeps (src/delivery/gate-shared.ts), and that outlives them, also where the
   * ledger brings none.
   */
  readonly gate?: boolean;
  readonly trace?: (line: string) => void;
}

export interface RunOptions {
  readonly settings: DeliverySettings;
  /** Rows that this run takes in before it delivers. */
  readonly rows?: number;
  /** No delivery: all sheets are compared with the server, and what it lost is taken back. */
  readonly repairs?: boolean;
  /** What the server refused is sent again, as by `retry`. */
  readonly retries?: boolean;
  /** The step at which the process dies. */
  readonly diesAt?: number;
  /** Milliseconds from the start to the first and to the second Ctrl-C. */
  readonly interrupted?: readonly [finish: number, abort: number];
  /** Milliseconds from the start, and by how much the clock is then set. */
  readonly clockSet?: { readonly after: number; readonly by: number };
  /** From this run on it is another version of the program, which writes the same records otherwise. */
  readonly updated?: boolean;
  /** True time at which a run that still goes on counts as one that never ends. */
  readonly mustEndBy: number;
}

export type RunEnd =
  | { readonly kind: 'ended'; readonly end: DeliveryEnd }
  /** A repair came to its end; `lost` is undefined where the server could not be asked. */
  | { readonly kind: 'compared'; readonly lost: number | undefined }
  | { readonly kind: 'died'; readonly at: string }
  /** The process threw: a bug, or a fault that was put in. */
  | { readonly kind: 'failed'; readonly error: unknown }
  /**
   * It goes on without end (`late`), asks without end (`busy`), or waits for something that will never happen (`idle`).
   */
  | { readonly kind: 'hangs'; readonly how: 'late' | 'busy' | 'idle' };

/** A run that sends more requests than this for a few hundred records goes in circles. */
const MOST_REQUESTS = 5_000;

export class World {
  readonly clock: FakeClock;
  readonly server: ModelServer;
  readonly ledger: SimulatedLedger;
  /** Sheets taken in so far. */
  readonly sheets: TakenSheet[] = [];
  /** Runs begun so far. */
  runs = 0;
  /** Records that were sent again after a refusal. */
  retried = 0;
  /** Records that earlier runs had counted as accepted, and that were in doubt again after an outage. */
  gone = 0;
  /** Of the program. */
  #version = 0;
  /** What the runs said. */
  readonly events: RunEvent[] = [];
  readonly #options: WorldOptions;
  readonly #dice: Dice;
  /** The database's clock is true, whatever the wall says here. */
  readonly #gate: GateInMemory;

  constructor(options: WorldOptions) {
    this.#options = options;
    this.#dice = options.dice;
    this.clock = options.clock;
    this.server = options.server;
    this.#gate = new GateInMemory(() => options.clock.time);
    this.ledger = options.ledger;
  }

  /** The server has given a sensible answer before. */
  async hasMet(): Promise<void> {
    const { signal } = new AbortController();
    const opened = await this.ledger.open({ finish: signal, abort: signal });
    await (await opened.beginRun('import', this.clock.now())).met();
    await opened.die();
  }

  /** One process, from its start to its end. */
  async run(options: RunOptions): Promise<RunEnd> {
    const { clock, trace } = this.#options;
    const life = new Life(options.diesAt ?? Number.POSITIVE_INFINITY);
    const finish = new AbortController();
    const abort = new AbortController();
    const callOffs = this.#plan(options, finish, abort);
    this.runs += 1;
    if (options.updated) this.#version += 1;
    trace?.(`${stamp(clock.time)} run ${this.runs} begins`);
    let result: RunEnd | undefined;
    let opened: OpenedLedger | undefined;
    const open = async (): Promise<OpenedLedger> => {
      opened = await this.ledger.open({ finish: finish.signal, abort: abort.signal });
      return opened;
    };
    this.#process(options, life, open, { finish: finish.signal, abort: abort.signal }).then(
      (end) => {
        result = end;
      },
      (error: unknown) => {
        result = { kind: 'failed', error };
      },
    );
    const { requests } = this.server;
    const most = requests.length + MOST_REQUESTS;
    const why = await clock.run(() => result !== undefined || life.dead || requests.length > most, options.mustEndBy);
    for (const callOff of callOffs) callOff();
    const end: RunEnd =
      result ?? (life.dead ? { kind: 'died', at: life.at } : { kind: 'hangs', how: why === 'done' ? 'busy' : why });
    // Whatever still is under way belongs to a process that is gone.
    life.dead = true;
    await opened?.die();
    trace?.(`${stamp(clock.time)} run ${this.runs} ${wordFor(end)}`);
    return end;
  }

  async #process(
    options: RunOptions,
    life: Life,
    open: () => Promise<OpenedLedger>,
    signals: { finish: AbortSignal; abort: AbortSignal },
  ): Promise<RunEnd> {
    const { target, trace } = this.#options;
    const { settings } = options;
    const opened = await open();
    const clock = opened.clock ?? this.clock;
    const report = (event: RunEvent): void => {
      this.events.push(event);
      trace?.(`${stamp(this.clock.time)}   ${JSON.stringify(event)}`);
    };
    const told = traced(target, this.clock, trace);
    if (options.repairs) {
      const { sheets } = this;
      const { random } = this.#dice;
      const takeIn = this.#takeIn.bind(this);
      const parts = {
        clock,
        target: told,
        opened,
        life,
        random,
        report,
        settings,
        signals,
        sheets,
        takeIn,
      };
      return { kind: 'compared', lost: await repair(parts) };
    }
    const began = await life.gate('ledger.beginRun', () => opened.beginRun('import', clock.now()));
    const ledger = gatedLedger(began, life.gate);
    if (options.rows) {
      const sheet = { first: this.rows + 1, rows: options.rows };
      await this.#takeIn(ledger, sheet);
      this.sheets.push(sheet);
    }
    if (options.retries) {
      const came = await ledger.retry({ kind: 'all' });
      this.retried += came.kind === 'retried' ? came.entries : 0;
    }
    const ours = this.#options.gate ? { store: this.#gate, worker: `${this.runs}` } : undefined;
    const gate = began.gate ?? ours;
    const parts = {
      ledger: {
        ...ledger,
        gone: (entries: readonly number[], askAt: number) => this.#countGone(ledger, entries, askAt),
      },
      target: gatedTarget(versioned(told, this.#version), life.gate),
      clock: gatedClock(clock, life.gate),
      random: this.#dice.random,
      report,
      ...(gate ? { gate: { ...gate, store: gatedStore(gate.store, life.gate) } } : {}),
    };
    return { kind: 'ended', end: await deliver(parts, settings, signals) };
  }

  async #countGone(ledger: Ledger, entries: readonly number[], askAt: number): ReturnType<Ledger['gone']> {
    const counts = await ledger.gone(entries, askAt);
    this.gone += counts.entries - counts.accepted - counts.alreadyThere;
    return counts;
  }

  /** Rows taken in so far. */
  get rows(): number {
    return this.sheets.reduce((sum, { rows }) => sum + rows, 0);
  }

  async #takeIn(ledger: Ledger, { first, rows }: TakenSheet): Promise<void> {
    const digest = new Uint8Array(32).fill((first - 1) % 256);
    new DataView(digest.buffer).setUint32(0, first - 1);
    const { id } = await ledger.openFile({ name: `night-${first - 1}.csv`, digest });
    const layout = { columns: {}, doses: [{ columns: {} }] as const, defaults: {} };
    const sheet = await ledger.openSheet(id, { name: '', headerLine: 1, headings: [], layout });
    await ledger.admit(
      sheet,
      Array.from({ length: rows }, (_, index) => rowOf(first + index)),
    );
    await ledger.closeFile(id, 0);
  }

  #plan({ interrupted, clockSet }: RunOptions, finish: AbortController, abort: AbortController): (() => void)[] {
    const { clock, trace } = this.#options;
    const after = (ms: number, word: string, work: () => void): (() => void) =>
      clock.at(clock.time + ms, () => {
        trace?.(`${stamp(clock.time)} ${word}`);
        work();
      });
    return [
      ...(interrupted
        ? [
            after(interrupted[0], 'Ctrl-C', () => finish.abort()),
            after(interrupted[1], 'Ctrl-C again', () => abort.abort()),
          ]
        : []),
      ...(clockSet
        ? [after(clockSet.after, `the clock is set by ${clockSet.by} ms`, () => clock.set(clockSet.by))]
        : []),
    ];
  }
}

/** Each version ends its requests with one more line. */
function versioned(target: Target, version: number): Target {
  const lines = Buffer.from('\n'.repeat(version));
  return { ...target, encode: (id, consignments) => Buffer.concat([target.encode(id, consignments), lines]) };
}

function traced(target: Target, clock: FakeClock, trace: WorldOptions['trace']): Target {
  if (!trace) return target;
  return {
    ...target,
    async send(batch, signal) {
      trace(`${stamp(clock.time)}   > send ${batch.id.slice(0, 8)} with ${batch.keys.length}`);
      const answer = await target.send(batch, signal);
      trace(`${stamp(clock.time)}   < ${batch.id.slice(0, 8)} ${shown(answer)}`);
      return answer;
    },
    async find(keys, signal) {
      trace(`${stamp(clock.time)}   > find ${keys.length}`);
      const answer = await target.find(keys, signal);
      trace(`${stamp(clock.time)}   < find ${shown(answer)}`);
      return answer;
    },
  };
}

function shown(value: object): string {
  return JSON.stringify(value, (_, inner: unknown) => (inner instanceof Map ? Object.fromEntries(inner) : inner));
}

function wordFor(end: RunEnd): string {
  switch (end.kind) {
    case 'ended':
      return `ends: ${end.end.why}`;
    case 'compared':
      return `has compared: ${end.lost ?? 'not all'} lost`;
    case 'died':
      return `dies ${end.at}`;
    case 'failed':
      return `throws ${String(end.error)}`;
    case 'hangs':
      return `hangs (${end.how})`;
  }
}

function stamp(time: number): string {
  return new Date(time).toISOString().slice(5, 23);
}
