/** What the fields are called: a field of the table without its words in each language does not compile. */
import type { DoseField, Field, TemplateField } from '../record/table/fields.ts';

/**
 * What a column of the blank workbook is called and what is said of it. Excel shows a heading of 32 characters at most,
 * 255 of a hint and 225 of a refusal.
 */
export interface ColumnWords {
  /** A spelling that the reader knows, as of every heading here. */
  readonly heading: string;
  /** What to type: on the guide, and beside the cell while it is chosen. */
  readonly hint: string;
  /** What is said when something else is typed. */
  readonly refusal: string;
  /** In the example row. A name in it is nobody's, a NIK is of no series that is given out. */
  readonly example: string;
}

interface Words {
  /** In the middle of a sentence. */
  readonly word: string;
  readonly heading?: string;
}

/** A field of a dose has a heading: what is said above a table gets a column of its own in a correction sheet. */
export type FieldWords = {
  readonly [Name in Field]: Name extends TemplateField
    ? Words & ColumnWords
    : Name extends DoseField
      ? Required<Words>
      : Words;
};

/** The word of each field. */
export function wordsOf(fields: FieldWords): Readonly<Record<Field, string>> {
  return picked(fields, 'word') as Record<Field, string>;
}

/** The heading of each field that has one. */
export function headingsIn(fields: FieldWords): Readonly<Partial<Record<Field, string>>> {
  return picked(fields, 'heading');
}

function picked(fields: FieldWords, what: keyof Words): Partial<Record<Field, string>> {
  return Object.fromEntries(
    Object.entries<Words>(fields).flatMap(([field, { [what]: text }]) => (text === undefined ? [] : [[field, text]])),
  );
}
