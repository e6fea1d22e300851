import { z } from 'zod';
import { DOSE_PROPERTIES, PARTICIPANT_PROPERTIES } from '../../record/table/fields.ts';
import { choice, data, text, whole, yesOrNo } from '../values.ts';
import { lineOptions } from './line.ts';

/** The `fhir` target: a FHIR R4 server (docs/targets/fhir.md). */
export const fhirTarget = z.strictObject({
  type: choice('fhir'),
  ...lineOptions('https://registry.example/fhir'),
  /** The most records of a batch of the ledger; in how many requests they go is the target's affair. */
  maxBatch: whole(1, 10_000).default(1_000),
  fhir: z
    .strictObject({
      /** A person with their doses in one transaction, or first the people and then the doses in two batches. */
      bundle: choice('transaction', 'batch').default('transaction'),
      /** Leave what is there as it is, or write doses over what is there (conditional update). */
      mode: choice('create', 'update').default('create'),
      /** People in one bundle. Unless given: one, or as many as the server has shown that it takes. */
      personsPerBundle: whole(1, 500).optional(),
      /** The system of NIKs. */
      patientSystem: text('https://fhir.kemkes.go.id/id/nik', isSystem).default('https://fhir.kemkes.go.id/id/nik'),
      /** The system of passports; `{country}` in it is the country that gave the passport out. */
      passportSystem: text('https://fhir.kemkes.go.id/id/paspor', isSystem).default(
        'https://fhir.kemkes.go.id/id/paspor',
      ),
      /** The system of stay permits (KITAS, KITAP). */
      kitasSystem: text('https://fhir.kemkes.go.id/id/kitas', isSystem).default('https://fhir.kemkes.go.id/id/kitas'),
      /** Code systems by the words that the mapping file has for them, besides cvx, atc, snomed and kfa. */
      codeSystems: data('{ WORD: "https://codes.example" }', isTexts(isSystem)).default({}),
      /** What a programme, or a series of it, protects against. COVID-19 is known. */
      targetDiseases: data('{ polio: "http://snomed.info/sct|398102009" }', isTexts(isCode)).default({}),
      /** Locations of the server by the names of sites. */
      locations: data('{ "Puskesmas Kendal 1": "Location/12" }', isTexts(isLocation)).default({}),
      /** Whether the sheets come from those who gave the doses. */
      primarySource: yesOrNo().default(true),
      /** Elements besides ours, with `{field}` where a value of the record goes. */
      extra: data('{ Immunization: { recorded: "{date}" } }', isExtra).default({}),
    })
    .prefault({}),
});

/**
 * An absolute URI without what a search takes apart (`,` `|` `$` `\`): of the identifiers of people, nothing else is
 * compared alike by all servers (docs/targets/fhir.md).
 */
function isSystem(uri: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#@!&'()*+;=%{}-]+$/.test(uri);
}

function isCode(coding: string): boolean {
  const at = coding.lastIndexOf('|');
  return at > 0 && isSystem(coding.slice(0, at)) && /^[^\s|]+$/.test(coding.slice(at + 1));
}

function isLocation(reference: string): boolean {
  return /^Location\/[A-Za-z0-9.-]{1,64}$/.test(reference);
}

/** Names of somebody's own, and texts of a kind. */
function isTexts(isRight: (value: string) => boolean) {
  return (value: unknown): value is Readonly<Record<string, string>> =>
    isMap(value) && Object.values(value).every((each) => typeof each === 'string' && isRight(each));
}

/** What a place holder may name; codes are no text. */
const FIELD_NAMES: ReadonlySet<string> = new Set([
  'programme',
  ...[...PARTICIPANT_PROPERTIES, ...DOSE_PROPERTIES].flatMap(({ name, kind }) => (kind === 'codes' ? [] : [name])),
]);

type Extra = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Of the two resources that are sent; a place holder that is no field would leave its element out for ever. */
function isExtra(value: unknown): value is Extra {
  if (!isMap(value)) return false;
  const known = Object.entries(value).every(
    ([type, elements]) => (type === 'Patient' || type === 'Immunization') && isMap(elements),
  );
  const holders = [...JSON.stringify(value).matchAll(/\{([A-Za-z]+)\}/g)].map(([, name]) => name ?? '');
  return known && holders.every((name) => FIELD_NAMES.has(name));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
