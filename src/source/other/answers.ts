/**
 * What passes between the program and the thread on which a library reads the formats that are not ours (desk.ts,
 * reader-thread.ts).
 */
import type { RunErrorCode } from '../../errors.ts';
import type { SourceRow } from '../../record/source-row.ts';

/** The formats the library is trusted with: they are told apart by their bytes in open.ts. */
export type OtherFormat = 'xls' | 'xlsb';

/** What can be wrong with such a file. */
export type OtherFault = Extract<RunErrorCode, 'FILE_DAMAGED' | 'FILE_TOO_LARGE' | 'FILE_ENCRYPTED' | 'FILE_TYPE'>;

/** What the thread is started with. */
export interface OtherFile {
  readonly bytes: Uint8Array;
  readonly format: OtherFormat;
  readonly maxCellChars: number;
  readonly maxRows: number;
}

/**
 * A sheet, before its rows are asked for. `rows`: how many lines it spans; `edges`: its first and last rows, none where
 * nothing is coloured.
 */
export interface OtherSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: number;
  readonly edges: readonly SourceRow[];
}

/** The next rows of this sheet, please. `sheet` is an index into the sheets that the thread has named. */
export interface RowsWanted {
  readonly sheet: number;
}

/** What the thread says: first its sheets, then one answer to each question. `line`: lines of the sheet read so far. */
export type OtherAnswer =
  | { readonly kind: 'sheets'; readonly sheets: readonly OtherSheet[]; readonly lost: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly SourceRow[]; readonly line: number; readonly last: boolean }
  | { readonly kind: 'failed'; readonly code: OtherFault; readonly params: Readonly<Record<string, string | number>> };
