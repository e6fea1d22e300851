/**
 * By what a FHIR server knows people and doses again: identifiers, and how they are asked for. PURE. Nothing but these
 * decides what is the same (docs/targets/fhir.md), so that no other character than those that every server compares as
 * they stand gets into one: a comma ends a value in a search and makes Medplum store a second resource, a `|` too.
 */
import { isNik } from '../../record/identity.ts';
import type { RecordKey } from '../../record/record.ts';

export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** The systems of the numbers of people (record/identity.ts). `{country}` stands for the country of a passport. */
export interface PersonSystems {
  readonly nik: string;
  readonly passport: string;
  readonly kitas: string;
}

/** URIs are values of this system (FHIR R4, 2.24.0.3), and so is the key of a record as `urn:uuid:`. */
const URI_SYSTEM = 'urn:ietf:rfc:3986';
const COUNTRY = '{country}';

/** What is the same to every server when it is compared, percent-encoded or not. */
const SAFE_VALUE = /^[A-Za-z0-9._:-]+$/;
/**
 * The identifier of a person, by the identity that record/identity.ts writes. The country belongs to a passport: where
 * the system does not name it, it goes before the number, or two people of two countries would be one.
 */
export function personIdentifier(identity: string, systems: PersonSystems): Identifier {
  if (isNik(identity)) return { system: systems.nik, value: identity };
  const [kind, ...parts] = identity.split(':');
  if (kind === 'kitas') return { system: systems.kitas, value: parts.join(':') };
  const [country = '', number = ''] = parts;
  return systems.passport.includes(COUNTRY)
    ? { system: systems.passport.replace(COUNTRY, country), value: number }
    : { system: systems.passport, value: `${country}:${number}` };
}

/** The field of the sheet that an identity stands in. */
export function fieldOf(identity: string): 'nik' | 'passport' | 'kitas' {
  if (isNik(identity)) return 'nik';
  return identity.startsWith('kitas:') ? 'kitas' : 'passport';
}

/** The identifier of a dose. */
export function doseIdentifier(key: RecordKey): Identifier {
  return { system: URI_SYSTEM, value: `urn:uuid:${key}` };
}

/** The key in an identifier of a dose, as servers give it back; undefined where it is of another system. */
export function keyIn(system: unknown, value: unknown): RecordKey | undefined {
  const key = system === URI_SYSTEM && typeof value === 'string' ? /^urn:uuid:([0-9a-f-]{36})$/i.exec(value)?.[1] : '';
  return key === '' ? undefined : key?.toLowerCase();
}

/**
 * `identifier=<system>|<value>` as one parameter of a search, percent-encoded: Tomcat refuses a bare `|` in an address.
 * For `ifNoneExist`, `PUT Type?…`, `GET` and the body of `_search` alike. @throws Error where a value is none of ours:
 * readers let nothing else pass, and guessing here would store somebody twice.
 */
export function identifierQuery(identifiers: readonly Identifier[]): string {
  const tokens = identifiers.map(({ system, value }) => {
    if (!SAFE_VALUE.test(value)) throw new Error('An identifier that servers would not compare as it stands.');
    return `${encodeURIComponent(system)}%7C${encodeURIComponent(value)}`;
  });
  return `identifier=${tokens.join(',')}`;
}
