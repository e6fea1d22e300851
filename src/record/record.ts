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
import type { DOSE_TABLE } from './table/dose-fields.ts';
import type { Kind, RelatedKind, SheetField, SimpleKind } from './table/field-row.ts';
import type { PERSON_TABLE } from './table/person-fields.ts';

/** A calendar day as `YYYY-MM-DD`; never a `Date`, which would drag a time zone in (Jakarta was +07:30 until 1964). */
export type IsoDate = string;

/** Administrative sex as FHIR R4 `AdministrativeGender` spells it; the forms know only these two. */
export type Sex = 'male' | 'female';

/** A code of the vaccine in a terminology (CVX, ATC …). */
export interface Coding {
  readonly system: string;
  readonly code: string;
}

/** What the values of each kind of field are; what is read by itself is a text. */
interface Values extends Record<SimpleKind, string>, Record<RelatedKind | 'codes' | 'series', unknown> {
  readonly nik: string;
  readonly name: string;
  readonly birthDate: IsoDate;
  readonly sex: Sex;
  readonly series: string;
  readonly doseNumber: number;
  readonly date: IsoDate;
  readonly vaccine: string;
  readonly codes: readonly Coding[];
}

/** The value of one row of the table. */
type ValueOf<Row> = Row extends { readonly kind: infer Of extends Kind } ? Values[Of] : never;
/** The rows that stand in a record, under their names there. */
type Sent<Table> = {
  readonly [Field in keyof Table as Table[Field] extends SheetField
    ? never
    : NameOf<Table[Field], Field>]: Table[Field];
};
type NameOf<Row, Field> = Row extends { readonly property: infer Name extends string } ? Name : Field;
type Needed<Rows> = {
  [Name in keyof Rows]: Rows[Name] extends { readonly need: 'required' } ? Name : never;
}[keyof Rows];
/** What the table says, as a type: what is not required is left out where it is absent, never null or empty. */
type FieldsOf<Rows> = {
  readonly [Name in Needed<Rows>]: ValueOf<Rows[Name]>;
} & {
  readonly [Name in Exclude<keyof Rows, Needed<Rows>>]?: ValueOf<Rows[Name]>;
};

/** Who was vaccinated, as the sheet says it: the fields of table/person-fields.ts. */
export interface Participant extends FieldsOf<Sent<typeof PERSON_TABLE>> {}

/** What was given, when and where: the fields of table/dose-fields.ts. */
export interface Dose extends FieldsOf<Sent<typeof DOSE_TABLE>> {}

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
  /**
   * Which group of a wide row (its columns of one dose), 1-based; 1 for an ordinary row. Not the number of the dose.
   * `--json` calls it `dose`, a ledger's tables `part`.
   */
  readonly group: number;
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

/** Where a record comes from, for whoever is handed it without the sheet. `file`: its name, without its folder. */
export interface RowPlace extends RowRef {
  /** As in `OriginalRow`. */
  readonly digest: string;
  /** The row that this one corrects, where its file is a correction sheet. */
  readonly origin?: OriginalRow;
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
