/** What is said of a folder in which sheets are handed in, and of each of its files at the end. */
import type { RunErrorCode } from '../errors.ts';
import type { PassedOver } from '../events.ts';

export interface InboxWords {
  /** So many sheets are new, and so many are known from before. */
  looked(folder: string, fresh: number, known: number): string;
  /** Several files that are passed over for one reason; `more`: so many that are not named. */
  passed(why: PassedOver['why'], files: readonly string[], more: number, type: string | undefined): string;
  /** So many files wait for a person in the folder of corrections. */
  toCorrect(folder: string, files: number): string;
  /** What became of one file, behind its name and its rows. */
  readonly became: {
    readonly done: string;
    waiting(rows: number): string;
    needsPerson(rows: number, waiting: number): string;
    readonly left: string;
    refused(code: RunErrorCode, before: boolean): string;
  };
  rows(rows: number): string;
  /** The folder that it was moved to. */
  moved(folder: string): string;
  /** Behind the word of what became of it: it is not moved while an office program has it open. */
  readonly open: string;
  /** Files that are not listed one by one. */
  more(files: number, done: number, waiting: number): string;
  /**
   * What is put beside a sheet that could not be read, for a clerk without a terminal; a line each. What has to be
   * typed is the admin's.
   */
  note(file: string, what: string, tryThis: string): readonly string[];
}
