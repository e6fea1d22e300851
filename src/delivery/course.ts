/** The weather of one run as it is felt: the pace, the counts, and the line that is said when the weather changes. */
import { steadyClock } from '../clock.ts';
import type { RunEvent } from '../events.ts';
import type { BatchCounts } from '../ledger/delivery-side.ts';
import type { Outage, OutageCause, Stop } from '../target/target.ts';
import type { DeliveryParts, DeliverySettings, DeliveryStats } from './delivery.ts';
import { afterRefusal, afterTurnedAway, afterWelcome, graceFor } from './grace.ts';
import { afterAnswer, afterSplit, startPace } from './pace.ts';
import { afterGood } from './pace-good.ts';
import { afterOutage } from './pace-outage.ts';
import type { Pace } from './pace-state.ts';

export interface Course {
  /** The clock of the pace (clock.ts, steadyClock): all of its moments are of this one. */
  now(): number;
  pace(): Pace;
  /** Batches that were answered since the last failure of any. */
  passes(): number;
  /** Answers that made sense since the last failure of any: to batches, and to questions. */
  answers(): number;
  /** Failures that may mean that the server has died. */
  crashes(): number;
  /** A batch of so many was answered after `ms`. */
  passed(entries: number, ms: number): void;
  /** The server has accepted records of this ledger, now or in an earlier run. */
  hasAccepted(): boolean;
  /** A question was answered. `alone`: nothing waits to be sent but what is in doubt. */
  answered(alone: boolean): void;
  /** We were turned away, `ms` after the request. Returns the stop when that is the server's last word. */
  turnedAway(stop: Stop, ms: number): Stop | undefined;
  /**
   * No answer that makes sense, `ms` after the request. @throws RunError of a secret that cannot be fetched, where none
   * has ever worked.
   */
  outage(outage: Outage, ms: number): void;
  /** The request itself is being worked on: neither good news nor bad. */
  busy(): void;
  /** A batch was refused as a whole, `ms` after the request. */
  refused(ms: number): void;
  /** A batch of so many was too large as a whole; `proven` as `afterSplit` has it. */
  split(entries: number, proven: boolean): void;
  /**
   * What a question about a doubt has shown. Of a server that counts as away it is told with the next news of the
   * weather, so that nobody reads of an answer before reading that the server is back.
   */
  learnt(event: DoubtsEvent): void;
  /** Nothing is under way, and nothing will be for so long (milliseconds). */
  rests(ms: number): void;
  /** The run ends; `done`: nothing is left to send or to ask. */
  over(done: boolean): void;
  /** What was written down for a batch or a doubt. */
  settled(counts: BatchCounts): void;
  /** What had been written down, and is in doubt again. */
  gone(counts: Pick<BatchCounts, 'accepted' | 'alreadyThere'>): void;
  stats(): DeliveryStats;
}

type DoubtsEvent = Extract<RunEvent, { event: 'doubts' }>;

/** A try that comes by so much later than was said is said anew. */
const LATER_MS = 1_000;

/** What is seen of a server, or of a computer, that has died. */
const DEATHS: ReadonlySet<OutageCause> = new Set(['refused', 'name', 'timeout', 'reset', 'server-error', 'broken']);

export function startCourse(
  { clock, random, report }: Pick<DeliveryParts, 'clock' | 'random' | 'report'>,
  settings: Pick<DeliverySettings, 'pace' | 'turnedAwayMs'>,
  /** The server has accepted records of this ledger before. */
  hasAccepted: boolean,
  /** It has answered sensibly before: what we show to be let in was right once. */
  hasMet: boolean,
): Course {
  const now = steadyClock(clock);
  /** A moment of the pace as the wall would show it. */
  const onTheWall = (moment: number): number => moment + clock.now() - now();
  let takesUs = hasAccepted;
  let letUsIn = hasAccepted || hasMet;
  let pace = startPace(settings.pace);
  let passes = 0;
  let answers = 0;
  let crashes = 0;
  let requests = 0;
  let outages = 0;
  let awayMs = 0;
  let accepted = 0;
  let alreadyThere = 0;
  let refused = 0;
  let last: Outage | undefined;
  /** The next try as it was told last, by the clock of the pace. */
  let toldTry = 0;
  const held: DoubtsEvent[] = [];

  function release(): void {
    for (const event of held.splice(0)) report(event);
  }

  function tellDown({ cause, status }: Outage, nextTry: number): void {
    release();
    toldTry = nextTry;
    report({
      ...{ event: 'weather', state: 'down', since: onTheWall(pace.since), nextTry: onTheWall(nextTry), cause },
      ...(status === undefined ? {} : { status }),
    });
  }

  function tellUp(): void {
    report({ event: 'weather', state: 'up', since: clock.now() });
    release();
  }

  /** What came is an outage, and the pace knows it already. */
  function failed(outage: Outage, next: Pace): void {
    requests += 1;
    passes = 0;
    answers = 0;
    if (DEATHS.has(outage.cause)) crashes += 1;
    if (pace.weather !== 'trouble') outages += 1;
    pace = next;
    last = outage;
    tellDown(outage, pace.notBefore);
  }

  return {
    now,
    pace: () => pace,
    passes: () => passes,
    answers: () => answers,
    crashes: () => crashes,
    hasAccepted: () => takesUs,
    passed(entries, ms) {
      letUsIn = true;
      requests += 1;
      passes += 1;
      answers += 1;
      if (pace.weather === 'trouble') {
        awayMs += now() - pace.since;
        tellUp();
      }
      pace = afterGood(pace, { entries, ms }, now());
    },
    answered(alone) {
      letUsIn = true;
      requests += 1;
      answers += 1;
      pace = afterAnswer(alone ? afterWelcome(pace) : pace, now(), random);
    },
    busy() {
      requests += 1;
      pace = afterAnswer(pace, now(), random);
    },
    turnedAway(stop, ms) {
      const grace = graceFor(stop, takesUs, settings.turnedAwayMs);
      const after = afterTurnedAway(pace, { stop, ms, grace }, now(), random);
      if (!after.isFinal) failed(after.outage, after.pace);
      return after.isFinal ? stop : undefined;
    },
    outage(outage, ms) {
      // A secret that has never been right is a setting, and no weather.
      if (outage.error && !letUsIn) throw outage.error;
      failed(outage, afterOutage(pace, { outage, ms }, now(), random));
    },
    refused(ms) {
      const after = afterRefusal(pace, ms, now(), random);
      if (after.outage) return failed(after.outage, after.pace);
      requests += 1;
      pace = after.pace;
    },
    split(entries, proven) {
      pace = afterSplit(pace, entries, proven);
    },
    learnt(event) {
      if (pace.weather === 'trouble') held.push(event);
      else report(event);
    },
    rests(ms) {
      if (pace.weather !== 'trouble') return;
      release();
      const nextTry = now() + ms;
      if (last && nextTry > toldTry + LATER_MS) tellDown(last, nextTry);
    },
    over(done) {
      // What was asked last was answered, and no record is left to show that the server is back.
      if (done && held.length > 0) tellUp();
      else release();
    },
    settled(counts) {
      accepted += counts.accepted;
      alreadyThere += counts.alreadyThere;
      takesUs ||= counts.accepted + counts.alreadyThere > 0;
      refused += counts.refused;
    },
    gone(counts) {
      accepted -= counts.accepted;
      alreadyThere -= counts.alreadyThere;
    },
    stats: () => ({
      requests,
      outages,
      awayMs: awayMs + (pace.weather === 'trouble' ? now() - pace.since : 0),
      accepted,
      alreadyThere,
      refused,
    }),
  };
}
