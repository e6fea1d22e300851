/**
 * The names that may stand in a template, place by place: a closed list, made of the table of fields. PURE.
 */
import type { DoseRecord, IsoDate } from '../../record/record.ts';
import {
  DOSE_PROPERTIES,
  FIELDS,
  type Field,
  PARTICIPANT_PROPERTIES,
  type Property,
} from '../../record/table/fields.ts';
import type { Person, Sought } from '../target.ts';

export type ValueType = 'text' | 'number' | 'boolean' | 'date' | 'list';

/** What a name stands for; `field`: the cell that is marked where its value cannot be sent. */
export interface Meaning {
  readonly type: ValueType;
  readonly field?: Field;
}

/** The names of one place. */
export type Names = ReadonlyMap<string, Meaning>;

/** Their values; undefined where there is none. */
export type Values = (name: string) => unknown;

const TYPES: Readonly<Partial<Record<Property['kind'], ValueType>>> = {
  birthDate: 'date',
  date: 'date',
  expiry: 'date',
  doseNumber: 'number',
  codes: 'list',
};

function namesOf(prefix: string, properties: readonly Property[]): [string, Meaning][] {
  return properties.map(({ name, field, kind }) => {
    const known = FIELDS.find((one) => one === field) ?? 'vaccine';
    return [`${prefix}.${name}`, { type: TYPES[kind] ?? 'text', field: known }];
  });
}

const TEXT: Meaning = { type: 'text' };
const WHO: readonly [string, Meaning][] = [
  ['participant.nik', { type: 'text', field: 'nik' }],
  // The number by which the person is known, whichever kind it is of.
  ['participant.number', { type: 'text', field: 'nik' }],
];

/** Of a record that is sent. */
export const RECORD_NAMES: Names = new Map<string, Meaning>([
  ['key', TEXT],
  ['programme', TEXT],
  ['person', { type: 'text', field: 'nik' }],
  ['today', { type: 'date' }],
  ...namesOf('participant', PARTICIPANT_PROPERTIES),
  ...WHO,
  ...namesOf('dose', DOSE_PROPERTIES),
  // Whether the dose was given on another day than that of the sending.
  ['dose.isPast', { type: 'boolean', field: 'date' }],
]);

/** Of the request as a whole. */
export const REQUEST_NAMES: Names = new Map<string, Meaning>([
  ['batch', TEXT],
  ['today', { type: 'date' }],
]);

/** Those for which another day gives other bytes. */
export const OF_THE_DAY: readonly string[] = ['today', 'dose.isPast'];

/** Of a record that is asked for. */
export const SOUGHT_NAMES: Names = new Map<string, Meaning>([
  ['key', TEXT],
  ['programme', TEXT],
  ...WHO,
  ['dose.number', { type: 'number', field: 'dose' }],
  ['dose.series', { type: 'text', field: 'vaccine' }],
  ['dose.date', { type: 'date', field: 'date' }],
]);

/** Of somebody whom the registry is asked about. */
export const PERSON_NAMES: Names = new Map<string, Meaning>([
  ...WHO,
  ['participant.name', { type: 'text', field: 'name' }],
  ['participant.birthDate', { type: 'date', field: 'birthDate' }],
]);

/** A record as it was frozen (encode). */
export interface Frozen extends DoseRecord {
  readonly key: string;
}

/** `reference`: what the registry calls the person. */
export function recordValues(record: Frozen, reference: string | undefined, today: IsoDate): Values {
  const { key, programme, participant, dose } = record;
  const own: Readonly<Record<string, unknown>> = {
    key,
    programme,
    person: reference,
    today,
    'participant.number': participant.nik ?? participant.passport ?? participant.kitas,
    'dose.isPast': dose.date !== today,
  };
  return (name) => {
    if (Object.hasOwn(own, name)) return own[name];
    const [part = '', property = ''] = name.split('.');
    const group: Readonly<Record<string, unknown>> = { ...(part === 'dose' ? dose : participant) };
    return Object.hasOwn(group, property) ? group[property] : undefined;
  };
}

export function soughtValues({ key, person, date }: Sought): Values {
  const own: Readonly<Record<string, unknown>> = {
    key,
    programme: person?.programme,
    ...whoValues(person?.identity),
    'dose.number': person?.dose,
    'dose.series': person?.series,
    'dose.date': date,
  };
  return (name) => own[name];
}

export function personValues({ identity, name, birthDate }: Person): Values {
  const own: Readonly<Record<string, unknown>> = {
    ...whoValues(identity),
    'participant.name': name,
    'participant.birthDate': birthDate,
  };
  return (asked) => own[asked];
}

/** `passport:IN:C7654321` is the number C7654321 (record/identity.ts). */
function whoValues(identity: string | undefined): Record<string, string | undefined> {
  return {
    'participant.nik': identity?.includes(':') ? undefined : identity,
    'participant.number': identity?.slice(identity.lastIndexOf(':') + 1),
  };
}
