/**
 * The correction sheet: a workbook for the clerk with only the rows that need a person, what is wrong with each cell
 * and how to write it right. It can be given back to `import` as it is. It holds personal data: 0600, and `purge`
 * counts it in.
 */
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import type { Style, stream } from 'exceljs';
import type { WorkFile } from '../../disk/work-files.ts';
import { writeFileWhole } from '../../disk/write-file.ts';
import { CORRECTION_WORDS } from '../../text/correction-for.ts';
import type { Language } from '../../text/language.ts';
import { HEADING, MARKED, REASON, TITLE } from '../../workbook/look.ts';
import { sheetNames } from '../../workbook/sheet-names.ts';
import { stamped } from '../../workbook/stamp.ts';
import { type CorrectionInput, type ProblemTexts, rowsToCorrect, writtenText } from './correction-input.ts';
import { OVERVIEW_WIDTHS, type OverviewLine, overviewHeight, overviewOf } from './correction-overview.ts';
import { writeRows } from './correction-rows.ts';
import { columnNotes, groupProblems } from './correction-words.ts';

export interface CorrectionSheet {
  /** Where to write it; replaced as a whole if it is there. */
  readonly path: string;
  /** See `writeFileWhole`. */
  readonly workFile?: WorkFile;
  /** One for each sheet of the files that has rows to correct; sheets without rows are left out. */
  readonly sheets: readonly CorrectionInput[];
  /** The sentences of all problem codes (text/codes.ts). */
  readonly texts: ProblemTexts;
  readonly lang: Language;
  /** What the sheet is made of (workbook/stamp.ts); absent: it gets no mark. */
  readonly made?: string;
}

/** Excel ends at 1,048,576 rows; a longer list goes on in a further sheet. */
const MAX_ROWS = 1_000_000;

/**
 * Writes the workbook and says how many of its rows need a person. Nothing is written when none does.
 * Throws a RunError (DISK_FULL, DISK_FAILED, DISK_READ_ONLY, OUTPUT_EXISTS); the file that was there before is then
 * untouched.
 */
export async function writeCorrectionSheet({
  path,
  workFile,
  sheets,
  texts,
  lang,
  made,
}: CorrectionSheet): Promise<{ readonly rows: number }> {
  const filled = sheets.flatMap(pieces);
  const rows = rowsToCorrect(filled);
  const write = (into: Writable): Promise<void> => writeWorkbook(into, basename(path), filled, texts, lang);
  if (rows > 0)
    await writeFileWhole(path, (into) => (made === undefined ? write(into) : stamped(into, made, write)), workFile);
  return { rows };
}

async function writeWorkbook(
  into: Writable,
  file: string,
  sheets: readonly CorrectionInput[],
  texts: ProblemTexts,
  lang: Language,
): Promise<void> {
  // Loaded only here: exceljs takes most of a second, which no run without mistakes should pay.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ stream: into, useStyles: true, useSharedStrings: false });
  workbook.creator = 'vax-upload';
  workbook.lastModifiedBy = 'vax-upload';
  const words = CORRECTION_WORDS[lang];
  const names = sheetNames(
    sheets.map((sheet) => sheet.sheet || sheet.file.replace(/\.[^.]*$/, '')),
    [words.overview],
  );
  const said = { groups: groupProblems(sheets, texts, lang), columns: columnNotes(sheets, texts, lang) };
  writeOverview(workbook, words.overview, overviewOf(said, sheets, names, file, words, 'copied'));
  for (const [index, sheet] of sheets.entries())
    await writeRows(workbook, names[index] ?? '', sheet, words, texts, lang);
  await workbook.commit();
}

function writeOverview(workbook: stream.xlsx.WorkbookWriter, name: string, lines: readonly OverviewLine[]): void {
  const sheet = workbook.addWorksheet(name);
  sheet.columns = OVERVIEW_WIDTHS.map((width) => ({ width }));
  for (const line of lines) {
    const { cells, look } = line;
    const height = overviewHeight(line);
    const row = sheet.addRow(cells.map((cell) => (typeof cell === 'string' ? writtenText(cell, []) : cell)));
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      const style = lookOf(look, cells.length, column);
      if (style) cell.style = { ...style };
    });
    if (height !== undefined) row.height = height;
    row.commit();
  }
  sheet.commit();
}

/** The steps above the table run over the columns beside them; the cells of the table do not. */
function lookOf(look: OverviewLine['look'], cells: number, column: number): Partial<Style> | undefined {
  if (look === 'title') return TITLE;
  if (look === 'heading') return HEADING;
  const wrapped = cells > 1 ? { alignment: REASON.alignment ?? {} } : {};
  if (look === 'plain') return undefined;
  return column === 1 ? { ...MARKED[look], ...wrapped } : wrapped;
}

function pieces(sheet: CorrectionInput): readonly CorrectionInput[] {
  const count = Math.ceil(sheet.rows.length / MAX_ROWS);
  return Array.from({ length: count }, (_, n) => ({
    ...sheet,
    rows: sheet.rows.slice(n * MAX_ROWS, (n + 1) * MAX_ROWS),
  }));
}
