/**
 * One question about a batch in doubt, and what follows from the answer. A question that is not answered keeps the
 * doubt.
 */
import type { Doubt } from '../ledger/delivery-side.ts';
import { failedOnIt } from '../target/reason.ts';
import type { FindAnswer, Sought, Stop, Verdict } from '../target/target.ts';
import type { Course } from './course.ts';
import type { DeliveryParts, DeliverySettings } from './delivery.ts';
import { all, judgeDoubt } from './judge.ts';
import { isLate } from './lease-keeper.ts';
import { allowance } from './pace.ts';
import { NOTHING, pass } from './passage.ts';

export async function settleDoubt(
  parts: DeliveryParts,
  settings: DeliverySettings,
  course: Course,
  found: Doubt,
  signal: AbortSignal,
): Promise<Stop | undefined> {
  const { ledger, target, clock } = parts;
  const doubt = await ledger.hold(found, clock.now());
  // Another worker asks about it.
  if (!doubt) return undefined;
  const { finds, overwrites, wantsPlaces } = target.traits;
  const asks = finds !== 'never' && !overwrites;
  const [at, began] = [clock.now(), clock.elapsed()];
  const answer = asks
    ? await target.find(await soughtIn(parts, doubt), signal)
    : withoutAsking(doubt, overwrites === true);
  const ms = clock.elapsed() - began;
  if (answer.kind === 'outage') {
    await ledger.postpone(doubt, clock.now() + settings.doubtWaitMs, doubt.missing, false);
    course.outage(answer, ms);
    return undefined;
  }
  if (answer.kind === 'stop') {
    await ledger.postpone(doubt, clock.now() + settings.doubtWaitMs, doubt.missing, false);
    return course.turnedAway(answer, ms);
  }
  if (asks) course.answered((await ledger.ready()) === 0);
  const now = clock.now();
  const { verdicts, rest } = judgeDoubt(doubt, answer.results, {
    now,
    safeToResend: target.traits.safeToResend,
    keyLifeMs: target.traits.keyLifeMs ?? settings.keyLifeMs,
    doubtWaitMs: settings.doubtWaitMs,
  });
  const attempt = { at, ms, answer: 'question' };
  // A doubt about nothing is closed, or it would be asked about for ever.
  if (verdicts.size > 0 || rest.kind === 'none')
    course.settled((await ledger.settle(doubt, verdicts, attempt)) ?? NOTHING);
  const later = rest.kind === 'resend' ? await laterThan(parts, course, doubt, now, settings.doubtWaitMs) : undefined;
  const neededBy = target.people?.neededBy;
  const resending = clock.elapsed();
  const again =
    rest.kind === 'resend' && later === undefined
      ? await ledger.resend(doubt, now, target.encode, { neededBy, wantsPlaces })
      : undefined;
  const absent = doubt.keys.length - verdicts.size;
  const proven = rest.kind === 'ask-again' || (rest.kind === 'resend' && !again) ? 0 : absent;
  const [asked, there] = [doubt.keys.length, verdicts.size];
  course.learnt({ event: 'doubts', asked, there, absent: proven, unknown: absent - proven });
  switch (rest.kind) {
    case 'none':
      return undefined;
    case 'ask-again':
      // Whoever was not answered for was not said to be absent either.
      await ledger.postpone(
        doubt,
        rest.at,
        rest.missing,
        doubt.keys.every((key) => answer.results.has(key)),
      );
      return undefined;
    case 'release':
      await ledger.release(doubt, rest.parts, attempt);
      return undefined;
    case 'quarantine':
      course.settled((await ledger.settle(doubt, all(doubt.keys, quarantined(doubt)), attempt)) ?? NOTHING);
      return undefined;
    case 'resend':
      if (again && isLate(parts, resending)) {
        await ledger.settle(again, new Map(), { at: clock.now(), ms: 0, answer: 'late' });
        return undefined;
      }
      if (again) return pass(parts, course, again, true, signal);
      await ledger.postpone(doubt, later ?? now + settings.doubtWaitMs, doubt.missing, false);
      return undefined;
  }
}

/**
 * When a batch should be asked about again instead of being sent now; undefined when it may go. Its size is frozen, so
 * after trouble it waits until smaller ones have shown that the server bears it; where nothing smaller is left, it
 * goes. The same for one that fails by itself: a bad record does not show that the server is back.
 */
async function laterThan(
  { ledger }: DeliveryParts,
  course: Course,
  { keys, failures, allFailures }: Doubt,
  now: number,
  doubtWaitMs: number,
): Promise<number | undefined> {
  const turn = allowance(course.pace(), course.now());
  if (turn.kind === 'wait') return now + turn.until - course.now();
  const { weather } = course.pace();
  const isTooLarge = weather !== 'fair' && keys.length > turn.size;
  const isSuspect = weather === 'trouble' && failures + allFailures > 0;
  return (isTooLarge || isSuspect) && (await ledger.ready()) > 0 ? now + doubtWaitMs : undefined;
}

/** What the target needs to know to look for the records of a doubt: bodies are opened only where keys do not do. */
async function soughtIn({ ledger, target }: DeliveryParts, { id, keys }: Doubt): Promise<readonly Sought[]> {
  return target.traits.finds === 'by-person' ? ledger.sought(id) : keys.map((key) => ({ key }));
}

/**
 * A target that cannot be asked never says that something is there, and never that it is not. One that overwrites may
 * be sent everything again.
 */
function withoutAsking({ keys }: Doubt, overwrites: boolean): Extract<FindAnswer, { kind: 'found' }> {
  return { kind: 'found', results: new Map(overwrites ? keys.map((key) => [key, 'absent'] as const) : []) };
}

/** In the words of the server, where it had any. */
function quarantined({ reasons }: Doubt): Verdict {
  return { kind: 'refused', reasons: reasons.length > 0 ? reasons : failedOnIt(0) };
}
