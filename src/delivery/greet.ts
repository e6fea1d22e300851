/** The first question to a server that has never answered. */
import { NOBODY, type Outage, type Stop } from '../target/target.ts';
import type { Course } from './course.ts';
import type { DeliveryParts } from './delivery.ts';

/**
 * The first contact of a ledger with its target is a question, not data: an address that answers like a web page
 * must not be handed a million records. Once the target has answered sensibly this is never done again.
 */
export async function greet(
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
    if (answer.cause === 'own-certificate') return { kind: 'stop', why: 'uncertified' };
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
