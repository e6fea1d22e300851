/** Rows of the sheets of a document, in the order of the file; those that repeat themselves are written out. */
import type { SourceRow } from '../../record/source-row.ts';
import type { RepeatedRow, SheetListener, StreamedDocument } from './listener.ts';

const ROWS_AT_A_TIME = 500;
/** Of a batch, so that wide rows do not make it heavy. */
const CELLS_AT_A_TIME = 100_000;

/** A sheet begins, or some of its rows. */
export type SheetPart = { readonly kind: 'sheet' } | { readonly kind: 'rows'; readonly rows: readonly SourceRow[] };

/** `open`: makes the reader of the document. @throws XlsxFault while iterating. */
export async function* partsOf(
  chunks: AsyncIterable<Buffer>,
  open: (listener: SheetListener) => StreamedDocument,
): AsyncGenerator<SheetPart> {
  const heard: (RepeatedRow | 'sheet')[] = [];
  const document = open({
    sheet: () => heard.push('sheet'),
    row: (row) => heard.push(row),
    hidden: () => undefined,
    merged: () => undefined,
  });
  let rows: SourceRow[] = [];
  let cells = 0;
  for await (const chunk of chunks) {
    document.feed(chunk);
    for (const one of heard.splice(0)) {
      if (one === 'sheet') {
        if (rows.length > 0) yield { kind: 'rows', rows };
        yield { kind: 'sheet' };
        rows = [];
        cells = 0;
        continue;
      }
      for (let step = 0; step < one.times; step++) {
        rows.push(rowOf(one, one.line + step));
        cells += one.cells.length;
        if (rows.length < ROWS_AT_A_TIME && cells < CELLS_AT_A_TIME) continue;
        yield { kind: 'rows', rows };
        rows = [];
        cells = 0;
      }
    }
  }
  document.finish();
  if (rows.length > 0) yield { kind: 'rows', rows };
}

/** The row on this line. */
export function rowOf({ hidden, cells, struck, fills = [], notes = [] }: RepeatedRow, line: number): SourceRow {
  const row: { -readonly [Key in keyof SourceRow]: SourceRow[Key] } = { line, hidden, cells };
  if (fills.length > 0) row.fills = fills;
  if (struck.length > 0) row.struck = struck;
  if (notes.length > 0) row.notes = notes;
  return row;
}

/**
 * All sheets stand in one stream: one walk through it serves those that are asked for in order, another one who goes
 * back.
 */
export class Walk {
  readonly #start: () => AsyncGenerator<SheetPart>;
  #parts: AsyncGenerator<SheetPart> | undefined;
  /** The sheet in which the walk is, and whether some of its rows have been given away. */
  #at = -1;
  #begun = false;

  constructor(start: () => AsyncGenerator<SheetPart>) {
    this.#start = start;
  }

  async *rowsOf(sheet: number): AsyncGenerator<readonly SourceRow[]> {
    if (this.#parts === undefined || this.#at > sheet || (this.#at === sheet && this.#begun)) {
      await this.close();
      this.#parts = this.#start();
      this.#at = -1;
    }
    while (this.#at <= sheet) {
      const next = await this.#parts.next();
      if (next.done) return;
      if (next.value.kind === 'sheet') {
        this.#at += 1;
        this.#begun = false;
      } else {
        this.#begun = true;
        if (this.#at === sheet) yield next.value.rows;
      }
    }
  }

  async close(): Promise<void> {
    await this.#parts?.return(undefined);
    this.#parts = undefined;
  }
}
