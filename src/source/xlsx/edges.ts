/**
 * The first and the last rows of a worksheet, where legends stand: kept while its part is unpacked to see that it is
 * whole.
 */
import type { SourceRow } from '../../record/source-row.ts';
import { XlsxFault } from './fault.ts';
import { rowsAmong, type SheetContext } from './sheet-rows.ts';

/** Some two hundred rows of a list at the top, and below it a thousand that are prepared and empty. */
const HEAD_BYTES = 2 ** 17;
const TAIL_BYTES = 2 ** 19;
const ROW = /<((?:[\w.-]+:)?)row[\s/>]/;

export class Edges {
  readonly #head: Buffer[] = [];
  #headBytes = 0;
  readonly #tail: Buffer[] = [];
  #tailBytes = 0;

  /** Passes the bytes on. */
  async *keep(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      if (this.#headBytes < HEAD_BYTES) {
        this.#head.push(chunk);
        this.#headBytes += chunk.length;
      } else {
        this.#tail.push(chunk);
        this.#tailBytes += chunk.length;
        while (this.#tailBytes - (this.#tail[0]?.length ?? 0) > TAIL_BYTES)
          this.#tailBytes -= this.#tail.shift()?.length ?? 0;
      }
      yield chunk;
    }
  }

  /** None where they are damaged: reading the sheet will say it. */
  rows(context: SheetContext): readonly SourceRow[] {
    try {
      return [...rowsAmong(Buffer.concat(this.#head), context), ...this.#lastRows(context)];
    } catch (error) {
      if (error instanceof XlsxFault) return [];
      throw error;
    }
  }

  #lastRows(context: SheetContext): readonly SourceRow[] {
    const tail = Buffer.concat(this.#tail);
    const first = ROW.exec(tail.toString('latin1'));
    if (first === null) return [];
    const [, prefix = ''] = first;
    const open = Buffer.from(`<${prefix}worksheet><${prefix}sheetData>`);
    return rowsAmong(Buffer.concat([open, tail.subarray(first.index)]), context);
  }
}
