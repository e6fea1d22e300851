/** The first sheet of a correction workbook: what is wrong how often, how to write it right, and where the rows came from. */
import type { Style, stream } from 'exceljs';
import type { CorrectionWords } from '../text/correction-sheet.ts';
import { type CorrectionInput, writtenText } from './correction-input.ts';
import { HEADING, MARKED, REASON, TITLE } from './correction-style.ts';
import type { ProblemGroup } from './correction-words.ts';

/** `names`: of the sheets in this workbook, one for each of `sheets`. `file`: name of this workbook. */
export function writeOverview(
  workbook: stream.xlsx.WorkbookWriter,
  groups: readonly ProblemGroup[],
  sheets: readonly CorrectionInput[],
  names: readonly string[],
  file: string,
  words: CorrectionWords,
): void {
  const sheet = workbook.addWorksheet(words.overview);
  sheet.columns = [{ width: 60 }, { width: 14 }, { width: 70 }, { width: 50 }];
  const add = (values: readonly (string | number)[], style?: (column: number) => Partial<Style>): void => {
    const row = sheet.addRow(values.map((value) => (typeof value === 'string' ? writtenText(value, []) : value)));
    row.eachCell({ includeEmpty: true }, (cell, column) => {
      if (style) cell.style = { ...style(column) };
    });
    row.commit();
  };
  add([words.title], () => TITLE);
  for (const step of words.steps(file)) add([step]);
  add([]);
  const { problem, rows, cure, places } = words.headings;
  add([problem, rows, cure, places], () => HEADING);
  for (const group of groups) {
    add([group.what, group.rows, group.tryThis, placesOf(group, names, words)], (column) =>
      column === 1 ? { ...MARKED[group.severity], alignment: REASON.alignment ?? {} } : { alignment: REASON.alignment ?? {} },
    );
  }
  add([]);
  for (const severity of ['error', 'hold', 'warning'] as const) add([words.severities[severity]], () => MARKED[severity]);
  add([]);
  add([words.sources.here, words.sources.rows, words.sources.file, words.sources.sheet], () => HEADING);
  sheets.forEach((input, index) => {
    add([names[index] ?? '', input.rows.length, input.file, input.sheet]);
  });
  sheet.commit();
}

/** "OKT 2021: 12, 15; Susulan: 9 dan 3 lagi". */
function placesOf(group: ProblemGroup, names: readonly string[], words: CorrectionWords): string {
  const bySheet = new Map<number, number[]>();
  for (const { sheet, line } of group.places) bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), line]);
  const listed = [...bySheet].map(([sheet, lines]) => `${names[sheet] ?? ''}: ${lines.join(', ')}`).join('; ');
  const unlisted = group.rows - group.places.length;
  return unlisted > 0 ? `${listed} ${words.more(unlisted)}` : listed;
}
