/** Rows of the tables of a document, in the order of the file; those that repeat themselves are written out. */
import type { SourceRow } from '../../record/source-row.ts';
import type { SourceLimits } from '../source.ts';
import { tooLarge } from '../xlsx/fault.ts';
import { utf8Bytes } from '../xlsx/xml-part.ts';
import { OdsDocument, type RepeatedRow } from './document.ts';
import type { OdsStyles } from './styles.ts';

const ROWS_AT_A_TIME = 500;
/** Of a batch, so that wide rows do not make it heavy. */
const CELLS_AT_A_TIME = 100_000;

/** A table begins, or some of its rows. */
export type OdsPart = { readonly kind: 'table' } | { readonly kind: 'rows'; readonly rows: readonly SourceRow[] };

/** @throws XlsxFault while iterating. */
export async function* partsOf(chunks: AsyncIterable<Buffer>, styles: OdsStyles, limits: SourceLimits): AsyncGenerator<OdsPart> {
  const heard: (RepeatedRow | 'table')[] = [];
  const document = new OdsDocument(styles, limits, {
    table: () => heard.push('table'),
    row: (row) => heard.push(row),
    merged: () => undefined,
  });
  let rows: SourceRow[] = [];
  let cells = 0;
  for await (const chunk of utf8Bytes(chunks)) {
    document.feed(chunk);
    for (const one of heard.splice(0)) {
      if (one === 'table') {
        if (rows.length > 0) yield { kind: 'rows', rows };
        rows = [];
        cells = 0;
        yield { kind: 'table' };
        continue;
      }
      for (let step = 0; step < one.times; step++) {
        const row: SourceRow = { line: one.line + step, hidden: one.hidden, cells: one.cells };
        rows.push(one.struck.length > 0 ? { ...row, struck: one.struck } : row);
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

/** Counts what repetition makes of a table of kilobytes. */
export class Repetition {
  readonly #limits: SourceLimits;
  #rows = 0;
  #cells = 0;

  constructor(limits: SourceLimits) {
    this.#limits = limits;
  }

  /** A new table. */
  begin(): void {
    this.#rows = 0;
  }

  /** @throws XlsxFault FILE_TOO_LARGE. */
  add({ times, cells }: RepeatedRow): void {
    this.#rows += times;
    if (this.#rows > this.#limits.maxRows) throw tooLarge('maxRows', this.#limits.maxRows);
    this.#cells += (times - 1) * cells.length;
    if (this.#cells > MOST_REPEATED_CELLS) throw tooLarge('maxRepeatedCells', MOST_REPEATED_CELLS);
  }
}

/** Ten columns filled down to the last row. */
const MOST_REPEATED_CELLS = 10 * 2 ** 20;
