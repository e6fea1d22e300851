/** The text of rows that stand in a file, on a thread of its own (cells-thread.ts). */
import type { DateOrder } from '../record/dates/date-writing.ts';
import type { MergedBelow } from '../record/sheet/merged-cells.ts';
import type { SourceLimits } from '../source/source.ts';
import { inThread } from '../thread/thread.ts';

export interface CellsData {
  /** Absolute. */
  readonly path: string;
  readonly limits: SourceLimits;
  /**
   * By name of the sheet: rows below its header (in whose columns dates have these orders), these or (absent) every one
   * that holds something.
   */
  readonly sheets: ReadonlyMap<
    string,
    {
      readonly header: MergedBelow;
      readonly orders: ReadonlyMap<number, DateOrder>;
      readonly lines?: ReadonlySet<number>;
    }
  >;
}

/** Some rows of a sheet, in order. */
export interface FromCells {
  readonly sheet: string;
  readonly rows: readonly TypedRow[];
}

export interface TypedRow {
  readonly line: number;
  /** All cells from column A, days as dd/mm/yyyy, with what is merged down over the row. */
  readonly cells: readonly string[];
}

/** @throws RunError as `openSource` does. */
export function readTypedRows(data: CellsData): AsyncGenerator<FromCells> {
  return inThread<FromCells>('intake/cells-thread', data, new AbortController().signal);
}
