/**
 * The table of fields as a whole. A field stands once, in person-fields.ts or dose-fields.ts; what it is called in each
 * language stands in text/, what may be typed into its column of the blank workbook in template/, and what a server
 * may expect of it in docs/intake-api.yaml. All of them are checked against the table.
 */
import { DOSE_TABLE, ROW_TABLE } from './dose-fields.ts';
import type { Compared, FieldNeed, FieldTable, Headings, Kind, Need, RecordField, SheetField } from './field-row.ts';
import { PERSON_TABLE } from './person-fields.ts';

/** The names of the columns: everything in the table that has headings. */
type ColumnsOf<Table extends FieldTable> = {
  [Name in keyof Table]: Table[Name] extends { headings: Headings } ? Name : never;
}[keyof Table] &
  string;
type NamesComparedAs<Table extends FieldTable, As extends Compared> = {
  [Name in keyof Table]: Table[Name] extends { compared: As }
    ? Table[Name] extends { property: infer Property extends string }
      ? Property
      : Name
    : never;
}[keyof Table] &
  string;
/** Those that have a column in the blank workbook. */
type OnTemplate<Table extends FieldTable> = {
  [Name in keyof Table]: Table[Name] extends { template: true } ? Name : never;
}[keyof Table] &
  string;

export type PersonField = ColumnsOf<typeof PERSON_TABLE>;
/** The fields of a dose, which a wide sheet has once a dose. */
export type DoseField = ColumnsOf<typeof DOSE_TABLE>;
/** The fields, as columns are mapped to them and problems name them. */
export type Field = PersonField | DoseField | ColumnsOf<typeof ROW_TABLE>;
/** The names, in a record, of what a difference of means this. */
export type ComparedAs<As extends Compared> =
  | NamesComparedAs<typeof PERSON_TABLE, As>
  | NamesComparedAs<typeof DOSE_TABLE, As>;
export type TemplateField = OnTemplate<typeof PERSON_TABLE> | OnTemplate<typeof DOSE_TABLE>;

const TABLE: FieldTable = { ...PERSON_TABLE, ...DOSE_TABLE, ...ROW_TABLE };
const ROWS = Object.entries(TABLE);

export const FIELDS = ROWS.flatMap(([field, { headings }]) => (headings ? [field as Field] : []));
export const DOSE_FIELDS = FIELDS.filter((field): field is DoseField => field in DOSE_TABLE);
/** In the order of its columns. */
export const TEMPLATE_FIELDS = ROWS.flatMap(([field, row]) =>
  isSent(row) && row.template ? [field as TemplateField] : [],
);

/** Of a field that has a column in the blank workbook. */
export function needOf(field: TemplateField): Need {
  const row: RecordField = { ...PERSON_TABLE, ...DOSE_TABLE }[field];
  return row.need === 'identity' ? 'required' : row.need;
}

/** Whether a record, and a dose, can do without it. */
export function isOptional(field: Field): boolean {
  const row = TABLE[field];
  return row !== undefined && isSent(row) && row.need === 'optional';
}

/** Whether it stands in a record; what does not is only compared. */
export function isSentField(field: Field): boolean {
  const row = TABLE[field];
  return row !== undefined && isSent(row);
}

export function isDoseField(field: Field): field is DoseField {
  return (DOSE_FIELDS as readonly Field[]).includes(field);
}

export function headingsOf(field: Field): Headings {
  const { headings } = TABLE[field] ?? {};
  if (headings === undefined) throw new Error(`${field} has no headings`);
  return headings;
}

/** A field as a record has it. */
export interface Property {
  /** Its name in the record. */
  readonly name: string;
  /** Its column; the same name, unless the table has another. */
  readonly field: string;
  readonly kind: Kind;
  readonly need: FieldNeed;
}

/** The properties of a participant, and of a dose, in the order in which they are written down. */
export const PARTICIPANT_PROPERTIES: readonly Property[] = propertiesOf(PERSON_TABLE);
export const DOSE_PROPERTIES: readonly Property[] = propertiesOf(DOSE_TABLE);

function propertiesOf(table: FieldTable): readonly Property[] {
  return Object.entries(table).flatMap(([field, row]) =>
    isSent(row) ? [{ name: row.property ?? field, field, kind: row.kind, need: row.need }] : [],
  );
}

function isSent(row: RecordField | SheetField): row is RecordField {
  return !('sent' in row);
}

/** The fields of a person, and of a record, that a server is sent, by the names of their columns. */
export const PERSON_FIELD_NAMES: readonly string[] = PARTICIPANT_PROPERTIES.map(({ field }) => field);
export const SENT_FIELD_NAMES: readonly string[] = [
  ...PERSON_FIELD_NAMES,
  ...DOSE_PROPERTIES.map(({ field }) => field).filter((field) => field !== 'codes'),
];
