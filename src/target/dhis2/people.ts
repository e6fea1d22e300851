/** Asks DHIS2 whom it has under the numbers of some people. */
import type { Ask } from '../ask.ts';
import type { Outage, Stop } from '../target.ts';
import { get } from './get.ts';
import type { Metadata } from './metadata.ts';
import type { PersonToSend } from './prepare.ts';
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
  let isUnseen = false;
  for (const [slot, those] of Map.groupBy(people, ({ known }) => known.slot)) {
    for (let at = 0; at < those.length; at += AT_ONCE) {
      const numbers = those.slice(at, at + AT_ONCE).map(({ known }) => known.value);
      const answer = await get(
        ask,
        url,
        'tracker/trackedEntities',
        {
          trackedEntityType: metadata.type,
          orgUnitMode: 'ACCESSIBLE',
          filter: `${slot.uid}:in:${numbers.join(';')}`,
          fields: PERSON_FIELDS,
          pageSize: String(PAGE),
        },
        signal,
      );
      if (answer.kind === 'outage' || answer.kind === 'stop') return answer;
      const some = answer.kind === 'fields' ? readPeople(answer.fields, metadata) : undefined;
      if (answer.kind === 'fields' && !some) return { kind: 'outage', cause: 'unreadable', reachedServer: true };
      if (some) found.push(...some);
      else isUnseen = true;
    }
  }
  return isUnseen && found.length === 0 ? { kind: 'unseen' } : { kind: 'people', people: found };
}
