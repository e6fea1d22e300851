/**
 * Whom SATUSEHAT knows: participants and vaccinators, by their NIK. Asked for once each; nobody is created, and of
 * several nobody is taken.
 */

import { namesAlike } from '../../record/fields/names.ts';
import { identityOf, isNik } from '../../record/identity.ts';
import { type Fields, fields } from '../fhir/bundle.ts';
import type { Outage, PeopleIndex, Person, Resolution, Resolved } from '../target.ts';
import type { FoundPage, Registry } from './questions.ts';
import { isVerdict } from './rules.ts';
import { NIK_SYSTEM } from './systems.ts';

/** What they are in the registry. */
const TYPES = { participant: 'Patient', vaccinator: 'Practitioner', site: 'Location' } as const;

/**
 * Questions about one person that were refused; so many, and while others are answered, it is the number and not the
 * weather.
 */
const MOST_REFUSALS = 3;

export interface PeopleSettings {
  /** Whoever is known there by a plainly different name is somebody else, whose number was typed. */
  readonly compareNames: boolean;
}

export function peopleOf(registry: Registry, { compareNames }: PeopleSettings): PeopleIndex {
  const refusals = new Map<string, number>();
  let understood = false;

  /** Undefined where nothing can be said yet. */
  function afterRefusal({ identity }: Person, judged: boolean): Resolution | undefined {
    const count = (refusals.get(identity) ?? 0) + 1;
    refusals.set(identity, count);
    return judged || (understood && count >= MOST_REFUSALS) ? { kind: 'unsure' } : undefined;
  }

  async function resolve(people: readonly Person[], signal: AbortSignal): Promise<Resolved> {
    const results = new Map<Person, Resolution>();
    let refused = false;
    for (const person of people) {
      // A passport or a KITAS is not unique to one person there, and nothing else can be compared.
      if (!isNik(person.identity)) {
        results.set(person, { kind: 'unsure' });
        continue;
      }
      const query = { identifier: `${NIK_SYSTEM}|${person.identity}` };
      const answer = await registry.search(TYPES[person.role], query, signal);
      if (answer.kind === 'outage' || answer.kind === 'stop') return { results, weather: answer };
      if (answer.kind === 'page') understood = true;
      const resolution =
        answer.kind === 'page' ? oneOf(answer, person) : afterRefusal(person, isVerdict(answer.reasons) && understood);
      if (resolution) results.set(person, resolution);
      else refused = true;
    }
    return { results, ...(refused ? { weather: REFUSING } : {}) };
  }

  return {
    neededBy({ participant, dose: { performerNik } }) {
      const name = compareNames ? { name: participant.name } : {};
      const whom: Person = { role: 'participant', identity: identityOf(participant), ...name, field: 'nik' };
      return performerNik === undefined
        ? [whom]
        : [whom, { role: 'vaccinator', identity: performerNik, field: 'performerNik' }];
    },
    resolve,
  };
}

const REFUSING: Outage = { kind: 'outage', cause: 'refusing', reachedServer: true };

/** The one whom the search has found; several are somebody only where one of them shows the whole number. */
function oneOf({ matches, total, hasMore }: FoundPage, { identity: nik, name }: Person): Resolution {
  if (matches.length === 0 && (total ?? 0) === 0) return { kind: 'unknown' };
  const fitting = matches.filter((one) => shows(one, nik) !== 'another');
  const exact = matches.filter((one) => shows(one, nik) === 'this');
  const isAlone = matches.length === 1 && (total ?? 1) === 1 && !hasMore;
  const [one, ...others] = isAlone ? fitting : exact;
  if (!one || others.length > 0 || one['active'] === false || isAnother(one, name)) return { kind: 'unsure' };
  const id = one['id'];
  return typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(id)
    ? { kind: 'known', reference: id }
    : { kind: 'unsure' };
}

/** Known there by another name; a name that is hidden, or not shown at all, says nothing. */
function isAnother(resource: Fields, ours: string | undefined): boolean {
  const names = Array.isArray(resource['name']) ? resource['name'].map((each) => fields(each)['text']) : [];
  const theirs = names.filter(isShown);
  return ours !== undefined && theirs.length > 0 && !theirs.some((text) => namesAlike(ours, text));
}

function isShown(name: unknown): name is string {
  return typeof name === 'string' && /\p{L}/u.test(name) && !/[*#]/.test(name);
}

/** Digits of a number are mostly hidden (`#############001`); what is seen must be the same. */
function shows(resource: Fields, nik: string): 'this' | 'another' | 'hidden' {
  const identifiers = Array.isArray(resource['identifier']) ? resource['identifier'].map(fields) : [];
  const seen = identifiers.flatMap(({ system, value }) =>
    system === NIK_SYSTEM && typeof value === 'string' ? [value] : [],
  );
  if (seen.includes(nik)) return 'this';
  const fits = seen.every(
    (value) =>
      value.length === nik.length && Array.from(value).every((sign, at) => !/\d/.test(sign) || sign === nik[at]),
  );
  return fits ? 'hidden' : 'another';
}
