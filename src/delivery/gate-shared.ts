/**
 * The gate that all workers of a ledger share: what gate-judge.ts says, over a row of the database (gate-keeper.ts). It
 * knows of others what the row said last; what is heard here counts here at once, and for others when the request
 * lands.
 */
import type { Clock, Random } from '../clock.ts';
import type { GateStore } from '../ledger/gate-side.ts';
import type { Gate, Leave, Turn } from './gate.ts';
import { ask, hears, type Judge, LEASE_MS, land, left, renewed, type Told, without } from './gate-judge.ts';
import { GateKeeper } from './gate-keeper.ts';
import { feltIn, type GateRow, type Token } from './gate-row.ts';
import { type Felt, type Heard, hear, type News, startFelt } from './heard.ts';
import { allowance } from './pace.ts';
import type { Pace, PaceSettings } from './pace-state.ts';

/** Nobody waits longer for a farewell: what is not given back comes back by its lease. */
const FAREWELL_MS = 3_000;
/** What lies with this worker, perhaps, and not with the server. */
const OWN: ReadonlySet<string | undefined> = new Set(['turned-away', 'secret', 'own-certificate']);

/** May throw as a ledger does. @throws RunError LEDGER_NEWER where a newer program keeps the row */
export async function sharedGate(
  { store, worker }: { readonly store: GateStore; readonly worker: string },
  settings: PaceSettings,
  clock: Clock,
  random: Random,
): Promise<Gate> {
  const keeper = new GateKeeper(store, settings, clock, random);
  await keeper.look();
  return new SharedGate(keeper, worker, settings, clock, random);
}

class SharedGate implements Gate {
  readonly shared = true;
  readonly #keeper: GateKeeper;
  readonly #worker: string;
  readonly #settings: PaceSettings;
  readonly #clock: Clock;
  readonly #random: Random;
  /** What others do not know yet; `at` is of the clock that nobody sets. */
  #untold: readonly (Omit<Told, 'agoMs'> & { readonly at: number })[] = [];
  /** The row with what was not told yet. */
  #row: GateRow;
  /** How it is for this worker alone: where others pass and it is turned away, it is the one to wait and to stop. */
  #own: Felt;
  /** Of requests that are under way. */
  readonly #flying = new Map<string, Token>();
  /** For requests that may begin. */
  #hand: readonly Token[] = [];
  #tokens = 0;
  /** When a token is asked for again, by the clock that nobody sets. */
  #askAt = 0;
  #renewing: AbortController | undefined;

  constructor(keeper: GateKeeper, worker: string, settings: PaceSettings, clock: Clock, random: Random) {
    this.#keeper = keeper;
    this.#worker = worker;
    this.#settings = settings;
    this.#clock = clock;
    this.#random = random;
    this.#row = keeper.row;
    this.#own = startFelt(settings);
  }

  now = (): number => this.#keeper.now();

  felt(): Felt {
    return feltIn(this.#row, this.#settings);
  }

  age(): number {
    return this.#keeper.age();
  }

  turn(): Turn {
    const { pace } = this.felt();
    const own = allowance(this.#own.pace, this.now());
    const isAlone = this.#flying.size === 0 && this.#askAt === Number.POSITIVE_INFINITY;
    const askMs = this.#hand.length > 0 || isAlone ? 0 : this.#askAt - this.#clock.elapsed();
    const waitMs = Math.max(askMs, own.kind === 'wait' ? own.until - this.now() : 0);
    if (waitMs > 0) return { waitMs };
    const size = Math.max(1, Math.floor(Math.min(pace.size, pace.settings.batchSize)));
    return { size, concurrency: this.#settings.concurrency };
  }

  mayLookBack(): boolean {
    const { looking } = this.#row;
    return looking === undefined || looking.worker === this.#worker || looking.until <= this.now();
  }

  async enter(purpose: 'work' | 'look-back', chosenFor: Pace): Promise<Leave | undefined> {
    const token = (purpose === 'work' && this.#fromHand()) || (await this.#ask(purpose));
    if (!token) return undefined;
    const { weather, size } = this.felt().pace;
    const isWorse = weather === 'trouble' && chosenFor.weather !== 'trouble';
    // Where the database was away before it took the question, the lease is over already.
    if (isWorse || Math.floor(size) < Math.floor(chosenFor.size) || token.until <= this.now()) {
      this.#hand = [...this.#hand, token];
      return undefined;
    }
    this.#flying.set(token.id, token);
    this.#startRenewing();
    return token;
  }

  keep({ id }: Leave): void {
    const token = this.#flying.get(id);
    this.#flying.delete(id);
    if (token) this.#hand = [...this.#hand, token];
  }

  tell(news: News): Pick<Heard, 'outage' | 'isFinal'> {
    const own = this.#hearOwn(news);
    if (own?.isFinal) return own;
    const shared: News =
      news.kind === 'turned-away' && own?.outage ? { kind: 'outage', outage: own.outage, ms: news.ms } : news;
    const luck = this.#random();
    const told = { news: shared, luck, isOwn: own !== undefined };
    this.#untold = [...this.#untold, { ...told, at: this.#clock.elapsed() }];
    const heard = hears(this.#row, { ...told, agoMs: 0 }, this.#judge());
    this.#row = heard.row;
    return heard.outage ? { outage: heard.outage } : {};
  }

  /** What may lie with this worker alone, judged by what it has heard itself; undefined for other news. */
  #hearOwn(news: News): Heard | undefined {
    const isOwn = news.kind === 'turned-away' || (news.kind === 'outage' && OWN.has(news.outage.cause));
    if (news.kind === 'passed' || (news.kind === 'answered' && news.alone)) this.#own = startFelt(this.#settings);
    if (!isOwn) return undefined;
    const heard = hear(this.#own, news, this.now(), this.#random);
    this.#own = heard.felt;
    return heard;
  }

  async land({ id }: Leave): Promise<void> {
    const token = this.#flying.get(id);
    if (!token) return;
    let told = 0;
    await this.#keeper.move(
      (row) => {
        const news = this.#news();
        told = news.length;
        return land(row, { token, told: news, hand: this.#hand }, this.#judge());
      },
      ({ row, kept, hasRoom }) => {
        this.#flying.delete(id);
        if (kept) this.#hand = [...this.#hand, kept];
        if (!kept || hasRoom) this.#askAt = 0;
        this.#know(row, told);
      },
    );
  }

  async rest(): Promise<void> {
    if (this.#hand.length === 0) return;
    this.#askAt = 0;
    await this.#keeper.move(
      (row) => ({ row: without(row, this.#hand) }),
      ({ row }) => {
        this.#hand = [];
        this.#know(row, 0);
      },
    );
  }

  async leave(): Promise<void> {
    this.#renewing?.abort();
    this.#flying.clear();
    this.#hand = [];
    if (this.#untold.length === 0 && left(this.#keeper.row, this.#worker) === this.#keeper.row) return;
    const farewell = this.#keeper.move(
      (row) => {
        const heard = this.#news().reduce((now, one) => hears(now, one, this.#judge()).row, row);
        return { row: left(heard, this.#worker) };
      },
      () => undefined,
    );
    const gone = new AbortController();
    await Promise.race([farewell.catch(() => undefined), this.#clock.sleep(FAREWELL_MS, gone.signal)]);
    gone.abort();
  }

  /** A token that was not given back after the last request, if one may begin. */
  #fromHand(): Token | undefined {
    const may = allowance(this.felt().pace, this.now());
    const token = this.#hand.at(-1);
    if (!token || token.until <= this.now() || may.kind === 'wait') return undefined;
    if (this.#flying.size >= may.concurrency) return undefined;
    this.#hand = this.#hand.slice(0, -1);
    return token;
  }

  async #ask(purpose: 'work' | 'look-back'): Promise<Token | undefined> {
    this.#tokens += 1;
    const hasWaited = this.#askAt > 0;
    const id = `${this.#worker}/${this.#tokens}`;
    let token: Token | undefined;
    await this.#keeper.move(
      (row) => ask(row, { id, hand: this.#hand, purpose }, this.#judge()),
      (asked) => {
        token = asked.token;
        this.#hand = [];
        this.#askAt = token ? 0 : this.#clock.elapsed() + asked.waitMs;
        this.#know(asked.row, 0);
      },
      hasWaited,
    );
    return token;
  }

  #judge(): Judge {
    return { worker: this.#worker, settings: this.#settings, now: this.now(), random: this.#random };
  }

  #news(): Told[] {
    const elapsed = this.#clock.elapsed();
    return this.#untold.map(({ at, ...one }) => ({ ...one, agoMs: elapsed - at }));
  }

  /** The row is this now, and the first `told` pieces of news are in it. */
  #know(row: GateRow, told: number): void {
    this.#untold = this.#untold.slice(told);
    this.#row = this.#news().reduce((now, one) => hears(now, one, this.#judge()).row, row);
    const inRow = new Map(row.tokens.map((token) => [token.id, token]));
    for (const id of this.#flying.keys()) {
      const token = inRow.get(id);
      if (token) this.#flying.set(id, token);
    }
    // What was lost while nothing was done with it is not missed.
    this.#hand = this.#hand.flatMap(({ id }) => inRow.get(id) ?? []);
  }

  /** Tokens of long requests are renewed for as long as these last. */
  #startRenewing(): void {
    if (this.#renewing) return;
    const stop = new AbortController();
    this.#renewing = stop;
    void this.#renew(stop.signal);
  }

  async #renew(signal: AbortSignal): Promise<void> {
    while (this.#flying.size > 0 && !signal.aborted) {
      await this.#clock.sleep(LEASE_MS / 3, signal);
      const old = (): Token[] =>
        [...this.#flying.values()].filter(({ until }) => until - this.now() < (2 / 3) * LEASE_MS);
      if (signal.aborted || old().length === 0) continue;
      // Where the database is away now, the next renewal or the landing finds it.
      await this.#keeper
        .move(
          (row) => ({ row: renewed(row, old(), this.#judge()) }),
          ({ row }) => this.#know(row, 0),
        )
        .catch(() => undefined);
    }
    this.#renewing = undefined;
  }
}
