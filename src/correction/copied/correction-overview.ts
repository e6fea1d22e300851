/**
 * What stands on the first sheet of a correction workbook: what is wrong how often, how to write it right, and where
 * the rows came from. Pure.
 */
import type { Severity } from '../../record/problems.ts';
import type { CorrectionWords } from '../../text/correction.ts';
import { heightOf } from '../../workbook/row-height.ts';
import { type CorrectionInput, rowsToCorrect } from './correction-input.ts';
import type { ColumnNote, ProblemGroup } from './correction-words.ts';

/** One line of it. A severity colours the first cell. */
export interface OverviewLine {
  readonly cells: readonly (string | number)[];
  readonly look: 'plain' | 'title' | 'heading' | Severity;
}

/** In characters. */
export const OVERVIEW_WIDTHS: readonly number[] = [48, 14, 62, 36];

/**
 * Points; undefined where one line of ordinary text is enough. The steps above the table run over the columns beside
 * them.
 */
export function overviewHeight({ cells, look }: OverviewLine): number | undefined {
  if (look === 'title') return 21;
  if (cells.length < 2) return undefined;
  return heightOf(cells.map((cell, column) => ({ text: String(cell), width: OVERVIEW_WIDTHS[column] ?? 9 })));
}

/**
 * `names`: of the sheets in this workbook, one for each of `sheets`. `file`: name of this workbook. `marked`: it is the
 * original with its cells marked, not copies of the rows.
 */
export function overviewOf(
  { groups, columns }: { readonly groups: readonly ProblemGroup[]; readonly columns: readonly ColumnNote[] },
  sheets: readonly CorrectionInput[],
  names: readonly string[],
  file: string,
  words: CorrectionWords,
  marked: 'marked' | 'copied',
): readonly OverviewLine[] {
  const { problem, rows, cure, places } = words.headings;
  const lines: OverviewLine[] = [{ cells: [words.title], look: 'title' }];
  const add = (cells: readonly (string | number)[], look: OverviewLine['look'] = 'plain'): void => {
    lines.push({ cells, look });
  };
  for (const step of words.steps(file, marked)) add([step]);
  add([]);
  add([problem, rows, cure, places], 'heading');
  for (const group of groups)
    add([group.what, group.rows, group.tryThis, placesOf(group, names, words)], group.severity);
  for (const { what, rows: count, tryThis, sheet, lines: where, severity } of columns)
    add([what, count, tryThis, `${names[sheet] ?? ''}: ${where}`], severity);
  add([]);
  for (const severity of ['error', 'hold', 'warning'] as const) add([words.severities[severity]], severity);
  add([]);
  add([words.sources.here, words.sources.rows, words.sources.file, words.sources.sheet], 'heading');
  sheets.forEach((input, index) => {
    const count = rowsToCorrect([input]);
    if (count > 0) add([names[index] ?? '', count, input.file, input.sheet]);
  });
  return lines;
}

/** "OKT 2021: 12, 15; Susulan: 9 dan 3 lagi". */
function placesOf(group: ProblemGroup, names: readonly string[], words: CorrectionWords): string {
  const bySheet = new Map<number, number[]>();
  for (const { sheet, line } of group.places) bySheet.set(sheet, [...(bySheet.get(sheet) ?? []), line]);
  const listed = [...bySheet].map(([sheet, lines]) => `${names[sheet] ?? ''}: ${lines.join(', ')}`).join('; ');
  const unlisted = group.rows - group.places.length;
  return unlisted > 0 ? `${listed} ${words.more(unlisted)}` : listed;
}
