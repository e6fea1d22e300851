/** What the codes of DHIS2's tracker mean for us (dhis2-core, ValidationCode): data, one place for each. PURE. */
import type { Field } from '../../record/table/fields.ts';

/** Somebody else has this number: the person is there, under a UID that is not ours. */
export const NUMBER_TAKEN = 'E1064';
/** The person is enrolled already, under a UID that is not ours. */
export const ENROLLED: ReadonlySet<string> = new Set(['E1015', 'E1016']);
/** Deleted, and never to be stored again under its UID: dose, enrolment, person. */
export const DELETED: ReadonlySet<string> = new Set(['E1082', 'E1113', 'E1114']);
/** The same as was said of what it hangs on. */
export const OF_THE_PARENT = 'E5000';
/** This user may write nobody, nowhere: the type, the program, the stage. Not a record's fault. */
export const NO_RIGHTS: ReadonlySet<string> = new Set(['E1001', 'E1091', 'E1095', 'E1096', 'E1104']);

/** Which of our fields a code is about, where it names no attribute and no data element. */
export const MEANT: Readonly<Record<string, Field>> = {
  E1000: 'site',
  E1011: 'site',
  E1029: 'site',
  E1041: 'site',
  E1049: 'site',
  E1070: 'site',
  E1003: 'site',
  E1020: 'date',
  E1021: 'date',
  E1023: 'date',
  E1025: 'date',
  E1031: 'date',
  E1043: 'date',
  E1045: 'date',
  E1047: 'date',
  E1039: 'dose',
  E1064: 'nik',
};
