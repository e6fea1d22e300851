import { z } from 'zod';
import { PERSON_FIELD_NAMES, SENT_FIELD_NAMES } from '../../record/table/fields.ts';
import { choice, text, whole } from '../values.ts';
import { lineOptions } from './line.ts';

/** Names of ours under which the server's names stand. */
function named(fields: readonly string[], example: string) {
  return z.record(
    text(fields[0] ?? '', (field) => fields.includes(field)),
    text(example),
  );
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
    attributes: named(PERSON_FIELD_NAMES, 'NIK'),
    /** Of a dose: our field → data element. */
    dataElements: named(SENT_FIELD_NAMES, 'VACCINE_GIVEN').prefault({}),
    /** Attribute or data element → the value that it has for everybody. */
    constants: z.record(text('DOB_ESTIMATED'), text('false')).prefault({}),
    /** Our field → our word → the option, where code and name of the option are other words than ours. */
    options: z
      .record(
        text('vaccine', (field) => SENT_FIELD_NAMES.includes(field)),
        z.record(text('coronavac'), text('SINOVAC')),
      )
      .prefault({}),
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
