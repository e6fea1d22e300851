/**
 * The sheet of a correction workbook that stands for one sheet of the clerk: its header, and only the rows that need a
 * person.
 */
import type { DataValidation, Row, stream, Worksheet } from 'exceljs';
import type { CorrectionWords } from '../../text/correction.ts';
import type { Language } from '../../text/language.ts';
import { CELL, FILL_IN_HEADING, HEADING, MARKED, MAX_NOTES, OWN_HEADING, REASON } from '../../workbook/look.ts';
import { heightOf } from '../../workbook/row-height.ts';
import { DISMISSAL, isOwnHeading, NOTE_BEGINNING, NOTE_END, writeOrigin } from '../format.ts';
import { type AddedColumn, addedColumns, withAdded } from './added-columns.ts';
import {
  type CorrectionInput,
  type CorrectionRow,
  columnOf,
  type ProblemTexts,
  writtenText,
} from './correction-input.ts';
import { linesOf, type Said, saidOf } from './correction-words.ts';

/** Rows between two breaths, in which the zip takes what was written, so that memory stays flat. */
const BREATH = 200;
/** In characters. */
const REASON_WIDTH = 80;

interface Layout {
  /** Columns of the original, wide enough for every row. */
  readonly width: number;
  /** Behind those. */
  readonly added: readonly AddedColumn[];
}

/** Writes the sheet row by row; each row is gone from memory once written. */
export async function writeRows(
  workbook: stream.xlsx.WorkbookWriter,
  name: string,
  given: CorrectionInput,
  words: CorrectionWords,
  texts: ProblemTexts,
  language: Language,
): Promise<void> {
  const original = withoutOwn(given);
  const layout = layoutOf(original, words);
  const input = withAdded(original, layout.added);
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: input.header.length }] });
  sheet.columns = widths(input, layout).map((width) => ({ width, style: CELL }));
  writeHeader(sheet, input, layout, words);
  const dismissal = { ...dismissalOf(words), formulae: [`"${DISMISSAL[language]}"`] };
  let notes = 0;
  for (const [index, row] of input.rows.entries()) {
    const noted = writeRow(
      sheet,
      row,
      saidOf(row, input, texts, language),
      input,
      layout,
      notes < MAX_NOTES,
      dismissal,
    );
    notes += noted;
    if (index % BREATH === BREATH - 1) await breath();
  }
  sheet.commit();
  await breath();
}

function layoutOf(input: CorrectionInput, words: CorrectionWords): Layout {
  const width = Math.max(
    ...input.header.map((cells) => cells.length),
    input.rows.reduce((most, row) => Math.max(most, row.cells.length), 0),
  );
  return { width, added: addedColumns(input, width, words, 'copied') };
}

/**
 * Without what an earlier correction sheet said in its own columns. Cells without a heading stay: a row of a text file
 * that has more of them than headings is not corrected yet.
 */
function withoutOwn(input: CorrectionInput): CorrectionInput {
  const own = new Set(
    input.header.flatMap((cells) => cells.flatMap((heading, column) => (isOwnHeading(heading) ? [column] : []))),
  );
  if (own.size === 0) return input;
  const cut = (cells: readonly string[]): string[] => {
    const theirs = cells.map((text, column) => (own.has(column) ? '' : text));
    return theirs.slice(0, theirs.findLastIndex((text) => text !== '') + 1);
  };
  const [first, ...others] = input.header;
  return {
    ...input,
    header: [cut(first), ...others.map(cut)],
    rows: input.rows.map((row) => ({ ...row, cells: cut(row.cells) })),
  };
}

function writeHeader(sheet: Worksheet, input: CorrectionInput, layout: Layout, words: CorrectionWords): void {
  input.header.forEach((cells, line) => {
    const last = line === input.header.length - 1;
    const own = last ? [words.own.line, words.own.reason, words.own.origin] : ['', '', ''];
    // On the first line: below "Dosis 2", merged, a reader would take them for columns of that dose.
    const added = layout.added.map(({ heading }) => (line === 0 ? heading : ''));
    const row = sheet.addRow([...padded(cells, layout.width), ...added, ...own].map((text) => writtenText(text, [])));
    const toFill = new Set(layout.added.flatMap(({ column, value }) => (value === '' ? [column + 1] : [])));
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      cell.style = toFill.has(column) ? FILL_IN_HEADING : column > layout.width ? OWN_HEADING : HEADING;
    });
    row.commit();
  });
}

/** Returns how many notes it made. */
function writeRow(
  sheet: Worksheet,
  row: CorrectionRow,
  said: readonly Said[],
  input: CorrectionInput,
  layout: Layout,
  mayNote: boolean,
  dismissal: DataValidation,
): number {
  const problemsAt = new Map<number, Said[]>();
  for (const one of said) {
    // A problem of the row as a whole, or of a column that is missing, is noted at its reason.
    const column = columnOf(input, one.problem) ?? layout.width + layout.added.length + 1;
    problemsAt.set(column, [...(problemsAt.get(column) ?? []), one]);
  }
  const cells = padded(row.cells, layout.width).map((text, column) =>
    writtenText(text, problemsAt.get(column)?.map(({ problem }) => problem) ?? []),
  );
  // Only what may have been corrected has to be known again.
  const origin = said.length > 0 ? writeOrigin(row.origin ?? input) : '';
  const reason = cells.length + layout.added.length + 2;
  const written = sheet.addRow([
    ...cells,
    ...layout.added.map(({ value }) => writtenText(value, [])),
    String(row.origin?.line ?? row.line),
    writtenText(linesOf(said), []),
    writtenText(origin, []),
  ]);
  written.eachCell({ includeEmpty: true }, (cell, column) => {
    cell.style = column === reason ? REASON : CELL;
  });
  if (said.length > 0) written.getCell(reason).dataValidation = dismissal;
  for (const [column, here] of problemsAt) {
    const cell = written.getCell(column + 1);
    cell.style = {
      ...MARKED[here[0]?.problem.severity ?? 'error'],
      ...(cell.style.alignment ? { alignment: cell.style.alignment } : {}),
    };
    if (mayNote) cell.note = NOTE_BEGINNING + writtenText(linesOf(here), []);
  }
  carryMarks(written, said, layout.width);
  const height = heightOf([{ text: linesOf(said), width: REASON_WIDTH }]);
  if (height !== undefined) written.height = height;
  written.commit();
  return mayNote ? problemsAt.size : 0;
}

/**
 * The lines through cells and the notes of the clerk that hold the row: without them the row would come back as if they
 * had been removed.
 */
function carryMarks(written: Row, said: readonly Said[], width: number): void {
  for (const { problem } of said) {
    const { line, note, v } = problem.params ?? {};
    const at = line ?? note;
    if (at === undefined) continue;
    const cell = written.getCell(1 + Math.min(Number(at), width - 1));
    if (line !== undefined) cell.style = { ...cell.style, font: { ...cell.style.font, strike: true } };
    else cell.note = (typeof cell.note === 'string' ? cell.note + NOTE_END : '') + writtenText(String(v ?? ''), []);
  }
}

/** The list of the cells with reasons. Whatever else stands there is let be. */
function dismissalOf({ dismissalRule: { title, text } }: CorrectionWords): Omit<DataValidation, 'formulae'> {
  return { type: 'list', allowBlank: true, showInputMessage: true, promptTitle: title, prompt: text };
}

function padded(cells: readonly string[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, column) => cells[column] ?? '');
}

/** Wide enough for the first rows, within reason. */
function widths(input: CorrectionInput, layout: Layout): readonly number[] {
  const shown = [...input.header, ...input.rows.slice(0, 200).map((row) => row.cells)];
  const original = Array.from({ length: layout.width }, (_, column) => {
    const longest = shown.reduce((most, cells) => Math.max(most, cells[column]?.length ?? 0), 0);
    return Math.min(Math.max(longest + 2, 6), 40);
  });
  return [
    ...original,
    ...layout.added.map(({ value }) => Math.min(Math.max(value.length + 2, 14), 40)),
    12,
    REASON_WIDTH,
    30,
  ];
}

async function breath(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
