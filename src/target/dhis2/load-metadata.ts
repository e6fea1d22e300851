/** Asks DHIS2 once in a run what the things are called that the configuration names. */
import { RunError } from '../../errors.ts';
import type { Ask } from '../ask.ts';
import type { Outage, Stop } from '../target.ts';
import { get } from './get.ts';
import type { Fault, Metadata, Names } from './metadata.ts';
import { PROGRAM_FIELDS, readMetadata } from './read-metadata.ts';
import { choose, isFault, thingsOf } from './things.ts';
import type { Fields } from './value.ts';

export type Loaded =
  | { readonly kind: 'known'; readonly metadata: Metadata; readonly program: Fields }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[]; readonly program?: Fields }
  | Outage
  | Stop;

export async function loadMetadata(ask: Ask, url: string, names: Names, signal: AbortSignal): Promise<Loaded> {
  const listed = await get(ask, url, 'programs', { paging: 'false', fields: 'id,code,name' }, signal);
  if (listed.kind !== 'fields') return listed.kind === 'refused' ? UNREADABLE : listed;
  const chosen = choose(names.program, thingsOf(listed.fields['programs']), 'program');
  if (isFault(chosen)) return { kind: 'faults', faults: [chosen] };
  const asked = await get(ask, url, `programs/${encodeURIComponent(chosen.id)}`, { fields: PROGRAM_FIELDS }, signal);
  if (asked.kind !== 'fields') return asked.kind === 'refused' ? UNREADABLE : asked;
  const metadata = readMetadata(asked.fields, names);
  if ('program' in metadata) return { kind: 'known', metadata, program: asked.fields };
  return { kind: 'faults', faults: metadata, program: asked.fields };
}

/** Whoever does not say what it is called has not answered. */
const UNREADABLE: Outage = { kind: 'outage', cause: 'unreadable', reachedServer: true };

/** What a person is told of the first fault; the others are told by `doctor`. */
export function faultError({ why, key, word, nearest }: Fault, section: string): RunError {
  const params = { key: `${section}.${key}`, word, ...(nearest === undefined ? {} : { nearest }) };
  return new RunError(why === 'unmapped' ? 'METADATA_UNMAPPED' : 'METADATA_MISSING', { ...params, why });
}
