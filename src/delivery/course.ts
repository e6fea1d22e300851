/** The weather of one run as it is felt: the pace, the counts, and the line that is said when the weather changes. */
import type { RunEvent } from '../events.ts';
import type { BatchCounts } from '../ledger/delivery-side.ts';
import type { Outage, Stop } from '../target/target.ts';
import type { DeliveryParts, DeliverySettings, DeliveryStats } from './delivery.ts';
import type { Gate } from './gate.ts';
import { graceFor } from './grace.ts';
import type { Heard, News } from './heard.ts';
import { type PatienceLeft, patienceLeft } from './pace.ts';
import type { Pace } from './pace-state.ts';

export interface Course {
  /** The clock of the pace (gate.ts): all of its moments are of this one. */
  now(): number;
  pace(): Pace;
  /** How much longer an outage is waited out (pace.ts): this run has patience of its own, whoever saw it begin. */
  patience(patienceMs: number): PatienceLeft;
  /** Looks whether others have found the weather changed. */
  look(): void;
  /** Batches that were answered since the last failure of any. */
  passes(): number;
  /** Answers that made sense since the last failure of any: to batches, and to questions. */
  answers(): number;
  /** Failures that may mean that the server has died, and how many of them are behind the last look back. */
  crashes(): number;
  looked(): number;
  /** What was accepted before so many crashes was asked for once more. */
  lookedBack(crashes: number): void;
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

export function startCourse(
  { clock, report, gate }: Pick<DeliveryParts, 'clock' | 'report'> & { readonly gate: Gate },
  settings: Pick<DeliverySettings, 'turnedAwayMs'>,
  /** The server has accepted records of this ledger before. */
  hasAccepted: boolean,
  /** It has answered sensibly before: what we show to be let in was right once. */
  hasMet: boolean,
): Course {
  const { now } = gate;
  const began = now();
  /** A moment of the pace as the wall would show it: whole, though the clock of a gate that is shared has parts. */
  const onTheWall = (moment: number): number => Math.round(moment + clock.now() - now());
  const pace = (): Pace => gate.felt().pace;
  /** An outage that was there before this run counts from its beginning. */
  const since = (): number => Math.max(pace().since, began);
  let takesUs = hasAccepted;
  let letUsIn = hasAccepted || hasMet;
  let answers = 0;
  let requests = 0;
  let outages = 0;
  let awayMs = 0;
  let accepted = 0;
  let alreadyThere = 0;
  let refused = 0;
  /** The beginning of the outage that was told; undefined where the server is there. */
  let awaySince: number | undefined;
  /** The next try as it was told last, by the clock of the pace. */
  let toldTry = 0;
  const held: DoubtsEvent[] = [];

  function release(): void {
    for (const event of held.splice(0)) report(event);
  }

  function tellDown({ cause, status }: Pick<Outage, 'cause' | 'status'>, nextTry: number): void {
    release();
    toldTry = nextTry;
    report({
      ...{ event: 'weather', state: 'down', since: onTheWall(pace().since), cause },
      // Where another worker is to try, nobody here knows when.
      ...(Number.isFinite(nextTry) ? { nextTry: onTheWall(nextTry) } : {}),
      ...(status === undefined ? {} : { status }),
    });
  }

  function tellUp(): void {
    report({ event: 'weather', state: 'up', since: clock.now() });
    release();
  }

  /** Whoever has found it out, the weather has changed since it was told. */
  function look(): void {
    const { last } = gate.felt();
    if (pace().weather !== 'trouble') {
      if (awaySince === undefined) return;
      awayMs += Math.max(0, now() - awaySince);
      awaySince = undefined;
      tellUp();
    } else if (awaySince === undefined) {
      outages += 1;
      awaySince = since();
      if (last) tellDown(last, pace().notBefore);
    }
  }

  /** One request more was answered, or was not. */
  function hear(news: News): Pick<Heard, 'outage' | 'isFinal'> {
    const heard = gate.tell(news);
    if (heard.isFinal) return heard;
    requests += 1;
    if (heard.outage) {
      answers = 0;
      const isNew = awaySince === undefined;
      look();
      if (!isNew) tellDown(heard.outage, pace().notBefore);
    }
    return heard;
  }

  return {
    now,
    pace,
    patience: (patienceMs) => patienceLeft({ ...pace(), since: since() }, patienceMs, now()),
    look,
    passes: () => gate.felt().passes,
    answers: () => answers,
    crashes: () => gate.felt().crashes,
    looked: () => gate.felt().looked,
    lookedBack: (crashes) => void gate.tell({ kind: 'looked-back', crashes }),
    hasAccepted: () => takesUs,
    passed(entries, ms) {
      letUsIn = true;
      answers += 1;
      hear({ kind: 'passed', entries, ms });
      look();
    },
    answered(alone) {
      letUsIn = true;
      answers += 1;
      hear({ kind: 'answered', alone });
    },
    busy() {
      hear({ kind: 'answered', alone: false });
    },
    turnedAway(stop, ms) {
      const grace = graceFor(stop, takesUs, settings.turnedAwayMs);
      return hear({ kind: 'turned-away', stop, ms, grace }).isFinal ? stop : undefined;
    },
    outage(outage, ms) {
      // A secret that has never been right is a setting, and no weather.
      if (outage.error && !letUsIn) throw outage.error;
      hear({ kind: 'outage', outage, ms });
    },
    refused(ms) {
      hear({ kind: 'refused', ms });
    },
    split(entries, proven) {
      gate.tell({ kind: 'split', entries, proven });
    },
    learnt(event) {
      if (pace().weather === 'trouble') held.push(event);
      else report(event);
    },
    rests(ms) {
      const { last } = gate.felt();
      if (pace().weather !== 'trouble') return;
      release();
      const nextTry = now() + ms;
      if (last && nextTry > toldTry + LATER_MS) tellDown(last, nextTry);
    },
    over(done) {
      look();
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
      awayMs: awayMs + (awaySince === undefined ? 0 : Math.max(0, now() - awaySince)),
      accepted,
      alreadyThere,
      refused,
    }),
  };
}
