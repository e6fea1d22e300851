/** What a run hears of a target, as values, and how they move the pace and what is counted beside it. Pure. */
import type { Random } from '../clock.ts';
import type { Outage, OutageCause, Stop } from '../target/target.ts';
import { afterRefusal, afterTurnedAway, afterWelcome } from './grace.ts';
import { afterAnswer, afterSplit, startPace } from './pace.ts';
import { afterGood } from './pace-good.ts';
import { afterOutage } from './pace-outage.ts';
import type { Pace, PaceSettings } from './pace-state.ts';

/** `ms`: after the request, in milliseconds. */
export type News =
  /** A batch of so many was answered. */
  | { readonly kind: 'passed'; readonly entries: number; readonly ms: number }
  /** A question was answered, or a request is being worked on. `alone`: nothing waits but what is in doubt. */
  | { readonly kind: 'answered'; readonly alone: boolean }
  /** No answer that makes sense. */
  | { readonly kind: 'outage'; readonly outage: Outage; readonly ms: number }
  /** `grace`: for so long it is weather, in milliseconds (grace.ts). */
  | { readonly kind: 'turned-away'; readonly stop: Stop; readonly ms: number; readonly grace: number }
  /** A batch was refused as a whole. */
  | { readonly kind: 'refused'; readonly ms: number }
  /** A batch was too large as a whole; `proven` as `afterSplit` has it. */
  | { readonly kind: 'split'; readonly entries: number; readonly proven: boolean }
  /** What was accepted before these crashes was asked for once more (look-back.ts). */
  | { readonly kind: 'looked-back'; readonly crashes: number };

/** What is known of a target at a moment. */
export interface Felt {
  readonly pace: Pace;
  /** Batches that were answered since the last failure of any. */
  readonly passes: number;
  /** Failures that may mean that the server has died. */
  readonly crashes: number;
  /** Of these, so many are behind the last look back. */
  readonly looked: number;
  /** The last failure. */
  readonly last?: Pick<Outage, 'cause' | 'status'> | undefined;
}

/** What follows from news. */
export interface Heard {
  readonly felt: Felt;
  /** It counts as this outage. */
  readonly outage?: Outage;
  /** We were turned away for good: nothing else has changed. */
  readonly isFinal?: true;
}

/** What is seen of a server, or of a computer, that has died. */
const DEATHS: ReadonlySet<OutageCause> = new Set(['refused', 'name', 'timeout', 'reset', 'server-error', 'broken']);

export function startFelt(settings: PaceSettings): Felt {
  return { pace: startPace(settings), passes: 0, crashes: 0, looked: 0 };
}

export function hear(felt: Felt, news: News, now: number, random: Random): Heard {
  const { pace } = felt;
  switch (news.kind) {
    case 'passed':
      return { felt: { ...felt, pace: afterGood(pace, news, now), passes: felt.passes + 1 } };
    case 'answered':
      return { felt: { ...felt, pace: afterAnswer(news.alone ? afterWelcome(pace) : pace, now, random) } };
    case 'outage':
      return failed(felt, news.outage, afterOutage(pace, news, now, random));
    case 'turned-away': {
      const after = afterTurnedAway(pace, news, now, random);
      return after.isFinal ? { felt, isFinal: true } : failed(felt, after.outage, after.pace);
    }
    case 'refused': {
      const after = afterRefusal(pace, news.ms, now, random);
      return after.outage ? failed(felt, after.outage, after.pace) : { felt: { ...felt, pace: after.pace } };
    }
    case 'split':
      return { felt: { ...felt, pace: afterSplit(pace, news.entries, news.proven) } };
    case 'looked-back':
      return { felt: { ...felt, looked: Math.max(felt.looked, news.crashes) } };
  }
}

function failed(felt: Felt, outage: Outage, pace: Pace): Heard {
  const { cause, status } = outage;
  const last = { cause, ...(status === undefined ? {} : { status }) };
  const crashes = felt.crashes + (DEATHS.has(cause) ? 1 : 0);
  return { felt: { ...felt, pace, passes: 0, crashes, last }, outage };
}
