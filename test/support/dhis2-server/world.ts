/**
 * What a DHIS2 holds: metadata, users, people, enrolments, events. Written from what is known of DHIS2 (its
 * documentation and its source, version 2.44) and not from the target: a mistake in one must show in the other.
 */
import { readFileSync } from 'node:fs';
import type { AttributeLink, Kind, Metadata, Ref, Thing } from './types.ts';

/** A user and what they may. */
export interface User {
  /** Passes every check, as the `admin` of a fresh server does. */
  superuser?: boolean;
  /** Units that they may record in, with all below. */
  capture: readonly string[];
  /** Units in which they may look for people, with all below; those of `capture` unless given. */
  search?: readonly string[];
  /** UIDs of program, stage or type whose data they may not write. */
  mayNotWrite?: readonly string[];
  /** UIDs of those whose data they may not read. */
  mayNotRead?: readonly string[];
}

export interface StoredPerson {
  uid: string;
  type: string;
  unit: string;
  attributes: Map<string, string>;
  deleted: boolean;
  /** The unit that owns them in a program: that of their first enrolment there. */
  owners: Map<string, string>;
}

export interface StoredEnrolment {
  uid: string;
  person: string;
  program: string;
  unit: string;
  status: string;
  enrolledAt: string;
  deleted: boolean;
}

export interface StoredEvent {
  uid: string;
  enrolment: string;
  program: string;
  stage: string;
  unit: string;
  occurredAt: string;
  status: string;
  values: Map<string, string>;
  deleted: boolean;
  /** How often it was written. */
  writes: number;
}

export function covidMetadata(): Metadata {
  return JSON.parse(readFileSync(new URL('covid-metadata.json', import.meta.url), 'utf8')) as Metadata;
}

export class World {
  readonly people = new Map<string, StoredPerson>();
  readonly enrolments = new Map<string, StoredEnrolment>();
  readonly events = new Map<string, StoredEvent>();
  readonly metadata: Metadata;
  /** What is refused for itself, as a program rule would: event UID → error. */
  readonly rules = new Map<string, { code: string; message: string }>();
  readonly today: string;

  constructor(metadata: Metadata, today: string) {
    this.metadata = metadata;
    this.today = today;
  }

  get(kind: Kind, uid: string | undefined): Thing | undefined {
    return this.metadata[kind].find(({ id }) => id === uid);
  }

  /** `/VuOrgKab001/VuOrgPkm001` */
  pathOf(unit: string): string {
    const { parent } = this.get('organisationUnits', unit) ?? {};
    return `${parent ? this.pathOf(parent.id) : ''}/${unit}`;
  }

  isBelow(unit: string, scopes: readonly string[]): boolean {
    return this.pathOf(unit)
      .split('/')
      .some((part) => scopes.includes(part));
  }

  mayRecord(user: User, unit: string): boolean {
    return user.superuser === true || this.isBelow(unit, user.capture);
  }

  maySearch(user: User, unit: string): boolean {
    return (
      user.superuser === true || this.isBelow(unit, [...(user.search ?? user.capture)]) || this.mayRecord(user, unit)
    );
  }

  mayWrite(user: User, uid: string): boolean {
    return user.superuser === true || !(user.mayNotWrite ?? []).includes(uid);
  }

  mayRead(user: User, uid: string): boolean {
    return user.superuser === true || !(user.mayNotRead ?? []).includes(uid);
  }

  /** Whether this user sees somebody in a program; a person whose owner is out of reach is hidden. */
  sees(user: User, person: StoredPerson, program?: string): boolean {
    if (person.deleted || !this.mayRead(user, person.type)) return false;
    const owner = program === undefined ? undefined : person.owners.get(program);
    return this.maySearch(user, owner ?? person.unit);
  }

  attributesOfType(type: string): AttributeLink[] {
    return this.get('trackedEntityTypes', type)?.trackedEntityTypeAttributes ?? [];
  }

  attributesOfProgram(program: string): AttributeLink[] {
    return this.get('programs', program)?.programTrackedEntityAttributes ?? [];
  }

  /** The codes of an option set. */
  codesOf(set: Ref | undefined): string[] | undefined {
    if (!set) return undefined;
    const options = this.get('optionSets', set.id)?.options ?? [];
    return options.map(({ id }) => this.get('options', id)?.code ?? '');
  }

  enrolmentsOf(person: string, program: string): StoredEnrolment[] {
    return [...this.enrolments.values()].filter(
      (one) => one.person === person && one.program === program && !one.deleted,
    );
  }

  eventsOf(enrolment: string): StoredEvent[] {
    return [...this.events.values()].filter((one) => one.enrolment === enrolment && !one.deleted);
  }
}
