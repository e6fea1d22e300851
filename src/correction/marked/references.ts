/**
 * References as workbooks write them: cells, ranges, lists of ranges, and those within formulas. Columns are 0-based,
 * rows as Excel numbers them.
 */
import { columnIndex, columnName } from '../../record/header/column-name.ts';

export interface Range {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const MAX_ROW = 1_048_576;
const MAX_COLUMN = 16_383;

/** `B7`. */
export function cellName(column: number, row: number): string {
  return columnName(column) + row;
}

/** `B7`, `B7:D9`, `B:D`, `7:9`, with or without `$`; undefined for anything else. */
export function parseRange(text: string): Range | undefined {
  const [, left = '', top = '', colon, right = '', bottom = ''] =
    /^\$?([A-Za-z]{0,3})\$?(\d{0,7})(?:(:)\$?([A-Za-z]{0,3})\$?(\d{0,7}))?$/.exec(text) ?? [];
  if (left === '' && top === '') return undefined;
  if (colon === undefined && (left === '' || top === '')) return undefined;
  const columns = [
    left === '' ? 0 : columnIndex(left),
    colon ? (right === '' ? MAX_COLUMN : columnIndex(right)) : columnIndex(left),
  ] as const;
  const rows = [
    top === '' ? 1 : Number(top),
    colon ? (bottom === '' ? MAX_ROW : Number(bottom)) : Number(top),
  ] as const;
  return { left: Math.min(...columns), right: Math.max(...columns), top: Math.min(...rows), bottom: Math.max(...rows) };
}

/** `B7` for one cell, `B7:D9` for more. */
export function writeRange({ left, top, right, bottom }: Range): string {
  const first = cellName(left, top);
  return left === right && top === bottom ? first : `${first}:${cellName(right, bottom)}`;
}

/** A list of ranges with blanks between (`sqref`). */
export function parseRanges(sqref: string): Range[] {
  return sqref
    .trim()
    .split(/\s+/)
    .flatMap((text) => parseRange(text) ?? []);
}

/** What is left of the ranges without the cells of one column from a row on. */
export function withoutColumn(ranges: readonly Range[], column: number, fromRow: number): Range[] {
  return ranges.flatMap((range) => {
    const { left, top, right, bottom } = range;
    if (column < left || column > right || bottom < fromRow) return [range];
    const below = Math.max(top, fromRow);
    return [
      ...(top < fromRow ? [{ left, top, right, bottom: fromRow - 1 }] : []),
      ...(left < column ? [{ left, top: below, right: column - 1, bottom }] : []),
      ...(right > column ? [{ left: column + 1, top: below, right, bottom }] : []),
    ];
  });
}

const REFERENCE = /"[^"]*"|'[^']*'|(?<![\w.$])(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w.(!])/g;

/**
 * A formula whose relative rows move by so many, as when the cell that it belongs to moves. Names of sheets and texts
 * stay.
 */
export function moveRows(formula: string, by: number): string {
  if (by === 0) return formula;
  return formula.replace(REFERENCE, (whole, column?: string, dollar?: string, row?: string) =>
    column === undefined || dollar === '$' ? whole : `${column}${Math.max(1, Number(row) + by)}`,
  );
}
