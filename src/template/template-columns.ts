/** The columns of the blank workbook: what each is called, holds and refuses. Pure. */
import type { Need } from '../record/table/field-row.ts';
import { needOf, TEMPLATE_FIELDS, type TemplateField } from '../record/table/fields.ts';
import type { ColumnWords } from '../text/fields.ts';
import type { TemplateWords } from '../text/template.ts';

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
  | { readonly kind: 'formula'; readonly formula: (cell: string) => string }
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

type Shape = Pick<TemplateColumn, 'width' | 'rule' | 'format'>;

export function templateColumns(words: TemplateWords, choices: TemplateChoices): readonly TemplateColumn[] {
  const { vaccines, sites, categories, boosters } = choices;
  const shapes: Readonly<Record<TemplateField, Shape>> = {
    nik: { width: 27, format: 'text', rule: { kind: 'formula', formula: sixteenDigits } },
    name: { width: 30, format: 'text', rule: { kind: 'length', most: 60 } },
    birthDate: { width: 18, format: 'day', rule: { kind: 'day' } },
    sex: { width: 11, format: 'plain', rule: { kind: 'list', choices: words.sexes } },
    phone: { width: 17, format: 'text', rule: { kind: 'formula', formula: phoneNumber } },
    address: { width: 32, format: 'text', rule: { kind: 'length', most: 250 } },
    category: {
      width: 18,
      format: 'text',
      rule: categories.length > 0 ? { kind: 'list', choices: categories } : { kind: 'length', most: 100 },
    },
    dose: {
      width: 10,
      format: 'plain',
      rule: { kind: 'list', choices: boosters ? WITH_BOOSTERS : DOSES },
    },
    date: { width: 20, format: 'day', rule: { kind: 'day' } },
    vaccine: { width: 22, format: 'text', rule: { kind: 'list', choices: vaccines } },
    lot: { width: 15, format: 'text', rule: { kind: 'length', most: 40 } },
    site: {
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
    need: needOf(field),
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
function sixteenDigits(cell: string): string {
  const half = (end: 'LEFT' | 'RIGHT') => `TEXT(VALUE(${end}(${cell},8)),"00000000")`;
  return `AND(LEN(${cell})=16,${half('LEFT')}&${half('RIGHT')}=${cell})`;
}

/**
 * What phone.ts reads without a warning: with the zero that Excel likes to take, or with a plus; blanks and dashes do
 * not count.
 */
function phoneNumber(cell: string): string {
  const length = `LEN(SUBSTITUTE(SUBSTITUTE(${cell},"-","")," ",""))`;
  return `AND(OR(LEFT(${cell},2)="08",LEFT(${cell})="+"),${length}>=10,${length}<=IF(LEFT(${cell})="+",16,13))`;
}
