/**
 * A first look through a sheet that is to be marked: how wide it is, what stands around its rows, which shared texts
 * its rows take along.
 */

import type { MergedDown } from '../../source/merged-down.ts';
import { utf8Bytes } from '../../source/xlsx/xml-part.ts';
import type { Zip } from '../../source/xlsx/zip.ts';
import { attributeOf, childrenOf, elementsIn } from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { mergedRows, textsOf } from './merged-rows.ts';
import { parseRange } from './references.ts';
import type { RowMap } from './row-map.ts';
import { textNumbers } from './shared-texts.ts';
import { lastColumn, rowNumber } from './sheet-cells.ts';
import { PartSplitter } from './split-part.ts';

export interface LookedOver {
  readonly head: string;
  readonly tail: string;
  readonly prefix: string;
  /** Columns that the list takes up, from its header down. */
  readonly width: number;
  /** Shared texts of the rows that stay. */
  readonly texts: ReadonlySet<number>;
}

/** @param from First line of the header. @param merged Cells that are merged down over rows below it. */
export async function lookOver(
  zip: Zip,
  part: string,
  map: RowMap,
  from: number,
  merged: readonly MergedDown[],
): Promise<LookedOver> {
  const above = mergedRows(merged);
  const splitter = new PartSplitter('sheetData', 'row');
  const texts = new Set<number>();
  let line = 0;
  let width = 0;
  for await (const chunk of utf8Bytes(zip.bytes(part))) {
    for (const row of splitter.feed(chunk)) {
      line = rowNumber(row, line);
      const shown = above.see(line, row);
      if (map.rowOf(line) === undefined) continue;
      if (line >= from) width = Math.max(width, lastColumn(row, splitter.prefix) + 1);
      if (map.prunes) for (const text of [...textNumbers(row), ...textsOf(shown)]) texts.add(text);
    }
  }
  const tail = splitter.end();
  const { head, prefix } = splitter;
  if (/^<\?xml[^>]*encoding\s*=\s*["']utf-16/i.test(head)) throw new NotMarkable('UTF-16');
  return { head, tail, prefix, width: Math.max(width, mergedWidth(tail, map, from)), texts };
}

/** A heading may be merged over columns that are otherwise empty. */
function mergedWidth(tail: string, map: RowMap, from: number): number {
  const list = elementsIn(tail, tail.indexOf('>') + 1).find(({ name }) => name === 'mergeCells');
  let width = 0;
  for (const merged of list ? childrenOf(tail, list) : []) {
    const range = parseRange(attributeOf(merged.attributes, 'ref') ?? '');
    if (range && range.bottom >= from && map.range(range)) width = Math.max(width, range.right + 1);
  }
  return width;
}

/** The shared texts that a sheet which is copied as it is refers to, added to `needed`. */
export async function addTexts(zip: Zip, part: string, needed: Set<number>): Promise<void> {
  const splitter = new PartSplitter('sheetData', 'row');
  for await (const chunk of utf8Bytes(zip.bytes(part))) {
    for (const row of splitter.feed(chunk)) for (const text of textNumbers(row)) needed.add(text);
  }
  splitter.end();
}
