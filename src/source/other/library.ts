/**
 * The library that reads the old and odd formats (docs/decisions.md, "Reading old and odd formats"), loaded on its own
 * thread and only there.
 */
import type { DenseWorkSheet, WorkBook } from '@e965/xlsx';
import * as library from '@e965/xlsx';
import type { OtherFile } from './answers.ts';
import { hasFilePass } from './file-pass.ts';
import { OtherFileFault } from './sheet-rows.ts';

export interface LibrarySheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly sheet: DenseWorkSheet;
}

export interface LibraryWorkbook {
  readonly sheets: readonly LibrarySheet[];
  /**
   * Names of sheets that the workbook lists and of which the library has made nothing: it passes over them without a
   * word.
   */
  readonly lost: readonly string[];
  readonly date1904: boolean;
}

/** Reads the whole file. @throws OtherFileFault; whatever else is thrown means that the file is damaged. */
export async function readWhole({ bytes, format }: OtherFile): Promise<LibraryWorkbook> {
  // Before Excel 97 text had a code page. The tables are large.
  if (format === 'xls') library.set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'));
  const book = readBinary(bytes);
  const lost = book.SheetNames.filter((name) => book.Sheets[name] === undefined);
  if (lost.length > 0 && lost.length === book.SheetNames.length) throw new OtherFileFault('FILE_DAMAGED');
  const sheets = book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name] as DenseWorkSheet | undefined;
    if (sheet?.['!data'] === undefined || (sheet['!type'] ?? 'sheet') !== 'sheet') return [];
    return [{ name, hidden: isHidden(book, index), sheet }];
  });
  return { sheets, lost, date1904: book.Workbook?.WBProps?.date1904 === true };
}

/**
 * Values as the file has them: no formatted text, which is what the screen shows and has lost digits; no `Date`, which
 * depends on the time zone of the machine; `raw`, or a text that looks like a number or a date would become one. Styles
 * are asked for because hidden rows come with them.
 */
const AS_IT_IS = {
  dense: true,
  raw: true,
  cellNF: true,
  cellText: false,
  cellHTML: false,
  cellDates: false,
  cellStyles: true,
  cellFormula: true,
  bookVBA: false,
} as const;

function readBinary(bytes: Uint8Array): WorkBook {
  try {
    return library.read(bytes, { ...AS_IT_IS, type: 'buffer' });
  } catch (error) {
    throw hasFilePass(bytes) ? new OtherFileFault('FILE_ENCRYPTED') : asFault(error);
  }
}

/** The library says it only in words. They may hold text of the file and go no further than this. */
function asFault(error: unknown): unknown {
  const words = error instanceof Error ? error.message : String(error);
  return /^File is password-protected|^Unsupported ODS encryption|^Encryption scheme unsupported/i.test(words)
    ? new OtherFileFault('FILE_ENCRYPTED')
    : error;
}

function isHidden(book: WorkBook, index: number): boolean {
  return (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
}
