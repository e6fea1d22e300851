import { z } from 'zod';
import { PERSON_FIELD_NAMES, SENT_FIELD_NAMES } from '../../record/table/fields.ts';
import { choice, data, text, whole } from '../values.ts';
import { lineOptions } from './line.ts';

type Names = Readonly<Record<string, string>>;

/** Names of the server under fields of ours. */
function namesUnder(fields: readonly string[]) {
  return (value: unknown): value is Names => isMapOf(value, (name, field) => isName(name) && fields.includes(field));
}

/** Words of the server under words of ours, under fields of ours. */
function isOptions(value: unknown): value is Readonly<Record<string, Names>> {
  return isMapOf(value, (words, field) => isMapOf(words, isName) && SENT_FIELD_NAMES.includes(field));
}

/** `true` and `false` may stand without quotes; a number may not, because it may have lost its zeros. */
function isConstants(value: unknown): value is Readonly<Record<string, string | boolean>> {
  return isMapOf(value, (each) => isName(each) || typeof each === 'boolean');
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isMapOf(value: unknown, isRight: (each: unknown, key: string) => boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([key, each]) => isRight(each, key));
}

/** The `dhis2` target: the tracker of DHIS2. Things of the server are named by UID, code or name. */
export const dhis2Target = z.strictObject({
  type: choice('dhis2'),
  ...lineOptions('https://dhis2.example'),
  dhis2: z.strictObject({
    program: text('COVAC'),
    /** Needed where the program has several. */
    stage: text('Vaccination').optional(),
    /** Of a person: our field → tracked entity attribute. */
    attributes: data('{ nik: NIK, name: Name }', namesUnder(PERSON_FIELD_NAMES)),
    /** Of a dose: our field → data element. */
    dataElements: data('{ vaccine: VACCINE_GIVEN, dose: DOSE_NUMBER }', namesUnder(SENT_FIELD_NAMES)).default({}),
    /** Attribute or data element → the value that it has for everybody. */
    constants: data('{ "Date of birth is estimated": false }', isConstants).default({}),
    /** Our field → our word → the option, where code and name of the option are other words than ours. */
    options: data('{ vaccine: { coronavac: SINOVAC } }', isOptions).default({}),
    /** The unit of records that name no site. */
    orgUnit: text('P3324010101').optional(),
    /** What becomes of records whose site the programme does not have. */
    unknownSite: choice('refuse', 'default').default('refuse'),
    /** Whether people are asked for before anything is sent of them, or where the server objects. */
    lookUp: choice('always', 'conflicts').default('always'),
    eventStatus: choice('completed', 'active').default('completed'),
    /** `create-and-update` writes over what is there under our UIDs. */
    importStrategy: choice('create', 'create-and-update').default('create'),
    /** A word that goes into every UID. Whoever changes it gets every dose a second time. */
    instance: text('pusat', (word) => /^[\w.-]{1,50}$/.test(word)).optional(),
  }),
  /** The most doses the server takes in one request. */
  maxBatch: whole(1, 10_000).default(150),
});
