/** How servers differ, as they were seen: HAPI 8.8 unless a habit is turned to another. */
import type { Token } from './store.ts';

export interface Habits {
  /** Entries with one condition are one, and the answer is shorter than the request (HAPI, in a transaction). */
  merges: boolean;
  /** So many entries where one has a condition, and no more (Medplum 8): 400. */
  maxEntries: number;
  /** So many doses in one bundle and no more: 400 in the form of FHIR. */
  maxDoses: number;
  /** `Patient/1006/_history/1` (HAPI), `Patient/1006` (Medplum), an address (Azure), or nothing. */
  location: 'versioned' | 'plain' | 'absolute' | 'none';
  /** `201 Created` (HAPI) or `201` (Medplum). */
  phrase: boolean;
  /** It looks at conditions: in a transaction, in a batch. Spark once did not in a transaction. */
  conditions: { transaction: boolean; batch: boolean };
  /** All or nothing (HAPI), or what is good in a transaction is stored and the rest answered by itself (Medplum). */
  atomic: boolean;
  /** Found by a search so many milliseconds after it was written. */
  lagMs: number;
  /** A search that found nothing finds nothing for ever, unless it is asked without caches (HAPI: for a minute). */
  keepsSearches: boolean;
  /** The most resources on one page of a search. */
  pageSize: number;
  /** Next pages are named by another host than the one that was asked. */
  nextElsewhere: boolean;
  /** The next page of what was asked by POST is asked for at `_search`, by GET, which it does not know (Azure once). */
  nextOfPost: boolean;
  /** POST …/_search is not known. */
  onlyGet: boolean;
  /** The longest address, in characters, as Tomcat has it; then a page of HTML. */
  longestAddress: number;
  /** Resources with one of these identifiers are refused. */
  refused: Set<Token>;
  /** How: `unplaced` 400 without an entry (a parser), `placed` 422 with one, behind remarks (a validator). */
  refusal: 'unplaced' | 'placed';
  /** So many of the next writes lose a race: 409. */
  conflicts: number;
  /** Conditions that are in conflict for ever. */
  conflicting: Set<Token>;
  /** The next bundle is answered with 200, and 429 inside for each entry. */
  throttlesNext: boolean;
  /** What it says of itself. */
  capability: Record<string, unknown> | undefined;
}

const RESOURCE = {
  interaction: [{ code: 'create' }, { code: 'search-type' }, { code: 'update' }],
  conditionalCreate: true,
};

export function hapi(): Habits {
  return {
    merges: true,
    maxEntries: Number.POSITIVE_INFINITY,
    maxDoses: Number.POSITIVE_INFINITY,
    location: 'versioned',
    phrase: true,
    conditions: { transaction: true, batch: true },
    atomic: true,
    lagMs: 0,
    keepsSearches: true,
    pageSize: 200,
    nextElsewhere: false,
    nextOfPost: false,
    onlyGet: false,
    longestAddress: 8_000,
    refused: new Set(),
    refusal: 'unplaced',
    conflicts: 0,
    conflicting: new Set(),
    throttlesNext: false,
    capability: {
      fhirVersion: '4.0.1',
      rest: [
        {
          mode: 'server',
          interaction: [{ code: 'transaction' }, { code: 'batch' }],
          resource: [
            { type: 'Patient', ...RESOURCE },
            { type: 'Immunization', ...RESOURCE },
          ],
        },
      ],
    },
  };
}

export function medplum(): Habits {
  return {
    ...hapi(),
    merges: false,
    maxEntries: 8,
    location: 'plain',
    phrase: false,
    atomic: false,
    keepsSearches: false,
    longestAddress: 100_000,
  };
}
