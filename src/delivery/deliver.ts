/**
 * Empties the ledger into the target: doubts first, then claim → send → settle → pace, until nothing is left or
 * somebody says stop. What is next is decided in next-work.ts; this file looks, and does it.
 */
import type { Doubt, Stranger } from '../ledger/delivery-side.ts';
import type { Stop } from '../target/target.ts';
import { type Course, startCourse } from './course.ts';
import type { DeliveryEnd, DeliveryParts, DeliverySettings, StopSignals } from './delivery.ts';
import { Elsewhere } from './elsewhere.ts';
import { Flights, landAll, waitFor } from './flights.ts';
import type { Gate, Leave } from './gate.ts';
import { localGate } from './gate-local.ts';
import { sharedGate } from './gate-shared.ts';
import { greet } from './greet.ts';
import { all, LONGEST_ASK } from './judge.ts';
import { isLate, LeaseKeeper } from './lease-keeper.ts';
import { LookBack } from './look-back.ts';
import { nextWork, type Situation, type Work } from './next-work.ts';
import { longestWait, questionsWait } from './pace.ts';
import type { Pace } from './pace-state.ts';
import { pass } from './passage.ts';
import { isDown } from './probes.ts';
import { resolvePeople } from './resolve.ts';
import { settleDoubt } from './settle-doubts.ts';

export async function deliver(
  parts: DeliveryParts,
  settings: DeliverySettings,
  signals: StopSignals,
): Promise<DeliveryEnd> {
  const { ledger, target, clock, random, report } = parts;
  const started = clock.now();
  await ledger.recover(started);
  const { finds, overwrites, maxBatch } = target.traits;
  const suspected = await ledger.suspect(
    finds === 'never' || overwrites ? undefined : Math.min(maxBatch, MOST_SUSPECTED),
  );
  if (suspected) report({ event: 'copy', ...suspected, safe: overwrites === true });
  const ready = await ledger.ready();
  const { 'in-doubt': open, accepted } = await ledger.count();
  const inDoubt = open - (await ledger.countHandedOver()).entries;
  const hasMet = await ledger.hasMet();
  const gate = parts.gate
    ? await sharedGate(parts.gate, settings.pace, clock, random)
    : localGate(settings.pace, clock, random);
  const course = startCourse({ clock, report, gate }, settings, accepted > 0, hasMet);
  report({ event: 'delivery', waiting: ready + inDoubt, inDoubt, target: target.identity });
  const lookBack = await LookBack.begin(parts, settings, course, gate);
  const beginning = { started, hadWork: ready > 0, hasMet };
  return new Loop(parts, settings, signals, { gate, course, lookBack }, beginning).run();
}

/** How things stood when the run began. */
interface Beginning {
  /** On the wall, in epoch milliseconds. */
  readonly started: number;
  readonly hadWork: boolean;
  readonly hasMet: boolean;
}

/** What is known of the target and of those who deliver to it. */
interface Weather {
  readonly gate: Gate;
  readonly course: Course;
  readonly lookBack: LookBack;
}

/** What a look has shown: how things stand, and what they stand for. */
interface View {
  readonly pace: Pace;
  readonly situation: Situation;
  readonly doubt: Doubt | undefined;
  readonly strangers: readonly Stranger[];
}

/**
 * So many records are looked at for people who must be asked for, though one request takes fewer: the next of them are
 * asked for while others are sent.
 */
const ASKED_AHEAD = 20;
/** In one question about what an older copy of the ledger believes to wait. */
const MOST_SUSPECTED = 500;
/** A wait worth tidying up in, and worth a look whether there is anything to wait for. */
const REST_MS = 10_000;

class Loop {
  readonly #parts: DeliveryParts;
  readonly #settings: DeliverySettings;
  readonly #signals: StopSignals;
  readonly #gate: Gate;
  readonly #course: Course;
  readonly #lookBack: LookBack;
  readonly #beginning: Beginning;
  readonly #flights = new Flights();
  readonly #cut = new AbortController();
  /** Cuts the requests in flight. */
  readonly #signal: AbortSignal;
  #met: boolean;
  #stop: Stop | undefined;
  /** The batch that is being asked about. */
  #asking: Doubt | undefined;
  /** A question about people is under way; one at a time, or the same people would be asked for twice. */
  #resolving = false;
  /** Batches that were asked about in this run. */
  readonly #asked = new Set<string>();
  readonly #leases: LeaseKeeper;
  readonly #elsewhere: Elsewhere;
  /** When it is looked again whether there is anything to wait for, by the clock that nobody sets. */
  #idleAt = 0;
  /** The same for what workers that died have left. */
  #recoverAt: number;

  constructor(
    parts: DeliveryParts,
    settings: DeliverySettings,
    signals: StopSignals,
    { gate, course, lookBack }: Weather,
    beginning: Beginning,
  ) {
    this.#parts = parts;
    this.#settings = settings;
    this.#signals = signals;
    this.#gate = gate;
    this.#course = course;
    this.#lookBack = lookBack;
    this.#beginning = beginning;
    this.#signal = AbortSignal.any([this.#cut.signal, signals.abort]);
    this.#leases = new LeaseKeeper(parts, this.#flights);
    this.#elsewhere = new Elsewhere(parts);
    this.#recoverAt = this.#nextRecovery();
    this.#met = parts.target.traits.finds === 'never' || beginning.hasMet;
  }

  async run(): Promise<DeliveryEnd> {
    const { clock, report } = this.#parts;
    const flights = this.#flights;
    try {
      const why = await this.#work();
      if (why === 'window' && flights.size > 0) report({ event: 'stopping', why });
      await landAll(clock, flights, this.#settings.graceMs, this.#cut, this.#signals);
      flights.rethrow();
      this.#course.over(why === 'empty');
      const stop = this.#stop;
      return { why: stop ? 'stopped' : why, ...(stop ? { stop } : {}), stats: this.#course.stats() };
    } catch (error) {
      // Nobody may go on using the ledger after we are gone.
      this.#cut.abort();
      await flights.landed();
      throw error;
    } finally {
      await this.#leases.end();
      const leaving = this.#gate.leave();
      if (leaving) await leaving;
    }
  }

  async #work(): Promise<DeliveryEnd['why']> {
    for (;;) {
      this.#flights.rethrow();
      const { landings } = this.#flights;
      const view = await this.#look();
      const work = nextWork(view.situation);
      if (work.kind === 'end') return work.why;
      if (await this.#carryOut(work, view, landings)) continue;
      // What landed meanwhile may have brought something to send: who somebody is.
      if (this.#flights.landings !== landings) continue;
      const flights = this.#flights.size;
      const elsewhereMs = flights === 0 && !view.doubt ? await this.#elsewhere.lookAgainMs() : undefined;
      const instead = nextWork({ ...view.situation, flights, nothingToSend: true, elsewhereMs });
      if (instead.kind === 'end') return instead.why;
      await this.#carryOut(instead, view, landings);
    }
  }

  /** How things stand. The ledger is asked for doubts and strangers only where something may begin. */
  async #look(): Promise<View> {
    const { ledger, clock } = this.#parts;
    const { windowLeft, patienceMs, doubtWaitMs, pace: paceSettings } = this.#settings;
    const windowLeftMs = windowLeft?.() ?? Number.POSITIVE_INFINITY;
    this.#course.look();
    await this.#recover();
    const patience = this.#course.patience(patienceMs);
    const turn = this.#gate.turn();
    const mayBegin = 'size' in turn && this.#flights.size < turn.concurrency;
    const doubt = mayBegin && !this.#asking ? await ledger.nextDoubt(clock.now()) : undefined;
    await this.#lookBack.look();
    const strangers = mayBegin ? await this.#strangers(turn.size) : [];
    const pace = this.#course.pace();
    const situation = {
      stopped: this.#stopped(),
      windowLeftMs,
      patience,
      turn,
      flights: this.#flights.size,
      doubt: doubt && { dueInMs: doubt.askAt - clock.now(), leftBehind: this.#isLeftBehind(doubt) },
      askingLeftBehind: this.#asking !== undefined && this.#isLeftBehind(this.#asking),
      quietMs: questionsWait(pace, this.#course.now()),
      longestAskMs: LONGEST_ASK * doubtWaitMs + longestWait(paceSettings),
      unsure: pace.weather === 'trouble' && !isDown(pace),
      met: this.#met,
      hadWork: this.#beginning.hadWork,
      lookBackAhead: this.#lookBack.isDue(),
      strangersAhead: strangers.length > 0,
      nothingToSend: false,
      idle: this.#gate.shared && 'waitMs' in turn && (await this.#isIdle()),
    } satisfies Situation;
    return { pace, situation, doubt, strangers };
  }

  /** Of what workers died in, somebody who lives must ask. */
  async #recover(): Promise<void> {
    const { ledger, clock } = this.#parts;
    if (clock.elapsed() < this.#recoverAt) return;
    this.#recoverAt = this.#nextRecovery();
    await ledger.recover(clock.now());
  }

  #nextRecovery(): number {
    const { ledger, clock } = this.#parts;
    return clock.elapsed() + ledger.leaseMs / 2;
  }

  /** Others keep us waiting, and there is nothing to wait for. */
  async #isIdle(): Promise<boolean> {
    const { ledger, clock } = this.#parts;
    if (this.#flights.size > 0 || clock.elapsed() < this.#idleAt) return false;
    this.#idleAt = clock.elapsed() + REST_MS;
    if ((await ledger.ready()) > 0 || (await ledger.nextDoubt(clock.now()))) return false;
    return !(await ledger.elsewhere());
  }

  /** Whom the next records need and nobody was asked about; nobody for a target that needs no references. */
  async #strangers(size: number): Promise<readonly Stranger[]> {
    const { ledger, target } = this.#parts;
    if (!target.people || this.#resolving) return [];
    return ledger.strangers(Math.min(size, Math.max(target.traits.maxBatch, ASKED_AHEAD)), target.people.neededBy);
  }

  #stopped(): 'stopped' | 'interrupted' | undefined {
    if (this.#stop) return 'stopped';
    return this.#signals.finish.aborted || this.#signals.abort.aborted ? 'interrupted' : undefined;
  }

  #isLeftBehind({ id, lastSent }: Doubt): boolean {
    return lastSent < this.#beginning.started && !this.#asked.has(id);
  }

  /** Does what is to be done, or begins it; false where there was nothing to send after all. */
  async #carryOut(work: Exclude<Work, { kind: 'end' }>, view: View, landings: number): Promise<boolean> {
    const { ledger, target, clock } = this.#parts;
    const { doubt, strangers, pace } = view;
    switch (work.kind) {
      case 'postpone': {
        const { doubtWaitMs } = this.#settings;
        if (doubt) await ledger.postpone(doubt, clock.now() + doubtWaitMs, doubt.missing, false);
        return true;
      }
      case 'wait': {
        const resting = this.#gate.rest();
        if (resting) await resting;
        if (this.#flights.size === 0) this.#course.rests(work.ms);
        if (this.#flights.size === 0 && work.ms >= REST_MS) await ledger.rest();
        await waitFor(clock, this.#flights.landedSince(landings), work.ms, this.#signals);
        return true;
      }
    }
    const asked = this.#gate.enter(work.kind === 'look-back' ? 'look-back' : 'work', pace);
    const leave = asked instanceof Promise ? await asked : asked;
    // Not now: a look will show what is next.
    if (!leave) return true;
    switch (work.kind) {
      case 'send': {
        const { maxBatch, onePersonPerRequest, wantsPlaces } = target.traits;
        const rules = { onePersonPerRequest, wantsPlaces, neededBy: target.people?.neededBy };
        const asked = clock.elapsed();
        const batch = await ledger.claim(Math.min(work.size, maxBatch), clock.now(), target.encode, rules);
        if (!batch) {
          this.#gate.keep(leave);
          return false;
        }
        this.#elsewhere.found();
        if (isLate(this.#parts, asked)) {
          const attempt = { at: clock.now(), ms: 0, answer: 'late' };
          await ledger.settle(batch, all(batch.keys, { kind: 'unsent' }), attempt);
          this.#gate.keep(leave);
          return true;
        }
        this.#launch(pass(this.#parts, this.#course, batch, false, this.#signal), leave);
        return true;
      }
      case 'look-back':
        this.#launch(this.#lookBack.ask(this.#signal), leave);
        return true;
      case 'resolve':
        this.#launch(this.#resolve(strangers), leave);
        return true;
      case 'greet':
        this.#launch(this.#greet(), leave);
        return true;
      case 'ask':
        if (doubt) this.#launch(this.#ask(doubt), leave);
        return true;
    }
  }

  #launch(work: Promise<Stop | undefined>, leave: Leave): void {
    this.#flights.add(
      work.then((result) => {
        this.#stop ??= result;
        return this.#gate.land(leave);
      }),
    );
    this.#leases.begin();
  }

  async #resolve(strangers: readonly Stranger[]): Promise<Stop | undefined> {
    const { people } = this.#parts.target;
    if (!people) return undefined;
    this.#resolving = true;
    try {
      return await resolvePeople(this.#parts, this.#course, people, strangers, this.#signal);
    } finally {
      this.#resolving = false;
    }
  }

  async #ask(doubt: Doubt): Promise<Stop | undefined> {
    this.#asking = doubt;
    try {
      return await settleDoubt(this.#parts, this.#settings, this.#course, doubt, this.#signal);
    } finally {
      this.#asking = undefined;
      this.#asked.add(doubt.id);
    }
  }

  async #greet(): Promise<Stop | undefined> {
    const result = await greet(this.#parts, this.#course, this.#signal);
    this.#met = result === 'met';
    return typeof result === 'object' ? result : undefined;
  }
}
