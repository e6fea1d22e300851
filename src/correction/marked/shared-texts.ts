/**
 * The shared strings of a workbook of which rows are gone. What no row needs any more is emptied, or the names of
 * everybody would still be in the file, only not to be seen.
 */
import { utf8Bytes } from '../../source/xlsx/xml-part.ts';
import type { Zip } from '../../source/xlsx/zip.ts';
import { textsOf } from './merged-rows.ts';
import { parseRow } from './sheet-cells.ts';
import { PartSplitter } from './split-part.ts';

/** The numbers that the cells of a sheet refer to. */
export function textNumbers(row: Buffer): number[] {
  return textsOf(parseRow(row).cells);
}

/** The part anew, with everything empty that nobody needs; each text keeps its number. */
export async function* emptiedTexts(zip: Zip, part: string, needed: ReadonlySet<number>): AsyncGenerator<Buffer> {
  const items = new PartSplitter('sst', 'si');
  let index = 0;
  let begun = false;
  for await (const chunk of utf8Bytes(zip.bytes(part))) {
    const pieces: Buffer[] = [];
    const fed = items.feed(chunk);
    if (items.begun && !begun) {
      begun = true;
      pieces.push(Buffer.from(items.head));
    }
    const p = items.prefix;
    const empty = Buffer.from(`<${p}si><${p}t/></${p}si>`);
    for (const item of fed) pieces.push(needed.has(index++) ? item : empty);
    if (pieces.length > 0) yield Buffer.concat(pieces);
  }
  yield Buffer.from(items.end());
}
