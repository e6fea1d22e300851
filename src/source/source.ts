/**
 * The port between files and everything else: what a file says, cell by cell, with nothing interpreted.
 * A new format is a new file beside csv.ts and xlsx.ts, must pass test/contract/source-contract.ts, and is chosen in
 * open.ts by the bytes of the file, never by its extension.
 */
import type { SourceRow } from '../record/source-row.ts';

/** One sheet of a file; a CSV is one sheet with an empty name. */
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  /**
   * Rows in file order, some hundreds at a time (one promise a row would cost more than reading it). May be called
   * once. `withFills`: with the colours of their cells.
   */
  rows(withFills?: boolean): AsyncIterable<readonly SourceRow[]>;
  /** Its first and its last rows, with the colours of their cells; only where cells are coloured. */
  readonly edges?: readonly SourceRow[];
}

/** An open file. */
export interface Source {
  readonly format: 'csv' | 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'html' | 'xml';
  /** In workbook order. Sheets must be read one after the other. */
  readonly sheets: readonly Sheet[];
  /** When an office program saved it (epoch ms), where the format says so. */
  readonly savedAt?: number;
  /** Things the reader must know about the whole file, e.g. that it was read as Windows-1252. */
  readonly notes: readonly SourceNote[];
  /** How far reading has come; cheap, and never going back. */
  progress(): SourceProgress;
  close(): Promise<void>;
}

/** For a percentage only: bytes of the file, or of what is packed in it. */
export interface SourceProgress {
  readonly bytes: number;
  readonly totalBytes: number;
}

export interface SourceNote {
  readonly code: 'FILE_ENC' | 'FILE_ENC_PARTS' | 'SHEET_LOST';
  readonly params: Readonly<Record<string, string | number>>;
}

/** Limits against zip bombs and runaway files. A file that exceeds one is refused as a whole (exit 65). */
export interface SourceLimits {
  /** Uncompressed bytes of one zip entry. */
  readonly maxEntryBytes: number;
  /** Uncompressed ÷ compressed size of one zip entry, judged once it has produced more than 1 MiB. */
  readonly maxRatio: number;
  readonly maxEntries: number;
  /** Characters in one cell (Excel itself stops at 32,767). */
  readonly maxCellChars: number;
  /** Rows in one sheet (Excel stops at 1,048,576; a CSV may go on). */
  readonly maxRows: number;
}

export const DEFAULT_LIMITS: SourceLimits = {
  maxEntryBytes: 4 * 2 ** 30,
  maxRatio: 500,
  maxEntries: 10_000,
  maxCellChars: 32_767,
  maxRows: 5_000_000,
};
