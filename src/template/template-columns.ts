/** The columns of the blank workbook: what each is called, holds and refuses. Pure. */
import {
  type ColumnWords,
  type Need,
  TEMPLATE_FIELDS,
  type TemplateField,
  type TemplateWords,
} from '../text/template-words.ts';

/** What is known of the place that the workbook is for. */
export interface TemplateChoices {
  /** Names of vaccines that the reader knows, for the drop-down. */
  readonly vaccines: readonly string[];
  /** Listed sites; empty: any site is taken. */
  readonly sites: readonly string[];
  /** Listed categories; empty: any category is taken. */
  readonly categories: readonly string[];
  /** Whether the third and fourth dose are called boosters. */
  readonly boosters: boolean;
}

/**
 * What may be typed into a column below its heading; formulas are for the cell in row 2, and Excel takes 255 characters
 * of one.
 */
export type ColumnRule =
  | { readonly kind: 'formula'; readonly formula: string }
  | { readonly kind: 'length'; readonly most: number }
  /** A day from 1900 to today. */
  | { readonly kind: 'day' }
  | { readonly kind: 'list'; readonly choices: readonly (string | number)[] };

export interface TemplateColumn extends ColumnWords {
  readonly field: TemplateField;
  /** As Excel calls the column: A, B … */
  readonly letter: string;
  readonly need: Need;
  /** In characters. */
  readonly width: number;
  readonly rule: ColumnRule;
  /** Text stays what was typed (`@`), whatever it looks like. */
  readonly format: 'text' | 'day' | 'plain';
}

/** Row 1 has the headings, row 2 the example. */
export const EXAMPLE_ROW = 2;
/**
 * The rules reach as far as a district gets in a month; they stand once for the whole range, so that more rows cost
 * nothing.
 */
export const LAST_ROW = 10_001;

type Shape = Pick<TemplateColumn, 'need' | 'width' | 'rule' | 'format'>;

export function templateColumns(words: TemplateWords, choices: TemplateChoices): readonly TemplateColumn[] {
  const { vaccines, sites, categories, boosters } = choices;
  const shapes: Readonly<Record<TemplateField, Shape>> = {
    nik: { need: 'required', width: 27, format: 'text', rule: { kind: 'formula', formula: SIXTEEN_DIGITS } },
    name: { need: 'required', width: 30, format: 'text', rule: { kind: 'length', most: 60 } },
    birthDate: { need: 'required', width: 18, format: 'day', rule: { kind: 'day' } },
    sex: { need: 'required', width: 11, format: 'plain', rule: { kind: 'list', choices: words.sexes } },
    phone: { need: 'optional', width: 17, format: 'text', rule: { kind: 'formula', formula: phoneNumber('E2') } },
    address: { need: 'optional', width: 32, format: 'text', rule: { kind: 'length', most: 250 } },
    category: {
      need: 'optional',
      width: 18,
      format: 'text',
      rule: categories.length > 0 ? { kind: 'list', choices: categories } : { kind: 'length', most: 100 },
    },
    dose: {
      need: 'required',
      width: 10,
      format: 'plain',
      rule: { kind: 'list', choices: boosters ? WITH_BOOSTERS : DOSES },
    },
    date: { need: 'required', width: 20, format: 'day', rule: { kind: 'day' } },
    vaccine: { need: 'required', width: 22, format: 'text', rule: { kind: 'list', choices: vaccines } },
    lot: { need: 'wanted', width: 15, format: 'text', rule: { kind: 'length', most: 40 } },
    site: {
      need: 'wanted',
      width: 28,
      format: 'text',
      rule: sites.length > 0 ? { kind: 'list', choices: sites } : { kind: 'length', most: 150 },
    },
  };
  const changed: Readonly<Partial<Record<TemplateField, Partial<ColumnWords>>>> = {
    vaccine: { example: vaccines[0] ?? '' },
    ...(boosters ? {} : { dose: words.plainDose }),
    ...(categories[0] === undefined ? {} : { category: { ...words.listedCategory, example: categories[0] } }),
    ...(sites[0] === undefined ? {} : { site: { ...words.listedSite, example: sites[0] } }),
  };
  return TEMPLATE_FIELDS.map((field, index) => ({
    field,
    letter: String.fromCharCode(65 + index),
    ...shapes[field],
    ...words.columns[field],
    ...changed[field],
  }));
}

const DOSES = [1, 2, 3, 4];
const WITH_BOOSTERS = [...DOSES, 'Booster', 'Booster 2'];

/**
 * Eight digits and eight: a number written out with leading zeros is the text itself only when that is made of digits.
 * Says the same in every locale.
 */
const SIXTEEN_DIGITS = 'AND(LEN(A2)=16,TEXT(VALUE(LEFT(A2,8)),"00000000")&TEXT(VALUE(RIGHT(A2,8)),"00000000")=A2)';

/**
 * What phone.ts reads without a warning: with the zero that Excel likes to take, or with a plus; blanks and dashes do
 * not count.
 */
function phoneNumber(cell: string): string {
  const length = `LEN(SUBSTITUTE(SUBSTITUTE(${cell},"-","")," ",""))`;
  return `AND(OR(LEFT(${cell},2)="08",LEFT(${cell})="+"),${length}>=10,${length}<=IF(LEFT(${cell})="+",16,13))`;
}
