/**
 * The merged cells of a worksheet, which stand behind its rows (ECMA-376 part 1, 18.3.1.55). A part is unpacked once
 * before it is read, to see that it is whole; here it is looked through on that occasion, in bytes, so that a sheet
 * without merged cells costs one search.
 */
import type { MergedDown } from '../merged-down.ts';

const LIST = Buffer.from('mergeCells');
/** Half a million merged cells; what comes after them is not looked at. */
const MOST_BYTES = 16 * 2 ** 20;
const CELL =
  /<(?:[\w.-]+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']\$?([A-Za-z]{1,3})\$?(\d{1,7}):\$?[A-Za-z]{1,3}\$?(\d{1,7})["']/g;

/** Those that reach over several rows. The bytes are read to their end. */
export async function mergedDownIn(chunks: AsyncIterable<Buffer>): Promise<readonly MergedDown[]> {
  let before = Buffer.alloc(0);
  let list: Buffer[] | undefined;
  let size = 0;
  for await (const chunk of chunks) {
    if (list === undefined) {
      const at = chunk.indexOf(LIST);
      // The word may be cut in two.
      const cut = Buffer.concat([before, chunk.subarray(0, LIST.length)]);
      if (cut.includes(LIST)) list = [cut.subarray(0, before.length), chunk];
      else if (at >= 0) list = [chunk.subarray(at)];
      const last = Buffer.concat([before, chunk.subarray(Math.max(0, chunk.length - LIST.length))]);
      before = last.subarray(Math.max(0, last.length - LIST.length));
    } else if (size < MOST_BYTES) {
      list.push(chunk);
      size += chunk.length;
    }
  }
  return list === undefined ? [] : rangesIn(Buffer.concat(list).toString('latin1'));
}

function rangesIn(xml: string): MergedDown[] {
  return Array.from(xml.matchAll(CELL), ([, letters = '', first, second]) => ({
    column: columnOf(letters),
    top: Math.min(Number(first), Number(second)),
    bottom: Math.max(Number(first), Number(second)),
  })).filter(({ top, bottom }) => bottom > top);
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
