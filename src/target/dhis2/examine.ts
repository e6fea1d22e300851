/** What `doctor` is told of a DHIS2: names, rights, and whether its numbers of people are one person's each. */
import type { Ask } from '../ask.ts';
import type { Finding } from '../examination.ts';
import { get } from './get.ts';
import { type Loaded, loadMetadata } from './load-metadata.ts';
import type { Fault, Metadata, Names } from './metadata.ts';
import { stageOf } from './read-metadata.ts';
import { ME_FIELDS, sharingFindings, unitFindings } from './rights.ts';
import { isFault } from './things.ts';
import { fieldsOf } from './value.ts';

export async function examineMetadata(
  ask: Ask,
  url: string,
  names: Names,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const loaded = await loadMetadata(ask, url, names, signal);
  if (loaded.kind === 'outage' || loaded.kind === 'stop') return [];
  const own = loaded.kind === 'known' ? metadataFindings(loaded.metadata) : loaded.faults.map(faultFinding);
  return [...own, ...(await rightsFindings(ask, url, names, loaded, signal))];
}

function faultFinding({ why, key, word, nearest }: Fault): Finding {
  const params = { why, key, word, ...(nearest === undefined ? {} : { nearest }) };
  return { about: 'dhis2-metadata', result: 'bad', params };
}

/** A number that several people can have does not show that somebody is there: they are asked for first. */
function metadataFindings({ attributes, units }: Metadata): readonly Finding[] {
  const number = attributes.find(({ field }) => field === 'nik');
  const named: Finding = { about: 'dhis2-metadata', result: 'good', params: { units: units.size } };
  if (!number) return [named, { about: 'dhis2-unique', result: 'bad', params: { name: 'nik' } }];
  return [named, { about: 'dhis2-unique', result: number.unique ? 'good' : 'unsure', params: { name: number.name } }];
}

async function rightsFindings(
  ask: Ask,
  url: string,
  names: Names,
  loaded: Exclude<Loaded, { kind: 'outage' | 'stop' }>,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const { program } = loaded;
  if (!program) return [];
  const me = await get(ask, url, 'me', { fields: ME_FIELDS }, signal);
  if (me.kind !== 'fields') return [{ about: 'dhis2-rights', result: 'unsure', params: { what: 'me' } }];
  const stage = stageOf(program, names);
  const sharing = sharingFindings(me.fields, program, isFault(stage) ? {} : stage.fields);
  const id = String(fieldsOf(program)['id']);
  const units = await get(ask, url, `programs/${id}`, { fields: 'organisationUnits[id,path]' }, signal);
  if (units.kind !== 'fields') return sharing;
  const needed =
    loaded.kind === 'known' && loaded.metadata.defaultUnit !== undefined ? [loaded.metadata.defaultUnit] : [];
  return [...sharing, ...unitFindings(me.fields, units.fields, needed)];
}
