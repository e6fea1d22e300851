/** What a server does, found out by asking it (`vax-upload doctor`), and what it would be sent (`--dry-run`). */

/**
 * What was looked at. A target adds its own words here; each has a sentence for each result in both languages
 * (text/en/doctor.ts, text/id/doctor.ts), and one that is missing does not compile.
 */
export const LOOKED_AT = [
  /** Somebody who speaks this API answers. */
  'reached',
  /** What we show lets us in. */
  'admitted',
  /** The registry could say who the canary is about, where it must be asked that first. */
  'canary-known',
  /** The canary was taken. */
  'canary-taken',
  /** The canary was sent twice and is there once. */
  'canary-once',
  /** The canary is found by what we would ask with. */
  'canary-found',
  /** `dhis2`: the server has what the configuration names, and the configuration names what the server demands. */
  'dhis2-metadata',
  /** `dhis2`: nobody else can have the number by which a person is known. */
  'dhis2-unique',
  /** `dhis2`: this user may write people, enrolments and doses of the program. */
  'dhis2-rights',
  /** `dhis2`: … and in the units where doses are given. */
  'dhis2-units',
  /** FHIR: it is R4. */
  'fhir-version',
  /** FHIR: it declares that Patient and Immunization may be created. */
  'fhir-create',
  /** FHIR: it declares that it takes bundles of the form that is configured. */
  'fhir-form',
  /** FHIR: it knows the canary again in the form that is not configured too. */
  'fhir-other-form',
  /** The organization that the configuration names is there. */
  'organization',
  /** The place of giving that the configuration names is there. */
  'location',
  /** Files can be written where they are to go. */
  'folder',
  /** A province takes parcels, and its key is the one that was handed on. */
  'province',
] as const;
export type LookedAt = (typeof LOOKED_AT)[number];

/** `bad` keeps rows from arriving exactly once, `unsure` could not be found out. */
export interface Finding {
  readonly about: LookedAt;
  readonly result: 'good' | 'unsure' | 'bad';
  /** What the sentences name: counts, codes, names of the registry's own. Never anything of a person. */
  readonly params?: Readonly<Record<string, string | number>>;
}

/** What was learnt of a server and is remembered, by names of the target's own: limits, habits. */
export type Learnt = Readonly<Record<string, number | boolean | string>>;

export interface Examination {
  readonly findings: readonly Finding[];
  /** Remembered until the next examination, and given to the target when it is made. */
  readonly learnt?: Learnt;
}

/** One request, as it would go out. Personal data: whoever shows it masks it (`run/mask.ts`). */
export interface Shown {
  readonly method: string;
  readonly url: string;
  /** Without what lets us in. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
