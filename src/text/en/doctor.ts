import type { DoctorWords } from '../doctor.ts';
import { isAway } from '../doctor.ts';
import type { Figures } from '../numbers.ts';
import { outageCausesEn } from './outage-causes.ts';

const CAUSES: Readonly<Record<string, string>> = outageCausesEn;
const http = (status: unknown): string => (typeof status === 'number' && status > 0 ? ` (HTTP ${status})` : '');

export function doctorEn({ number: n }: Figures): DoctorWords {
  return {
    title: (target) => `What ${target} really does:`,
    findings: {
      reached: {
        good: () => 'It answers, and it speaks this API.',
        unsure: () => ({
          what: 'Whether it speaks this API is not known: it cannot be asked without storing anything.',
          tryThis: 'Name a canary: a sheet with one row that may be stored there, `vax-upload doctor --canary FILE`.',
        }),
        bad: ({ cause, status }) =>
          isAway(cause)
            ? {
                what: `It is away just now: ${CAUSES[String(cause)] ?? String(cause)}${http(status)}.`,
                tryThis:
                  'Nothing has to be mended here for that: a run waits for it. Ask again later; if it never answers, check `target.url`.',
              }
            : {
                what: `It gives no answer that we understand: ${CAUSES[String(cause)] ?? String(cause)}${http(status)}.`,
                tryThis:
                  'Check `target.url` and `target.type` in vax-upload.yaml, the line and the proxy; then ask again.',
              },
      },
      admitted: {
        good: () => 'What we show lets us in.',
        unsure: () => ({
          what: 'Whether it lets us in is not known.',
          tryThis: 'Name a canary: a sheet with one row that may be stored there, `vax-upload doctor --canary FILE`.',
        }),
        bad: ({ status }) => ({
          what: `It does not let us in${http(status)}.`,
          tryThis: 'Check `auth` below `target` in vax-upload.yaml; have the token or the permissions renewed.',
        }),
      },
      'canary-known': {
        good: () => 'It knows who the canary is about.',
        unsure: () => ({
          what: 'Whether it knows who the canary is about is not known: the question was not answered.',
          tryThis: 'Ask again when the server is well.',
        }),
        bad: () => ({
          what: 'It does not know who the canary is about.',
          tryThis: 'Take a row of somebody whom the server knows, and ask again.',
        }),
      },
      'canary-taken': {
        good: () => 'It takes a record.',
        unsure: () => ({
          what: 'Whether it takes a record is not known: no answer came.',
          tryThis: 'Ask again when the server is well.',
        }),
        bad: () => ({
          what: 'It did not take the canary.',
          tryThis: 'Import the sheet of the canary: the correction sheet says why its row was refused.',
        }),
      },
      'canary-once': {
        good: () => 'The same record sent twice is there once.',
        unsure: () => ({
          what: 'Whether the same record sent twice is there once is not known: the second sending was not answered.',
          tryThis: 'Ask again when the server is well.',
        }),
        bad: () => ({
          what: 'THE SAME RECORD SENT TWICE IS THERE TWICE: this server does not know records again.',
          tryThis:
            'Have the server mended so that it knows records again (docs/targets says how), and the second canary deleted there.',
        }),
      },
      'canary-found': {
        good: () => 'It can be asked for a record, and finds it.',
        unsure: () => ({
          what: 'Whether it finds a record is not known: the question was not answered.',
          tryThis: 'Ask again in some minutes: an index may lag behind.',
        }),
        bad: () => ({
          what: 'It does not find the record that it has just taken.',
          tryThis:
            'Ask again in some minutes: an index may lag behind. Let `delivery.doubtWait` be longer than it does.',
        }),
      },
      'dhis2-metadata': {
        good: ({ units }) =>
          `It has what the configuration names; ${n(Number(units))} names and codes of places are known.`,
        unsure: () => ({
          what: 'Whether it has what the configuration names is not known.',
          tryThis: 'Ask again when the server is well.',
        }),
        bad: ({ key, word, nearest, why }) => ({
          what:
            why === 'unmapped'
              ? `It demands "${word}", and no field is mapped to it (${key}).`
              : `It has not exactly one "${word}" (${key}).`,
          tryThis: `${nearest === undefined ? '' : `Did you mean "${nearest}"? `}Write the UID, code or name under \`target.dhis2\` in vax-upload.yaml as the server has it.`,
        }),
      },
      'dhis2-unique': {
        good: ({ name }) => `No two people can have one "${name}": whoever is there already is known again.`,
        unsure: ({ name }) => ({
          what: `Several people can have one "${name}": the server does not say when somebody is there already. They are asked for before each sending.`,
          tryThis: 'Have the attribute made unique in the whole system (not in one unit only).',
        }),
        bad: () => ({
          what: 'No attribute holds the NIK: nobody would be known again who is there already.',
          tryThis: 'Name it under `target.dhis2` in vax-upload.yaml: `attributes: { nik: … }`.',
        }),
      },
      'dhis2-rights': {
        good: () => 'This user may write people, enrolments and doses of the programme.',
        unsure: () => ({
          what: 'Whether this user may write is not known: a superuser passes every check, or the server does not say.',
          tryThis: 'Ask again with the user (or token) that the nightly run will have.',
        }),
        bad: ({ what, name }) => ({
          what: `This user may not write data of "${name}" (${what}).`,
          tryThis: 'Have its sharing settings give this user "can capture data".',
        }),
      },
      'dhis2-units': {
        good: ({ open, count }) =>
          `Doses may be recorded in ${n(Number(open))} of the ${n(Number(count))} places of the programme.`,
        unsure: () => ({
          what: 'In which places doses may be recorded is not known.',
          tryThis: 'Ask again when the server is well.',
        }),
        bad: ({ unit }) => ({
          what:
            unit === undefined
              ? 'Doses may be recorded in no place of the programme.'
              : `Doses may not be recorded in ${unit}.`,
          tryThis: 'Have the people who run the server assign this user the unit, or one above it.',
        }),
      },
      'fhir-version': {
        good: ({ version }) => `It speaks FHIR R4 (${version}).`,
        unsure: () => ({
          what: 'It does not say which version of FHIR it speaks.',
          tryThis:
            'Ask the people who run it whether it is R4 (4.0.1), and whether `target.url` is the root of the API.',
        }),
        bad: ({ version }) => ({
          what: `It speaks FHIR ${version}, not R4 (4.0.1).`,
          tryThis: 'Ask the people who run it for the address of its R4 API, and put it in `target.url`.',
        }),
      },
      'fhir-create': {
        good: () => 'It takes new records of people (Patient) and of doses (Immunization), as it says itself.',
        unsure: () => ({
          what: 'It does not say whether it takes new records of people and of doses.',
          tryThis: 'Name a canary: a sheet with one row that may be stored there, `vax-upload doctor --canary FILE`.',
        }),
        bad: ({ types }) => ({
          what: `It says that it takes no new records of this type: ${types}.`,
          tryThis: 'Ask the people who run it to allow `create` of this type for you.',
        }),
      },
      'fhir-form': {
        good: ({ form }) => `It takes bundles as they are sent (${form}), as it says itself.`,
        unsure: ({ form }) => ({
          what: `It does not say whether it takes bundles as they are sent (${form}).`,
          tryThis:
            'A canary shows it: `vax-upload doctor --canary FILE`; without transactions, set `target.fhir.bundle: batch`.',
        }),
        bad: ({ form }) => ({
          what: `It takes no bundles as they are sent (${form}).`,
          tryThis: 'Set `target.fhir.bundle` to the other value, and ask again.',
        }),
      },
      'fhir-other-form': {
        good: ({ form }) => `It would know the record again with \`target.fhir.bundle: ${form}\` too.`,
        unsure: ({ form }) => ({
          what: `Whether it would know the record again with \`target.fhir.bundle: ${form}\` is not known.`,
          tryThis: 'Nothing has to be done about it: that is not how it is written to.',
        }),
        bad: ({ form }) => ({
          what: `It does not know the record again with \`target.fhir.bundle: ${form}\`, and has stored the canary once more.`,
          tryThis: 'Leave `target.fhir.bundle` as it is, and have the second canary deleted there.',
        }),
      },
      organization: {
        good: ({ id }) => `It knows our organization ${id}.`,
        unsure: ({ id }) => ({
          what: `Whether it knows our organization ${id} is not known.`,
          tryThis: 'Ask again when the server is well.',
        }),
        bad: ({ id }) => ({
          what: `It does not know our organization ${id}.`,
          tryThis:
            'Write the number that came with the client id as `organization` below `satusehat` in vax-upload.yaml.',
        }),
      },
      location: {
        good: ({ id }) => `It knows the place of giving ${id}.`,
        unsure: ({ id }) => ({
          what: `Whether it knows the place of giving ${id} is not known.`,
          tryThis: 'Ask again when the server is well.',
        }),
        bad: ({ id }) => ({
          what: `It does not know the place of giving ${id}.`,
          tryThis: 'Write the id of a place of your organization as `location` below `satusehat` in vax-upload.yaml.',
        }),
      },
      province: {
        good: () => 'The province takes parcels, and its key is the one that was handed on.',
        unsure: ({ why }) => ({
          what: `Whether the province takes parcels is not known: its database does not answer (${why}).`,
          tryThis: 'Ask again when the line is there.',
        }),
        bad: ({ why }) => ({
          what: `The province takes no parcels from here (${why}).`,
          tryThis: 'Run `vax-upload push`: it says what is in the way, and sends nothing before that is mended.',
        }),
      },
      folder: {
        good: ({ path }) => `The folder ${path} is there, and files can be written into it.`,
        unsure: ({ path }) => ({
          what: `Whether files can be written into ${path} is not known.`,
          tryThis: 'Ask again when the drive is there.',
        }),
        bad: ({ path, code }) => ({
          what: `No files can be written into ${path} (${code}).`,
          tryThis: 'Plug in the stick, connect the drive, make the folder, or allow writing there; then ask again.',
        }),
      },
    },
    withoutCanary:
      'Not looked at: whether a record sent twice is there once. To find out, name a sheet with one row that may be stored there: `vax-upload doctor --canary FILE`.',
    onlyAway: 'The server is away just now. Nothing else that was looked at has to be mended.',
    sum: (bad, unsure, notes, hadCanary) => {
      if (bad > 0) return `${n(bad)} to mend before anything is sent.`;
      if (unsure > 0) return `${n(unsure)} not found out; the rest is well.`;
      if (notes > 0) return `${n(notes)} to know of (!); nothing of it keeps records from being sent.`;
      return hadCanary ? 'All is well. Next: `vax-upload import FILE`.' : 'What was looked at is well.';
    },
  };
}
