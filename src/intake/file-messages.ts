/**
 * What the reading of one file says to the intake, in order. Plain data: it crosses from the thread that reads to the
 * one that keeps the ledger.
 */
import type { SheetIdentity } from '../ledger/intake-side.ts';
import type { Guess, HeaderForm } from '../record/header/columns.ts';
import type { Constants } from '../record/header/constants.ts';
import type { KnownForms, Meanings } from '../record/header/form.ts';
import type { ReadColumn } from '../record/header/read-columns.ts';
import type { Field, Problem } from '../record/problems.ts';
import type { Refusal } from '../record/profile/finding.ts';
import type { ReadingRules } from '../record/rules.ts';
import type { SourceLimits, SourceProgress } from '../source/source.ts';

/** How a file is to be read. */
export interface FileToRead {
  /** The path as the user typed it. */
  readonly name: string;
  /** The same, absolute: where it is. */
  readonly path: string;
  readonly rules: ReadingRules;
  /** Heading → what it means, from `--map`. */
  readonly map: Meanings;
  /** Values for columns that a sheet lacks, from `--set`. */
  readonly constants?: Constants | undefined;
  /** What was confirmed for forms that were seen before. */
  readonly forms?: KnownForms;
  readonly limits: SourceLimits;
  /** Leave hidden rows out (`--skip-hidden`); otherwise they are read and the choice is said. */
  readonly skipHidden: boolean;
}

/** What came of `--set` in a sheet. */
export interface SetHere {
  /** Of columns that the sheet lacks. */
  readonly used: Constants;
  /** The sheet has columns of its own for these. */
  readonly unused: readonly Field[];
}

/** How often a problem occurred, in readings. */
export type ProblemCounts = ReadonlyMap<
  Problem['code'],
  { readonly severity: Problem['severity']; readonly rows: number }
>;

/** Some hundred rows. */
export interface ReadingsMessage<R> {
  readonly kind: 'readings';
  /** How many rows of the sheet have been read so far, these included. */
  readonly rows: number;
  /** How far into the file, in bytes of it. */
  readonly progress: SourceProgress;
  readonly count: number;
  /** They may be made while they are taken: go through them once. */
  readonly readings: Iterable<R>;
}

export type FileMessage<R> =
  /** The bytes of the file, as SHA-256; the first message. */
  | { readonly kind: 'digest'; readonly digest: Uint8Array }
  | {
      readonly kind: 'sheet';
      readonly sheet: SheetIdentity;
      /** Field → heading as the sheet has it. */
      readonly recognised: Readonly<Partial<Record<Field, string>>>;
      /** Every column that is read. */
      readonly columns: readonly ReadColumn[];
      readonly ignored: readonly string[];
      readonly defaults: Readonly<Partial<Record<Field, string>>>;
      /** What came of `--set` here; absent where nothing was set. */
      readonly set?: SetHere;
      readonly form: HeaderForm;
      /** Headings that probably name a field that the sheet can do without; not read. */
      readonly guesses: readonly Guess[];
    }
  | ReadingsMessage<R>
  | {
      readonly kind: 'sheet-end';
      readonly rows: number;
      /** Rows without a record that are not worth a line each. */
      readonly blank: number;
      readonly problems: ProblemCounts;
      readonly notes: readonly Problem[];
      /** Every row of the sheet that holds a person stands below a title that says that its dose was not given. */
      readonly heldByTitle?: boolean;
      /** The file as a whole must not be sent. */
      readonly refuse?: Refusal;
    };
