/**
 * The pace of a server that answers and does not serve: it refuses every batch, or turns us away. Part of the pace
 * (pace.ts), pure as all of it. One such answer is weather: an application that starts up says 404, a gateway 403, a
 * portal 302. Where it lasts, a person must look.
 */
import type { Random } from '../clock.ts';
import type { Outage, Stop } from '../target/target.ts';
import { afterAnswer } from './pace.ts';
import { afterOutage } from './pace-outage.ts';
import type { Pace } from './pace-state.ts';

/** So many whole refusals in a row, without a pass between them, are no verdicts but an outage. */
export const MOST_REFUSALS = 10;
/** A server that has never accepted anything is given this part of the grace, and only where a page of HTML answers. */
const FIRST_CONTACT = 1 / 5;

/** A batch was refused as a whole, or was too large. Returns the outage that it counts as, if it does. */
export function afterRefusal(pace: Pace, ms: number, now: number, random: Random): { pace: Pace; outage?: Outage } {
  const refusals = pace.refusals + 1;
  if (refusals < MOST_REFUSALS) return { pace: { ...afterAnswer(pace, now, random), refusals } };
  const outage: Outage = { kind: 'outage', cause: 'refusing', reachedServer: true };
  return { pace: { ...afterOutage(pace, { outage, ms }, now, random), refusals }, outage };
}

/**
 * How long a server may turn us away before that is its last word, in milliseconds. `hasAccepted`: it has taken a
 * record of this ledger, now or in an earlier run, so credentials and address were right once.
 */
export function graceFor(stop: Stop, hasAccepted: boolean, graceMs: number): number {
  // A disk that is full stays so, and whoever could free it is told at once.
  if (stop.why === 'disk') return 0;
  if (hasAccepted) return graceMs;
  return stop.page ? graceMs * FIRST_CONTACT : 0;
}

/** We were turned away. `outage` is what it counts as; `isFinal`: the grace is over. */
export function afterTurnedAway(
  pace: Pace,
  { stop, ms, grace }: { stop: Stop; ms: number; grace: number },
  now: number,
  random: Random,
): { pace: Pace; outage: Outage; isFinal: boolean } {
  const { status } = stop;
  const outage: Outage = {
    kind: 'outage',
    cause: 'turned-away',
    reachedServer: true,
    ...(status === undefined ? {} : { status }),
  };
  const next = afterOutage(pace, { outage, ms }, now, random);
  const began = pace.turnedAwaySince > 0 && pace.turnedAwaySince <= now ? pace.turnedAwaySince : now;
  // The last try comes when the grace ends and not a pause later.
  const notBefore = Math.max(next.askedUntil, Math.min(next.notBefore, Math.max(now, began + grace)));
  return { pace: { ...next, turnedAwaySince: began, notBefore }, outage, isFinal: now - began >= grace };
}

/** The door is open: a question was answered, and whatever is turned away is turned away for itself. */
export function afterWelcome(pace: Pace): Pace {
  return { ...pace, turnedAwaySince: 0 };
}
