/**
 * Reads .xlsx (and .xlsm) files, row by row, without temporary files and in flat memory. Own code because no library
 * gives the raw text of a number beside its type, which is what tells a damaged NIK, and because exceljs' streaming
 * reader loses text: docs/decisions.md.
 */
import { basename } from 'node:path';
import { type ErrorParams, RunError } from '../errors.ts';
import type { SourceRow } from '../record/source-row.ts';
import { type MergedDown, spread } from './merged-down.ts';
import type { Sheet, Source, SourceLimits } from './source.ts';
import { readNotes, withNotes } from './xlsx/comments.ts';
import { Edges } from './xlsx/edges.ts';
import { XlsxFault } from './xlsx/fault.ts';
import { mergedDownIn } from './xlsx/merge-cells.ts';
import { asRunError } from './xlsx/run-error.ts';
import { savedAt } from './xlsx/saved-at.ts';
import { readSharedStrings } from './xlsx/shared-strings-part.ts';
import { type SheetContext, sheetRows } from './xlsx/sheet-rows.ts';
import { readCellStyles } from './xlsx/styles.ts';
import { readWorkbook } from './xlsx/workbook.ts';
import { utf8Bytes } from './xlsx/xml-part.ts';
import { openZip, type Zip } from './xlsx/zip.ts';

/**
 * Opens a workbook: reads its structure and shared strings, and unpacks every sheet once to see that it is whole. A
 * file with a bad checksum is so refused before its first row, not after half of its people are in the ledger.
 *
 * Rows without any content are not given. @throws RunError FILE_DAMAGED, FILE_TOO_LARGE, FILE_ENCRYPTED, FILE_TYPE
 * (`type` says what it is instead), FILE_MISSING, FILE_IS_FOLDER, FILE_UNREADABLE or DISK_FAILED (both with `code`),
 * here and while rows are read, where FILE_CHANGED joins them; `file` is the base name.
 */
export async function openXlsx(path: string, limits: SourceLimits): Promise<Source> {
  const file = basename(path);
  try {
    const zip = await openZip(path, limits);
    try {
      return await read(zip, file, limits);
    } catch (error) {
      await zip.close();
      throw error;
    }
  } catch (error) {
    throw asRunError(error, { file });
  }
}

async function read(zip: Zip, file: string, limits: SourceLimits): Promise<Source> {
  const workbook = await readWorkbook(zip, limits);
  const { stylesPart, sharedStringsPart, themePart, date1904 } = workbook;
  const { maxCellChars } = limits;
  const styles =
    stylesPart === undefined ? { days: [] } : await readCellStyles(zip, stylesPart, maxCellChars, themePart);
  const merged = new Map<string, readonly MergedDown[]>();
  const edges = new Map<string, Edges>();
  await zip.check(
    workbook.sheets.map((sheet) => sheet.part),
    undefined,
    async (part, bytes) => {
      const kept = styles.fills === undefined ? undefined : new Edges();
      if (kept) edges.set(part, kept);
      merged.set(part, await mergedDownIn(kept ? kept.keep(utf8Bytes(bytes)) : utf8Bytes(bytes)));
    },
  );
  const context: SheetContext = {
    styles,
    strings: await readSharedStrings(zip, sharedStringsPart, maxCellChars),
    date1904,
    limits,
  };
  let read = 0;
  const totalBytes = workbook.sheets.reduce((sum, { part }) => sum + zip.size(part), 0);
  async function* counted(part: string): AsyncGenerator<Buffer> {
    for await (const chunk of zip.bytes(part)) {
      read += chunk.length;
      yield chunk;
    }
  }
  const sheets = workbook.sheets.map(({ name, hidden, part }): Sheet => {
    const rowsOfSheet = (withFills = false) =>
      rowsOf(zip, part, counted(part), { ...context, withFills }, { file, sheet: name });
    const coloured = edges.get(part)?.rows({ ...context, withFills: true });
    return {
      name,
      hidden,
      rows: (withFills) => spread(rowsOfSheet(withFills), merged.get(part) ?? [], { file, sheet: name }),
      ...(coloured ? { edges: coloured } : {}),
    };
  });
  const saved = await savedAt(zip);
  const when = saved === undefined ? {} : { savedAt: saved };
  const notes = workbook.lost.map((sheet) => ({ code: 'SHEET_LOST', params: { file, sheet } }) as const);
  return {
    format: 'xlsx',
    sheets,
    ...when,
    notes,
    progress: () => ({ bytes: read, totalBytes }),
    close: () => zip.close(),
  };
}

async function* rowsOf(
  zip: Zip,
  part: string,
  bytes: AsyncGenerator<Buffer>,
  context: SheetContext,
  where: ErrorParams,
): AsyncGenerator<readonly SourceRow[]> {
  try {
    const { maxCellChars, maxRows } = context.limits;
    const notes = await readNotes(zip, part, maxCellChars, maxRows);
    const rows = sheetRows(utf8Bytes(bytes), context);
    if (notes.size === 0) yield* rows;
    else for await (const chunk of rows) yield chunk.map((row) => withNotes(row, notes));
  } catch (error) {
    // The file was whole when it was opened: somebody saves it at this moment, or the disk has lost it.
    if (error instanceof XlsxFault && (await zip.changed()))
      throw new RunError('FILE_CHANGED', where, { cause: error });
    throw asRunError(error, where);
  }
}
