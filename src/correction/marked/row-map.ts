/** Where the rows of a sheet are once those that are fine are gone. */
import { readXml, xmlText } from '../../workbook/markup.ts';
import { MAX_ROW, moveRows, parseRange, parseRanges, type Range, writeRange } from './references.ts';

/**
 * Everything down to the header stays where it is; below it only the kept rows come, one under the other. Totals and
 * signatures go: a sum over rows that are not there would be false, and nobody signs a list of mistakes.
 */
export interface RowMap {
  /** Whether rows are gone. */
  readonly prunes: boolean;
  /** The new number of a row; undefined for one that is gone. */
  rowOf(row: number): number | undefined;
  /** The new number of the row, or of the next one that is kept, or of the last one. */
  nearest(row: number): number;
  /** What is left of a range; undefined when nothing is. Whole columns stay whole. */
  range(range: Range): Range | undefined;
  /** The same for a list of ranges, as text; '' when nothing is left. */
  ranges(sqref: string): string;
}

/** @param kept Rows below the header that stay, in order. */
export function pruningMap(headerLine: number, kept: readonly number[]): RowMap {
  /** How many kept rows come before this one. */
  const before = (row: number): number => {
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((kept[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const rowOf = (row: number): number | undefined => {
    if (row <= headerLine) return row;
    const index = before(row);
    return kept[index] === row ? headerLine + 1 + index : undefined;
  };
  const range = (old: Range): Range | undefined => {
    if (old.bottom === MAX_ROW && old.top <= headerLine) return old;
    const top = old.top <= headerLine ? old.top : headerLine + 1 + before(old.top);
    const bottom = old.bottom <= headerLine ? old.bottom : headerLine + before(old.bottom + 1);
    return top <= bottom ? { ...old, top, bottom } : undefined;
  };
  return {
    prunes: true,
    rowOf,
    nearest: (row) => (row <= headerLine ? row : headerLine + Math.min(before(row) + 1, Math.max(kept.length, 1))),
    range,
    ranges: (sqref) =>
      parseRanges(sqref)
        .flatMap((each) => range(each) ?? [])
        .map(writeRange)
        .join(' '),
  };
}

/** Every row stays where it is. */
export const EVERY_ROW: RowMap = {
  prunes: false,
  rowOf: (row) => row,
  nearest: (row) => row,
  range: (range) => range,
  ranges: (sqref) => sqref,
};

/** A single reference moved to where its row is now, or to the nearest. */
export function moveReference(text: string, map: RowMap): string {
  const range = parseRange(text);
  if (!range || !map.prunes) return text;
  return writeRange(map.range(range) ?? { ...range, top: map.nearest(range.top), bottom: map.nearest(range.top) });
}

/** The formulas of a rule whose first cell moves by so many rows: in them everything relative is meant from there. */
export function moveFormulas(xml: string, by: number): string {
  if (by === 0) return xml;
  return xml.replace(/(<(?:[\w.-]+:)?formula[12]?>)([^<]*)(<)/g, (_, open: string, formula: string, close: string) => {
    return `${open}${xmlText(moveRows(readXml(formula), by))}${close}`;
  });
}
