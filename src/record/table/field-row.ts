/**
 * What one row of the table of fields says. Pure data, below everything else in record/: the types of a record, its
 * text, its readers and the names of the columns are all made from it.
 */

/** How the column of a field is recognised. */
export interface Headings {
  /**
   * Best first: where a sheet has both, "Nama Faskes" is read and "Kode Faskes" is not. Written in the one spelling of
   * heading-words.ts (no, tgl, hp, telp, dosis, vaksin …); `vaksin*` stands for vaksin and vaksinasi.
   */
  readonly tiers: readonly string[];
  /** Too general to be looked for inside a longer heading. */
  readonly alone?: string;
  /** Names of the field beside another one only, mostly in another language: "NIK / ID Number". */
  readonly beside?: string;
  /** Words that make the heading speak of somebody or something else. */
  readonly not: string;
  /** Words of HARMLESS that are none beside a one-word name: "Nama … vaksin" is the vaccine's. */
  readonly notBeside?: string;
  /** What to do with two headings of the same tier: ask the clerk, or take the first because nothing depends on it. */
  readonly ties: 'ask' | 'first';
  /** Never proposed for a heading that is only like one of these. */
  readonly neverGuessed?: true;
  /** Names another thing than the person, or somebody else: never offered as the NIK or the name. */
  readonly apart?: true;
  /**
   * Only by its whole names, harmless words beside them; and beside the name of another field it says nothing:
   * "Tempat Lahir / Tgl Lahir" is the birth date, "NIK / Paspor" the NIK.
   */
  readonly whole?: true;
}

/** What a cell holds that is read by itself: by this its reader is found (fields/simple-readers.ts). */
export type SimpleKind =
  | 'text'
  | 'phone'
  | 'category'
  | 'lot'
  | 'site'
  | 'place'
  | 'staffName'
  | 'postalCode'
  | 'country'
  | 'otherNik'
  | 'passport'
  | 'stayPermit'
  | 'expiry';

/** What is read together with other cells of its row (row/read-person.ts, row/read-dose.ts). */
export type RelatedKind = 'nik' | 'name' | 'birthDate' | 'sex' | 'doseNumber' | 'date' | 'vaccine';

/** `codes` and `series` come with the vaccine and have no column. */
export type Kind = SimpleKind | RelatedKind | 'codes' | 'series';

/** Without a required value a row is kept back; without a wanted one it is sent with a warning. */
export type Need = 'required' | 'wanted' | 'optional';

/**
 * What a difference between two records means: another record (`key`), another person (`person`), another dose under
 * one key (`dose`), or only that one of them has been corrected since (`content`).
 */
export type Compared = 'key' | 'person' | 'dose' | 'content';

/** `identity`: required, unless the person has another number (identity.ts). */
export type FieldNeed = Need | 'identity';

interface RecordRow<OfKind extends Kind, OfNeed extends FieldNeed> {
  readonly kind: OfKind;
  readonly need: OfNeed;
  readonly compared: Compared;
  /** Whether the blank workbook has a column for it. */
  readonly template: boolean;
  /** Absent: nothing is read for it, it comes with the field before. */
  readonly headings?: Headings;
  /** Its name in a record, where that is not the name of the column. */
  readonly property?: string;
}

/** A field of a record. What is read together with other cells has its own place there, and is required. */
export type RecordField =
  | RecordRow<'nik', 'identity'>
  | RecordRow<Kind, 'required'>
  | RecordRow<SimpleKind, 'wanted' | 'optional'>
  | RecordRow<'series', 'optional'>;

/** A column that is read to be compared with the others, and never sent. */
export interface SheetField {
  readonly sent: false;
  readonly headings: Headings;
}

/** Rows by the name of the field, in the order in which a record is written down. */
export type FieldTable = Readonly<Record<string, RecordField | SheetField>>;
