/** What a document whose sheets follow one another in one stream tells while it is read. */
import type { Cell } from '../../record/source-row.ts';
import type { MergedDown } from '../merged-down.ts';
import type { SourceLimits } from '../source.ts';
import { tooLarge } from '../xlsx/fault.ts';

/** A row that holds something, so many times from `line` on. */
export interface RepeatedRow {
  readonly line: number;
  readonly times: number;
  readonly hidden: boolean;
  readonly cells: readonly Cell[];
  readonly struck: readonly number[];
}

/** The sheets in order, each before its rows. Whether one is hidden may be said after its rows. */
export interface SheetListener {
  sheet(name: string): void;
  hidden(): void;
  row(row: RepeatedRow): void;
  merged(range: MergedDown): void;
}

/** Reads whole tokens as they come. @throws XlsxFault. */
export interface StreamedDocument {
  feed(chunk: Buffer): void;
  finish(): void;
}

/** Ten columns filled down to the last row. */
const MOST_REPEATED_CELLS = 10 * 2 ** 20;
/** A sheet that has more merged cells than this is made to hurt. */
const MOST_MERGES = 500_000;

export interface SurveyedSheet {
  readonly name: string;
  hidden: boolean;
  readonly merged: MergedDown[];
}

/** The first pass through a document: which sheets it has, which cells are merged down, and that it keeps the limits. */
export class Survey implements SheetListener {
  readonly sheets: SurveyedSheet[] = [];
  readonly #limits: SourceLimits;
  #rows = 0;
  #repeated = 0;
  #merges = 0;

  constructor(limits: SourceLimits) {
    this.#limits = limits;
  }

  sheet(name: string): void {
    this.sheets.push({ name, hidden: false, merged: [] });
    if (this.sheets.length > this.#limits.maxEntries) throw tooLarge('maxEntries', this.#limits.maxEntries);
    this.#rows = 0;
  }

  hidden(): void {
    const sheet = this.sheets.at(-1);
    if (sheet) sheet.hidden = true;
  }

  row({ times, cells }: RepeatedRow): void {
    this.#rows += times;
    if (this.#rows > this.#limits.maxRows) throw tooLarge('maxRows', this.#limits.maxRows);
    this.#repeated += (times - 1) * cells.length;
    if (this.#repeated > MOST_REPEATED_CELLS) throw tooLarge('maxRepeatedCells', MOST_REPEATED_CELLS);
  }

  merged(range: MergedDown): void {
    if (++this.#merges > MOST_MERGES) throw tooLarge('maxMerges', MOST_MERGES);
    this.sheets.at(-1)?.merged.push(range);
  }
}
