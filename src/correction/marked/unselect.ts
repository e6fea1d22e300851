/**
 * Sheets that are copied as they are, but for the mark that they were selected: a workbook with two selected sheets
 * writes what is typed into both.
 */
import { utf8Bytes } from '../../source/xlsx/xml-part.ts';
import type { Zip } from '../../source/xlsx/zip.ts';
import { unselected } from './sheet-head.ts';

/** The part without the mark; undefined for a sheet that does not have it, to be copied as it is packed. */
export async function unselectedSheet(zip: Zip, part: string): Promise<(() => AsyncGenerator<Buffer>) | undefined> {
  const head = await headOf(utf8Bytes(zip.bytes(part)));
  if (!/\stabSelected\s*=\s*["'](?:1|true)/.test(head.text)) return undefined;
  return async function* () {
    const bytes = utf8Bytes(zip.bytes(part));
    const { text, rest } = await headOf(bytes);
    yield Buffer.concat([Buffer.from(unselected(text), 'latin1'), rest]);
    yield* bytes;
  };
}

/** Everything before the rows, in latin1, and what of the bytes taken comes after. */
async function headOf(bytes: AsyncGenerator<Buffer>): Promise<{ text: string; rest: Buffer }> {
  let taken: Buffer = Buffer.alloc(0);
  for (;;) {
    const { value, done } = await bytes.next();
    if (!done) taken = Buffer.concat([taken, value]);
    const text = taken.toString('latin1');
    const end = text.search(/<(?:[\w.-]+:)?(?:sheetData|pageMargins|drawing)[\s/>]/);
    if (end < 0 && !done) continue;
    const cut = end < 0 ? taken.length : end;
    return { text: text.slice(0, cut), rest: taken.subarray(cut) };
  }
}
