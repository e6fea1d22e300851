/** The questions that fit every target: is somebody there, are we let in, is the same record twice one effect. */
import { randomUUID } from 'node:crypto';
import type { Finding } from './examination.ts';
import { type Answer, type Consignment, type FindAnswer, NOBODY, soughtOf, type Target } from './target.ts';

type Asked = Pick<Target, 'encode' | 'find' | 'people' | 'send' | 'traits'>;

/**
 * Asks for a record that is nowhere, then sends the canary in two batches of their own and asks for it. Stores nothing
 * without a canary.
 */
export async function examine(
  target: Asked,
  canary: Consignment | undefined,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const way = target.traits.finds === 'never' ? [] : wayFindings(await target.find([{ key: NOBODY }], signal));
  if (way.some(({ result }) => result === 'bad') || canary === undefined) return way;
  const known = await referred(target, canary, signal);
  if ('about' in known) return [...way, known];
  return [...way, ...(await canaryFindings(target, known, signal))];
}

/** The canary with what the registry calls its people, where it needs that; or why it cannot be sent. */
async function referred(target: Asked, canary: Consignment, signal: AbortSignal): Promise<Consignment | Finding> {
  if (!target.people) return canary;
  const people = target.people.neededBy(canary.record);
  const { results } = await target.people.resolve(people, signal);
  const references = people.flatMap((person) => {
    const resolution = results.get(person);
    return resolution?.kind === 'known' ? [resolution.reference] : [];
  });
  if (references.length === people.length) return { ...canary, references };
  return { about: 'canary-known', result: results.size < people.length ? 'unsure' : 'bad' };
}

function wayFindings(answer: FindAnswer): readonly Finding[] {
  switch (answer.kind) {
    case 'found':
      return [
        { about: 'reached', result: 'good' },
        { about: 'admitted', result: 'good' },
      ];
    case 'outage':
      return [{ about: 'reached', result: 'bad', params: { cause: answer.cause, status: answer.status ?? 0 } }];
    case 'stop':
      if (answer.why === 'misconfigured')
        return [{ about: 'reached', result: 'bad', params: { cause: 'turned-away', status: answer.status ?? 0 } }];
      return [
        { about: 'reached', result: 'good' },
        { about: 'admitted', result: 'bad', params: { status: answer.status ?? 0 } },
      ];
  }
}

/** Each in a batch of its own, so that nothing but the record shows that it is the same. */
async function canaryFindings(target: Asked, canary: Consignment, signal: AbortSignal): Promise<readonly Finding[]> {
  const first = receiptOf(await sent(target, canary, signal), canary);
  if (first === undefined) return [{ about: 'canary-taken', result: 'bad' }];
  const taken: Finding = { about: 'canary-taken', result: 'good' };
  const second = receiptOf(await sent(target, canary, signal), canary);
  const once: Finding = { about: 'canary-once', result: second === undefined ? 'unsure' : same(first, second) };
  if (target.traits.finds === 'never') return [taken, once];
  const answer = await target.find([soughtOf(canary)], signal);
  const found = answer.kind === 'found' ? answer.results.get(canary.key) : undefined;
  const result = found === undefined ? 'unsure' : found === 'absent' ? 'bad' : same(first, found.receipt);
  return [taken, once, { about: 'canary-found', result }];
}

function same(first: string, second: string): Finding['result'] {
  return first === second ? 'good' : 'bad';
}

function sent(target: Asked, canary: Consignment, signal: AbortSignal): Promise<Answer> {
  const id = randomUUID();
  return target.send({ id, keys: [canary.key], bytes: target.encode(id, [canary]) }, signal);
}

function receiptOf(answer: Answer, { key }: Consignment): string | undefined {
  const verdict = answer.kind === 'reply' ? answer.verdicts.get(key) : undefined;
  return verdict && 'receipt' in verdict ? verdict.receipt : undefined;
}
