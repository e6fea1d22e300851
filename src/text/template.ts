/**
 * The words of the blank workbook that `template` writes. Headings are spellings that the reader knows
 * (record/header/synonyms.ts).
 */
import type { Need } from '../record/table/field-row.ts';
import type { TemplateField } from '../record/table/fields.ts';
import type { ColumnWords } from './fields.ts';

export interface TemplateWords {
  /** Names of the sheets. */
  readonly sheets: { readonly data: string; readonly guide: string; readonly lists: string };
  /** Begins the name and the NIK of the example row: by it a reader knows the row (record/row/skip-row.ts). */
  readonly exampleMark: string;
  readonly columns: Readonly<Record<TemplateField, ColumnWords>>;
  /** Instead of those in `columns`: where sites or categories are listed, and in a programme without boosters. */
  readonly listedCategory: Pick<ColumnWords, 'hint' | 'refusal'>;
  readonly listedSite: Pick<ColumnWords, 'hint' | 'refusal'>;
  readonly plainDose: Pick<ColumnWords, 'hint' | 'refusal'>;
  /** Letters or words for the drop-down: a man, a woman. */
  readonly sexes: readonly [male: string, female: string];
  readonly needs: Readonly<Record<Need, string>>;
  /** Title of the box in which Excel refuses what was typed; at most 32 characters. */
  readonly refused: string;
  readonly guide: {
    readonly title: string;
    readonly intro: string;
    readonly headings: {
      readonly column: string;
      readonly need: string;
      readonly hint: string;
      readonly example: string;
    };
    readonly stepsTitle: string;
    /** Three of them; `file` is the name of the workbook. */
    steps(file: string): readonly [string, string, string];
    readonly rulesTitle: string;
    readonly rules: readonly string[];
    /** What the two colours mean that a cell may take while it is filled in. */
    readonly colours: { readonly missing: string; readonly doubtful: string };
  };
  /** At the foot of a printed page; `&P` and `&N` become its number and how many there are. */
  readonly page: string;
  /** What to do next, a line each, once the file is written. */
  next(path: string, file: string): readonly string[];
}
