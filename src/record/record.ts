/**
 * The words of the program, as types. One meaning each, in code, docs, messages and commits:
 *
 * - source row: what the sheet says (file, sheet, line, cells); nothing trusted. See source-row.ts.
 * - reading: what one row, or one dose of a wide row, turned out to be: *valid* with a record or *invalid* with
 *   problems.
 * - problem:    one thing wrong with one field: a code and parameters, never text. See problems.ts.
 * - record:     one participant, one dose, typed and normalised.
 * - key:        who + programme + which dose: the identity of a record, the same on every computer. See key.ts.
 * - outcome:    what became of a reading, in reports.
 *
 * This folder is pure: it imports nobody, touches no file, no clock and no network.
 */
import type { Problem } from './problems.ts';

/** A calendar day as `YYYY-MM-DD`; never a `Date`, which would drag a time zone in (Jakarta was +07:30 until 1964). */
export type IsoDate = string;

/** Administrative sex as FHIR R4 `AdministrativeGender` spells it; the forms know only these two. */
export type Sex = 'male' | 'female';

/** Who was vaccinated, as the sheet says it. Absent values are left out, never null or empty. */
export interface Participant {
  /** Nomor Induk Kependudukan: 16 digits, a string from the first byte to the last. */
  readonly nik: string;
  /** As the sheet has it, trimmed; normalised for comparison only. */
  readonly name: string;
  readonly birthDate: IsoDate;
  readonly sex: Sex;
  /** E.164, for example +6281234567890. */
  readonly phone?: string;
  readonly address?: string;
  /** Kategori sasaran, as the sheet has it. */
  readonly category?: string;
}

/** A code of the vaccine in a terminology (CVX, ATC …). */
export interface Coding {
  readonly system: string;
  readonly code: string;
}

/** What was given, when and where. */
export interface Dose {
  /** 1, 2, 3 (booster) or 4 (second booster). */
  readonly number: number;
  readonly date: IsoDate;
  /** Short name of the product: coronavac, astrazeneca, … (see vaccines.ts). */
  readonly vaccine: string;
  readonly codes: readonly Coding[];
  /** Batch number of the vial (FHIR `lotNumber`). */
  readonly lot?: string;
  /** Facility or post, as the sheet has it. */
  readonly site?: string;
}

/** One participant, one dose: the unit that is delivered. */
export interface DoseRecord {
  /** The vaccination programme; part of the key. */
  readonly programme: string;
  readonly participant: Participant;
  readonly dose: Dose;
}

/** The identity of a record on the wire: a UUID derived from the natural key alone (see key.ts). */
export type RecordKey = string;

/** Where a reading stands in the clerk's file. */
export interface RowRef {
  readonly file: string;
  readonly sheet: string;
  /** Line (row number) as Excel shows it, 1-based; for CSV the line of the file on which the row begins. */
  readonly line: number;
  /** Which dose group of a wide row, 1-based; 1 for an ordinary row. */
  readonly dose: number;
}

/** A row of a clerk's own file, as correction sheets name it, however many of them it has passed through. */
export interface OriginalRow {
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly sheet: string;
  readonly line: number;
  /**
   * The first eight hexadecimal digits of the SHA-256 of the file; correction sheets of the first versions do not have
   * them.
   */
  readonly digest?: string;
}

/** What one row, or one dose of a wide row, turned out to be. */
export type Reading =
  | {
      readonly kind: 'valid';
      readonly at: RowRef;
      readonly record: DoseRecord;
      /** Warnings only: they do not keep the row back. */
      readonly problems: readonly Problem[];
    }
  | {
      readonly kind: 'invalid';
      readonly at: RowRef;
      readonly problems: readonly [Problem, ...Problem[]];
    };

/** What became of a reading, in reports; rows that hold no record are `skipped`. */
export const OUTCOMES = [
  'accepted',
  'already-there',
  'refused',
  'invalid',
  'repeated',
  'held',
  'waiting',
  'in-doubt',
  'dismissed',
  'skipped',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
