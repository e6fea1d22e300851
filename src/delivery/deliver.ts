/**
 * Empties the ledger into the target: doubts first, then claim → send → settle → pace, until nothing is left or
 * somebody says stop. All judgement is elsewhere (judge.ts, pace.ts); this file decides only what is next.
 */
import { RunError, type RunErrorCode } from '../errors.ts';
import type { Doubt } from '../ledger/ledger.ts';
import type { Outage, Stop } from '../target/target.ts';
import { type Course, startCourse } from './course.ts';
import type { DeliveryEnd, DeliveryParts, DeliverySettings, StopSignals } from './delivery.ts';
import { LONGEST_ASK } from './judge.ts';
import { allowance, longestWait, patienceLeft, questionsWait } from './pace.ts';
import { pass } from './passage.ts';
import { isDown } from './probes.ts';
import { settleDoubt } from './settle-doubts.ts';

export async function deliver(
  parts: DeliveryParts,
  settings: DeliverySettings,
  signals: StopSignals,
): Promise<DeliveryEnd> {
  const { ledger, target, clock, report } = parts;
  const started = clock.now();
  await ledger.recover();
  const ready = await ledger.ready();
  const { 'in-doubt': inDoubt, accepted } = await ledger.count();
  const hasMet = await ledger.hasMet();
  const course = startCourse(parts, settings, accepted > 0, hasMet);
  report({ event: 'delivery', waiting: ready + inDoubt, inDoubt, target: target.identity });

  const cut = new AbortController();
  const signal = AbortSignal.any([cut.signal, signals.abort]);
  const flights = new Flights();
  let stop: Stop | undefined;
  /** No rule puts a question off for longer (judge.ts). */
  const longestAsk = LONGEST_ASK * settings.doubtWaitMs + longestWait(settings.pace);
  /** The batch that is being asked about. */
  let asking: Doubt | undefined;
  /** Batches that were asked about in this run. */
  const asked = new Set<string>();
  let met = target.traits.finds === 'never' || hasMet;

  function launch(work: Promise<Stop | undefined>): void {
    flights.add(
      work.then((result) => {
        stop ??= result;
      }),
    );
  }

  /** What is to be done next: something to launch, a moment to wait for, or nothing any more. */
  async function nextWork(): Promise<(() => Promise<Stop | undefined>) | { readonly inMs: number } | undefined> {
    const turn = allowance(course.pace(), course.now());
    if (turn.kind === 'wait') return { inMs: turn.until - course.now() };
    if (flights.size >= turn.concurrency) return A_LANDING;
    const doubt = asking ? undefined : await ledger.nextDoubt();
    const quietMs = questionsWait(course.pace(), course.now());
    const isDue = doubt && quietMs === 0 && doubt.askAt <= clock.now();
    if (isDue && !recordsFirst(doubt)) return () => ask(doubt);
    if (doubt && doubt.askAt > clock.now() + longestAsk) {
      // No rule waits so long: the clock was set back meanwhile.
      await ledger.postpone(doubt.id, clock.now() + settings.doubtWaitMs, doubt.missing, false);
      return { inMs: 0 };
    }
    if (!met && !doubt && ready > 0) {
      if (flights.size > 0) return A_LANDING;
      return () =>
        greet(parts, course, signal).then((result) => {
          met = result === 'met';
          return typeof result === 'object' ? result : undefined;
        });
    }
    // What an earlier run left in doubt is asked for before anything new is sent.
    if (!isLeftBehind(doubt) && !isLeftBehind(asking)) {
      const batch = await ledger.claim(Math.min(turn.size, target.traits.maxBatch), clock.now(), target.encode);
      if (batch) return () => pass(parts, course, batch, false, signal);
    }
    if (isDue) return () => ask(doubt);
    if (doubt) return { inMs: Math.max(quietMs, doubt.askAt - clock.now()) };
    return flights.size > 0 ? A_LANDING : undefined;
  }

  async function ask(doubt: Doubt): Promise<Stop | undefined> {
    asking = doubt;
    try {
      return await settleDoubt(parts, settings, course, doubt, signal);
    } finally {
      asking = undefined;
      asked.add(doubt.id);
    }
  }

  /**
   * While it is open whether the server is down, the next real record tells: a question that fails would speak against
   * the server, and one that is answered not for it. Doubts are safe where they are.
   */
  function recordsFirst(doubt: Doubt): boolean {
    const pace = course.pace();
    return met && pace.weather === 'trouble' && !isDown(pace) && !isLeftBehind(doubt);
  }

  /** Asked once is enough: where lookups are broken and the rest is not, the others must not wait for them. */
  function isLeftBehind(doubt: Doubt | undefined): boolean {
    return doubt !== undefined && doubt.lastSent < started && !asked.has(doubt.id);
  }

  async function run(): Promise<DeliveryEnd['why']> {
    for (;;) {
      flights.rethrow();
      if (stop) return 'stopped';
      if (signals.finish.aborted || signals.abort.aborted) return 'interrupted';
      const windowLeft = settings.windowLeft?.() ?? Number.POSITIVE_INFINITY;
      if (windowLeft <= 0) return 'window';
      const patience = patienceLeft(course.pace(), settings.patienceMs, course.now());
      if (patience === 0) return 'away';
      const { landings } = flights;
      const work = await nextWork();
      if (work === undefined) return 'empty';
      if (typeof work === 'function') launch(work());
      else if (patience === 'one more try' && flights.size === 0) return 'away';
      else {
        const ms = Math.min(work.inMs, windowLeft, typeof patience === 'number' ? patience : Number.POSITIVE_INFINITY);
        if (flights.size === 0 && ms >= REST_MS) await ledger.rest();
        await waitFor(parts, flights.landedSince(landings), ms, signals);
      }
    }
  }

  try {
    const why = await run();
    if (why === 'window' && flights.size > 0) report({ event: 'stopping', why });
    await landAll(parts, flights, settings, cut, signals);
    flights.rethrow();
    return { why: stop ? 'stopped' : why, ...(stop ? { stop } : {}), stats: course.stats() };
  } catch (error) {
    // Nobody may go on using the ledger after we are gone.
    cut.abort();
    await flights.landed();
    throw error;
  }
}

/** The requests that are under way. A failure of one (a bug, or the disk) is kept and rethrown by the loop. */
class Flights {
  readonly #open = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;
  #landings = 0;

  get size(): number {
    return this.#open.size;
  }

  add(work: Promise<void>): void {
    const flight = work
      .catch((error: unknown) => {
        this.#failure ??= { error };
      })
      .finally(() => {
        this.#open.delete(flight);
        this.#landings += 1;
      });
    this.#open.add(flight);
  }

  /** How many have landed so far. */
  get landings(): number {
    return this.#landings;
  }

  /**
   * Resolves when one lands, at once if one has landed since: what there is to do may have been decided just before.
   * Never when none is open.
   */
  async landedSince(landings: number): Promise<void> {
    if (this.#landings === landings)
      await (this.#open.size > 0 ? Promise.race(this.#open) : new Promise(() => undefined));
  }

  async landed(): Promise<void> {
    while (this.#open.size > 0) await Promise.race(this.#open);
  }

  rethrow(): void {
    if (this.#failure) throw this.#failure.error;
  }
}

/** A wait worth tidying up in. */
const REST_MS = 10_000;

/** Waits so long, for a request to land, or for a stop, whichever comes first. */
async function waitFor(
  { clock }: DeliveryParts,
  landing: Promise<void>,
  longest: number,
  signals: StopSignals,
): Promise<void> {
  const woken = new AbortController();
  const signal = AbortSignal.any([woken.signal, signals.finish, signals.abort]);
  await Promise.race([clock.sleep(Math.min(LONGEST_SLEEP_MS, longest), signal), landing]);
  woken.abort();
}

/** Nothing but the landing of a request can bring something to do. */
const A_LANDING = { inMs: Number.POSITIVE_INFINITY } as const;

/** Timers of Node count in 32 bits. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

/** Lets the requests in flight finish, but not for ever: after the grace they are cut and in doubt. */
async function landAll(
  { clock }: DeliveryParts,
  flights: Flights,
  settings: DeliverySettings,
  cut: AbortController,
  signals: StopSignals,
): Promise<void> {
  const landed = new AbortController();
  const grace = clock.sleep(settings.graceMs, AbortSignal.any([landed.signal, signals.abort])).then(() => cut.abort());
  await flights.landed();
  landed.abort();
  await grace;
}

/**
 * The first contact of a ledger with its target is a question, not data: an address that answers like a web page
 * must not be handed a million records. Once the target has answered sensibly this is never done again.
 */
async function greet(
  { target, ledger, clock }: DeliveryParts,
  course: Course,
  signal: AbortSignal,
): Promise<Stop | 'met' | 'not met'> {
  const began = clock.elapsed();
  const answer = await target.find([{ key: NOBODY }], signal);
  const ms = clock.elapsed() - began;
  if (answer.kind === 'stop') return course.turnedAway(answer, ms) ?? 'not met';
  if (answer.kind === 'outage') {
    if (answer.cause === 'certificate') return { kind: 'stop', why: 'untrusted' };
    if (answer.cause === 'unreadable') return course.turnedAway(strangersAnswer(answer), ms) ?? 'not met';
    course.outage(answer, ms);
    return 'not met';
  }
  await ledger.met();
  course.answered(false);
  return 'met';
}

/** What answers as no registry does, and never did otherwise, is taken for a wrong address. */
export function strangersAnswer({ status, page }: Outage): Stop {
  return { kind: 'stop', why: 'misconfigured', ...(status === undefined ? {} : { status }), ...(page ? { page } : {}) };
}

/** The nil UUID (RFC 9562, section 5.9): the key of no record. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The exit of a run whose delivery was stopped by the server, as the error that is shown. */
export function stopError(stop: Stop, target: string): RunError {
  if (stop.error) return stop.error;
  return new RunError(STOP_ERRORS[stop.why], {
    target,
    ...(stop.status === undefined ? {} : { status: stop.status }),
  });
}

const STOP_ERRORS = {
  unauthorised: 'SERVER_UNAUTHORISED',
  misconfigured: 'SERVER_MISCONFIGURED',
  untrusted: 'SERVER_UNTRUSTED',
} as const satisfies Record<Stop['why'], RunErrorCode>;
