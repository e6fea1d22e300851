/** What a document whose sheets follow one another in one stream tells while it is read. */
import type { Cell, CellNote } from '../../record/source-row.ts';
import { type MergedDown, MOST_REPEATED_CELLS } from '../merged-down.ts';
import type { SourceLimits } from '../source.ts';
import { tooLarge } from '../xlsx/fault.ts';

/** A row that holds something, so many times from `line` on. */
export interface RepeatedRow {
  readonly line: number;
  readonly times: number;
  readonly hidden: boolean;
  readonly cells: readonly Cell[];
  readonly struck: readonly number[];
  /** Colours of cells by column; none where nothing is coloured, or the format is not read for them. */
  readonly fills?: readonly (string | undefined)[];
  readonly notes?: readonly CellNote[];
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

/** A sheet that has more merged cells than this is made to hurt. */
const MOST_MERGES = 500_000;

/** Rows kept of the top, and of the end, of a sheet. */
const EDGE_ROWS = 100;

export interface SurveyedSheet {
  readonly name: string;
  hidden: boolean;
  readonly merged: MergedDown[];
  /** Its first and last rows. */
  readonly edges: RepeatedRow[];
  /** Whether one of its rows has a coloured cell. */
  isColoured: boolean;
}

/**
 * The first pass through a document: which sheets it has, which cells are merged down, and that it keeps the limits.
 */
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
    this.sheets.push({ name, hidden: false, merged: [], edges: [], isColoured: false });
    if (this.sheets.length > this.#limits.maxEntries) throw tooLarge('maxEntries', this.#limits.maxEntries);
    this.#rows = 0;
  }

  hidden(): void {
    const sheet = this.sheets.at(-1);
    if (sheet) sheet.hidden = true;
  }

  row(row: RepeatedRow): void {
    const { times, cells } = row;
    this.#keepEdge(row);
    this.#rows += times;
    if (this.#rows > this.#limits.maxRows) throw tooLarge('maxRows', this.#limits.maxRows);
    this.#repeated += (times - 1) * cells.length;
    if (this.#repeated > MOST_REPEATED_CELLS) throw tooLarge('maxRepeatedCells', MOST_REPEATED_CELLS);
  }

  /** Legends stand at the top or at the end. */
  #keepEdge(row: RepeatedRow): void {
    const sheet = this.sheets.at(-1);
    if (!sheet) return;
    sheet.isColoured ||= (row.fills?.length ?? 0) > 0;
    if (sheet.edges.length >= 2 * EDGE_ROWS) sheet.edges.splice(EDGE_ROWS, 1);
    sheet.edges.push(row);
  }

  merged(range: MergedDown): void {
    if (++this.#merges > MOST_MERGES) throw tooLarge('maxMerges', MOST_MERGES);
    this.sheets.at(-1)?.merged.push(range);
  }
}
