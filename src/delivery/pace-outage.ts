/** How the pace (pace.ts) moves when no answer came, or one that makes no sense. Pure. */
import type { Random } from '../clock.ts';
import type { Outage } from '../target/target.ts';
import type { Pace } from './pace-state.ts';
import { isDown, owedAfter, probePause } from './probes.ts';
import { spent } from './retry-budget.ts';

/**
 * A try in trouble has this part of the records of the one before: 25, 6, 1. A dead server is asked for little, a
 * living one shows with little that it lives.
 */
const TRY = 1 / 4;
/** `Retry-After` is obeyed up to this; a server that asks for more is asked again sooner. */
export const LONGEST_RETRY_AFTER_MS = 30 * 60_000;

/** No answer, or one that makes no sense; heard, or given up, `ms` after the request. */
export function afterOutage(
  pace: Pace,
  { outage, ms }: { outage: Outage; ms: number },
  now: number,
  random: Random,
): Pace {
  const { settings } = pace;
  const failures = pace.failures + 1;
  const tokens = spent(pace.tokens, outage);
  const asked = Math.min(outage.retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  const next = { ...pace, failures, tokens, questions: 0 };
  const isProbing = isDown(next);
  const pause = isProbing
    ? Math.max(0, probePause(pace, random) - Math.max(0, ms))
    : random() * Math.min(settings.capMs, settings.firstMs * 2 ** (failures - 1));
  // Retry-After is a lower bound; without jitter on top everybody would come back in the same second.
  const wait = asked > 0 ? Math.max(pause, asked + random() * Math.min(asked, settings.capMs)) : pause;
  const isFirst = pace.weather !== 'trouble';
  return {
    ...next,
    weather: 'trouble',
    size: isProbing ? 1 : Math.max(1, pace.size * TRY),
    concurrency: Math.max(1, pace.concurrency / 2),
    streak: 0,
    good: Math.min(settings.batchSize, isProbing ? (pace.usual?.entries ?? pace.good) : goodAfter(pace, outage)),
    before: isFirst ? sizeAfter(pace, outage) : pace.before,
    since: isFirst ? now : pace.since,
    owed: isProbing ? owedAfter(pace, wait + Math.max(0, ms)) : pace.owed,
    notBefore: Math.max(pace.notBefore, now + wait),
    askedUntil: asked > 0 ? Math.max(pace.askedUntil, now + asked) : pace.askedUntil,
  };
}

/** What took too long was too large, perhaps; other failures say nothing of the size. */
function sizeAfter({ size }: Pace, { cause, status }: Outage): number {
  return cause === 'timeout' || status === 504 ? Math.max(1, size / 2) : size;
}

/**
 * What was learned in a brown-out says nothing of the server that comes back: `afterOutage` restores the usual then.
 */
function goodAfter(pace: Pace, outage: Outage): number {
  const size = sizeAfter(pace, outage);
  return pace.weather === 'fair' && size < pace.size ? size : pace.good;
}
