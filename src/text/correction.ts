/**
 * The words of a correction sheet: what must be said in each language. What is wrong with a cell is said in codes.ts.
 */

import type { Field, Severity } from '../record/problems.ts';
import { headingsIn } from './fields.ts';
import { fieldsId } from './id/fields.ts';

/** What a correction sheet says besides the reasons. */
export interface CorrectionWords {
  /** Name of the first sheet. It has no header row, so a reader passes over it. */
  readonly overview: string;
  /** Of that sheet; as in format.ts. */
  readonly title: string;
  /** The headings of our columns; as in format.ts. */
  readonly own: Readonly<Record<'line' | 'reason' | 'origin', string>>;
  /**
   * How to go on, one line each; `file` is the name of this workbook. `marked`: it is the original, with its cells
   * marked.
   */
  steps(file: string, marked: 'marked' | 'copied'): readonly string[];
  /** What Excel says when something else than a NIK is typed; at most 32 and 225 characters. */
  readonly nikRule: { readonly title: string; readonly text: string };
  /** What Excel says to whoever stands on a cell with reasons; as long as that. */
  readonly dismissalRule: { readonly title: string; readonly text: string };
  readonly headings: {
    readonly problem: string;
    readonly rows: string;
    readonly cure: string;
    readonly places: string;
  };
  readonly sources: {
    readonly title: string;
    readonly here: string;
    readonly file: string;
    readonly sheet: string;
    readonly rows: string;
  };
  /** How to write a date in a column of another order than day first. */
  readonly dateInWords: string;
  /** So many more rows than are listed. */
  more(count: number): string;
  /** What a colour means. */
  readonly severities: Readonly<Record<Severity, string>>;
  /**
   * Headings of columns that are added: for values which stood above the header, and for fields that a sheet lacks. In
   * words that a reader knows.
   */
  readonly defaults: Readonly<Partial<Record<Field, string>>>;
}

/** Headings of columns that are added, one for both languages: forms in Indonesia are in Indonesian. */
export const CORRECTION_HEADINGS = headingsIn(fieldsId);
