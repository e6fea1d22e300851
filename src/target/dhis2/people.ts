/** Asks DHIS2 whom it has under the numbers of some people. */
import type { Ask } from '../ask.ts';
import type { Outage, Stop } from '../target.ts';
import { get } from './get.ts';
import type { Metadata } from './metadata.ts';
import type { PersonToSend } from './prepare.ts';
import type { Uid } from './uid.ts';
import { PERSON_FIELDS, type PersonThere, readPeople } from './who.ts';

/** Of these people; `unseen`: the question was refused, so nobody knows who is there. */
export type FoundPeople =
  | { readonly kind: 'people'; readonly people: readonly PersonThere[] }
  | { readonly kind: 'unseen' }
  | Outage
  | Stop;

/** So many numbers in one address: it stays under 2 kB, which every gateway lets through. */
const AT_ONCE = 50;
/** Somebody may be there several times; more than these are nobody's. */
const PAGE = 200;

/** By their numbers, exactly; what this user may not see is not found. */
export async function findPeople(
  ask: Ask,
  url: string,
  people: readonly PersonToSend[],
  metadata: Metadata,
  signal: AbortSignal,
): Promise<FoundPeople> {
  const found: PersonThere[] = [];
  for (const { attribute, numbers } of questionsAbout(people)) {
    const some = await findNumbers({ ask, url, metadata, signal }, attribute, numbers);
    if (some.kind === 'outage' || some.kind === 'stop') return some;
    if (some.kind === 'people') found.push(...some.people);
  }
  return { kind: 'people', people: found };
}

/** Numbers of one kind that are asked for together. */
export interface Question {
  readonly attribute: Uid;
  readonly numbers: readonly string[];
}

export function questionsAbout(people: readonly PersonToSend[]): readonly Question[] {
  return [...Map.groupBy(people, ({ known }) => known.slot.uid)].flatMap(([attribute, those]) => {
    const numbers = those.map(({ known }) => known.value);
    const parts = Math.ceil(numbers.length / AT_ONCE);
    return Array.from({ length: parts }, (_, part) => ({
      attribute,
      numbers: numbers.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
    }));
  });
}

/** Where people are asked for, and what: personal data, so it is never told of. */
export function queryFor({ attribute, numbers }: Question, { type }: Pick<Metadata, 'type'>) {
  return {
    trackedEntityType: type,
    orgUnitMode: 'ACCESSIBLE',
    filter: `${attribute}:in:${numbers.join(';')}`,
    fields: PERSON_FIELDS,
    pageSize: String(PAGE),
  };
}

export const PEOPLE = 'tracker/trackedEntities';

interface Asking {
  readonly ask: Ask;
  readonly url: string;
  readonly metadata: Metadata;
  readonly signal: AbortSignal;
}

/**
 * A server may refuse to list more than so many people outside of one's own units (`maxTeiCountToReturn`): then they are
 * asked for in smaller parts. One that refuses to be asked for a single one shows nobody.
 */
async function findNumbers(asking: Asking, attribute: Uid, numbers: readonly string[]): Promise<FoundPeople> {
  const { ask, url, metadata, signal } = asking;
  const answer = await get(ask, url, PEOPLE, queryFor({ attribute, numbers }, metadata), signal);
  if (answer.kind === 'outage' || answer.kind === 'stop') return answer;
  if (answer.kind === 'fields') {
    const people = readPeople(answer.fields, metadata);
    return people ? { kind: 'people', people } : { kind: 'outage', cause: 'unreadable', reachedServer: true };
  }
  if (numbers.length <= 1) return { kind: 'unseen' };
  const first = await findNumbers(asking, attribute, numbers.slice(0, 1));
  if (first.kind !== 'people') return first;
  const middle = 1 + Math.floor(numbers.length / 2);
  const people = [...first.people];
  for (const part of [numbers.slice(1, middle), numbers.slice(middle)]) {
    const some = part.length === 0 ? first : await findNumbers(asking, attribute, part);
    if (some.kind === 'outage' || some.kind === 'stop') return some;
    if (some.kind === 'people' && part.length > 0) people.push(...some.people);
  }
  return { kind: 'people', people };
}
