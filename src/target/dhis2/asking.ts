/** Whether doses are there, asked by the UIDs that their keys give them. */
import type { RecordKey } from '../../record/record.ts';
import type { Ask } from '../ask.ts';
import type { FindAnswer, Found } from '../target.ts';
import { get } from './get.ts';
import type { Metadata } from './metadata.ts';
import { type Realm, type Uid, uidOf } from './uid.ts';
import { listOf, textOf } from './value.ts';

/** So many UIDs in one address: it stays under 2 kB, which every gateway lets through. */
const AT_ONCE = 100;

/**
 * What is not listed is absent, as far as this user may see. Where it is hidden from them that is no proof: but then it
 * is sent again under the same UID, and E1030 says that it was there.
 */
export async function findDoses(
  ask: Ask,
  url: string,
  { program }: Metadata,
  realm: Realm,
  keys: readonly RecordKey[],
  signal: AbortSignal,
): Promise<FindAnswer | { readonly kind: 'refused' }> {
  const results = new Map<RecordKey, Found>();
  for (let at = 0; at < keys.length; at += AT_ONCE) {
    const uids = new Map<Uid, RecordKey>(keys.slice(at, at + AT_ONCE).map((key) => [uidOf('dose', realm, key), key]));
    const answer = await get(
      ask,
      url,
      'tracker/events',
      {
        program,
        orgUnitMode: 'ACCESSIBLE',
        events: [...uids.keys()].join(','),
        fields: 'event,deleted',
        pageSize: String(AT_ONCE),
      },
      signal,
    );
    if (answer.kind === 'refused') return answer;
    if (answer.kind !== 'fields') return answer;
    // Version 40 calls the list otherwise.
    const list = answer.fields['events'] ?? answer.fields['instances'];
    if (!Array.isArray(list)) return UNREADABLE;
    for (const key of uids.values()) results.set(key, 'absent');
    for (const event of listOf(list)) {
      const uid = textOf(event['event']) ?? '';
      const key = uids.get(uid);
      // It lists what nobody asked for: it has not understood the question, and what it leaves out says nothing.
      if (key === undefined) return UNREADABLE;
      if (event['deleted'] !== true) results.set(key, { receipt: uid });
    }
  }
  return { kind: 'found', results };
}

const UNREADABLE = { kind: 'outage', cause: 'unreadable', reachedServer: true } as const;
