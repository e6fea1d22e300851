/** What is to be marked in a sheet: for each row its reasons, and the cells that they are about. Pure. */
import type { DateOrder } from '../../record/dates/date-writing.ts';
import type { Field, Severity } from '../../record/problems.ts';
import type { Language } from '../../text/language.ts';
import { type CorrectionInput, columnOf, orderOf, type ProblemTexts } from '../copied/correction-input.ts';
import { linesOf, type Said, saidOf } from '../copied/correction-words.ts';

export interface CellMark {
  readonly severity: Severity;
  /** What is wrong and how to write it right. */
  readonly note: string;
  /**
   * The cell becomes text: a number typed anew stays as it is typed, and a day cannot be turned around by the settings
   * of the machine.
   */
  readonly asText: boolean;
  /**
   * In which the dates of its column are written, where it is not day first: as text, a day is then one in every order.
   */
  readonly order: DateOrder | undefined;
  /** A NIK that was a number must not come back looking whole. */
  readonly damagedNik: boolean;
}

export interface RowMark {
  /** Row of the original. */
  readonly line: number;
  readonly reasons: string;
  /** By column. */
  readonly cells: ReadonlyMap<number, CellMark>;
  /** What is wrong with the row as a whole, or with a column that the sheet does not have: marked at the reasons. */
  readonly whole: CellMark | undefined;
}

/**
 * Numbers to Excel, not to people: typed into an ordinary cell they lose digits, a zero in front, or the order of day
 * and month.
 */
const TEXT_FIELDS: ReadonlySet<Field> = new Set<Field>([
  'nik',
  'kk',
  'birthDate',
  'date',
  'phone',
  'lot',
  'motherNik',
  'passport',
  'kitas',
  'expirationDate',
  'performerNik',
]);

/** By line of the original. */
export function marksOf(sheet: CorrectionInput, texts: ProblemTexts, language: Language): ReadonlyMap<number, RowMark> {
  const marks = new Map<number, RowMark>();
  for (const row of sheet.rows) {
    const said = saidOf(row, sheet, texts, language);
    const byColumn = new Map<number | undefined, Said[]>();
    for (const one of said) {
      const column = columnOf(sheet, one.problem);
      byColumn.set(column, [...(byColumn.get(column) ?? []), one]);
    }
    const whole = byColumn.get(undefined);
    byColumn.delete(undefined);
    const cells = new Map(Array.from(byColumn, ([column, here]) => [column ?? 0, markOf(here, sheet)] as const));
    marks.set(row.line, { line: row.line, reasons: linesOf(said), cells, whole: whole && markOf(whole, sheet) });
  }
  return marks;
}

/** @param said The worst first. */
function markOf(said: readonly Said[], sheet: CorrectionInput): CellMark {
  return {
    severity: said[0]?.problem.severity ?? 'error',
    note: linesOf(said),
    asText: said.some(({ problem }) => problem.field !== undefined && TEXT_FIELDS.has(problem.field)),
    order: said[0] && orderOf(sheet, said[0].problem),
    damagedNik: said.some(({ problem }) => problem.code === 'NIK_NUMERIC'),
  };
}
