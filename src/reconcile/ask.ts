/**
 * Questions to the server about many keys, with the patience and the pace of delivery (delivery/pace.ts): small at
 * first and after every outage, one at a time, and never given up before `patience` is over.
 */
import { type Clock, type Random, steadyClock } from '../clock.ts';
import type { DeliverySettings, StopSignals } from '../delivery/delivery.ts';
import { afterTurnedAway, graceFor } from '../delivery/grace.ts';
import { strangersAnswer } from '../delivery/greet.ts';
import { allowance, patienceLeft, startPace } from '../delivery/pace.ts';
import { afterGood } from '../delivery/pace-good.ts';
import { afterOutage } from '../delivery/pace-outage.ts';
import type { RunEvent } from '../events.ts';
import type { Found, Outage, Sought, Stop, Target } from '../target/target.ts';

export interface AskingParts {
  readonly target: Target;
  readonly clock: Clock;
  readonly random: Random;
  readonly report: (event: RunEvent) => void;
  readonly settings: DeliverySettings;
  readonly signals: StopSignals;
}

/** How it ended; the reasons are those of DeliveryEnd. */
export type AskEnd =
  | { readonly why: 'done' | 'away' | 'window' | 'interrupted' }
  | { readonly why: 'stopped'; readonly stop: Stop };

export interface AskStats {
  readonly requests: number;
  readonly outages: number;
  readonly awayMs: number;
}

/** Keeps its pace from one list of keys to the next. */
export interface Asker {
  /**
   * Asks for all records, in order, and hands over each answer as it comes; undefined where a record could not be asked
   * for.
   */
  ask(sought: Iterable<Sought>, found: (result: Found | undefined) => void): Promise<AskEnd>;
  stats(): AskStats;
}

/** More keys in one question help nobody, and some servers give up at less than their own limit. */
const MOST_KEYS = 1_000;

/**
 * `met`: this server has given a sensible answer before, so a page that cannot be read is an outage and not a wrong
 * address.
 */
export function createAsker(parts: AskingParts, met: boolean): Asker {
  const { target, clock, random, report, settings, signals } = parts;
  const now = steadyClock(clock);
  const most = Math.min(MOST_KEYS, target.traits.maxBatch);
  let pace = startPace({ ...settings.pace, batchSize: most, concurrency: 1 });
  let requests = 0;
  let outages = 0;
  let awayMs = 0;
  const stopped = AbortSignal.any([signals.finish, signals.abort]);
  let hasMet = met;
  let asked = 0;

  /** Waits until a question is allowed, or says why there will be none. */
  async function turn(): Promise<number | AskEnd> {
    for (;;) {
      if (stopped.aborted) return { why: 'interrupted' };
      const windowLeft = settings.windowLeft?.() ?? Number.POSITIVE_INFINITY;
      const patience = patienceLeft(pace, settings.patienceMs, now());
      if (windowLeft <= 0) return { why: 'window' };
      if (patience === 0) return { why: 'away' };
      const may = allowance(pace, now());
      if (may.kind === 'go') return Math.min(may.size, most);
      if (patience === 'one more try') return { why: 'away' };
      await clock.sleep(Math.min(may.until - now(), windowLeft, patience), stopped);
    }
  }

  /** An outage is told when it begins and when it ends; there is no bar that could show each try. */
  function outage(said: Outage, ms: number): void {
    failed(said, afterOutage(pace, { outage: said, ms }, now(), random));
  }

  function failed(said: Outage, next: typeof pace): void {
    const begins = pace.weather !== 'trouble';
    pace = next;
    if (!begins || pace.weather !== 'trouble') return;
    outages += 1;
    const status = said.status === undefined ? {} : { status: said.status };
    const wrong = clock.now() - now();
    const [since, nextTry] = [pace.since + wrong, pace.notBefore + wrong];
    report({ event: 'weather', state: 'down', since, nextTry, cause: said.cause, ...status });
  }

  /** As in delivery: weather at first, and the server's last word where it lasts. */
  function turnedAway(stop: Stop, ms: number): 'again' | AskEnd {
    const grace = graceFor(stop, hasMet, settings.turnedAwayMs);
    const after = afterTurnedAway(pace, { stop, ms, grace }, now(), random);
    if (after.isFinal) return { why: 'stopped', stop };
    failed(after.outage, after.pace);
    return 'again';
  }

  function answered(keys: number, ms: number): void {
    if (pace.weather === 'trouble') {
      awayMs += now() - pace.since;
      report({ event: 'weather', state: 'up', since: clock.now() });
    }
    pace = afterGood(pace, { entries: keys, ms }, now());
    asked += keys;
    report({ event: 'asking', asked });
  }

  /** One question; `again` when it was not answered. */
  async function askOnce(
    sought: readonly Sought[],
    found: (result: Found | undefined) => void,
  ): Promise<'next' | 'again' | AskEnd> {
    const began = clock.elapsed();
    const answer = await target.find(sought, signals.abort);
    const ms = clock.elapsed() - began;
    requests += 1;
    switch (answer.kind) {
      case 'stop':
        return turnedAway(answer, ms);
      case 'outage': {
        // As in delivery: a secret that has never been right is a setting.
        if (answer.error && !hasMet) throw answer.error;
        if (hasMet || answer.cause !== 'unreadable') {
          outage(answer, ms);
          return 'again';
        }
        return turnedAway(strangersAnswer(answer), ms);
      }
      case 'found':
        hasMet = true;
        answered(sought.length, ms);
        for (const { key } of sought) found(answer.results.get(key));
        return 'next';
    }
  }

  return {
    async ask(sought, found) {
      const rest = sought[Symbol.iterator]();
      let waiting: Sought[] = [];
      for (;;) {
        const size = await turn();
        if (typeof size === 'object') return size;
        while (waiting.length < size) {
          const { done, value } = rest.next();
          if (done) break;
          waiting.push(value);
        }
        if (waiting.length === 0) return { why: 'done' };
        const these = waiting.slice(0, size);
        const said = await askOnce(these, found);
        if (typeof said === 'object') return said;
        if (said === 'next') waiting = waiting.slice(these.length);
      }
    },
    stats: () => ({ requests, outages, awayMs }),
  };
}
