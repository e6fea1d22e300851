/** The rows of a marked sheet: which stay, what is coloured, what stands in our columns. */
import { cellAsText } from '../../record/fields/text-cell.ts';
import type { MergedDown } from '../../source/merged-down.ts';
import { cellOf, NUMBER } from '../../source/xlsx/cell-value.ts';
import type { DayStyles } from '../../source/xlsx/styles.ts';
import { attributeOf, cellXml, readXml, withAttribute } from '../../workbook/markup.ts';
import { heightOf } from '../../workbook/row-height.ts';
import type { AddedColumn } from '../copied/added-columns.ts';
import { writtenText } from '../copied/correction-input.ts';
import type { CellMark, RowMark } from './marks.ts';
import { mergedRows } from './merged-rows.ts';
import { OWN_WIDTHS, type OwnColumns } from './own-columns.ts';
import type { RowMap } from './row-map.ts';
import {
  emptyCell,
  hasFormula,
  parseRow,
  type RawCell,
  rawValue,
  rowNumber,
  textCell,
  withoutFormula,
  writeRow,
} from './sheet-cells.ts';
import type { StylesPart } from './styles-part.ts';

export interface RowsPlan {
  readonly map: RowMap;
  readonly marks: ReadonlyMap<number, RowMark>;
  readonly merged: readonly MergedDown[];
  readonly headerLine: number;
  /** Line of the header → what stands there in our columns. */
  readonly headings: ReadonlyMap<number, readonly (readonly [column: number, text: string])[]>;
  readonly own: OwnColumns;
  readonly added: readonly AddedColumn[];
  /**
   * What stands in the column of the origin, but in rows of a correction sheet that came back: those keep what they say
   * of where they came from.
   */
  readonly origin: string;
  /** Column of the NIK; absent where the sheet has none. */
  readonly nik: number | undefined;
  readonly styles: StylesPart;
  readonly dayStyles: DayStyles;
  readonly date1904: boolean;
  /** Style of an empty cell of a column, where its row has none. */
  readonly columnStyle: (column: number) => number;
  readonly prefix: string;
  /** Only cells that are not locked can be typed into. */
  readonly isProtected: boolean;
  /** Columns with a heading. */
  readonly columns: readonly number[];
  /** Height of a row of one line. */
  readonly linePoints: number;
}

/** What becomes of the rows, one after the other; undefined for one that is gone. */
export function rowWriter(plan: RowsPlan): (row: Buffer) => Buffer | undefined {
  let line = 0;
  const above = mergedRows(plan.merged);
  return (row) => {
    line = rowNumber(row, line);
    const now = plan.map.rowOf(line);
    const shown = above.see(line, row);
    return now === undefined ? undefined : writtenRow(row, line, now, shown, plan);
  };
}

/** `fromAbove`: what is merged down over the row. */
function writtenRow(row: Buffer, line: number, now: number, fromAbove: readonly RawCell[], plan: RowsPlan): Buffer {
  const { map, marks, headerLine, own, styles, prefix, isProtected } = plan;
  const { attributes, cells: original } = parseRow(row);
  const mark = marks.get(line);
  const cells = new Map<number, RawCell>();
  for (const cell of original) cells.set(cell.column, map.prunes ? withoutFormula(cell) : cell);
  for (const cell of fromAbove) cells.set(cell.column, cell);
  const rowStyle = /\scustomFormat\s*=\s*["'](?:1|true)/.test(attributes)
    ? Number(attributeOf(attributes, 's') ?? 0)
    : undefined;
  const styleAt = (column: number): number => cells.get(column)?.style ?? rowStyle ?? plan.columnStyle(column);
  const put = (column: number, style: number, text: string): void => {
    cells.set(column, text === '' ? emptyCell(column, style) : textCell(column, style, latin1(cellXml(text)), prefix));
  };
  let written = withAttribute(withAttribute(attributes, 'r', now), 'spans', undefined);
  const toFill = new Set(plan.added.flatMap(({ column, value }) => (value === '' ? [column] : [])));
  for (const [column, text] of plan.headings.get(line) ?? []) {
    // In the look of the heading before them.
    const before = original.findLast(
      (cell) => cell.column < Math.min(own.line, own.reason, own.origin) && cell.inner !== '',
    );
    const look = before?.style ?? 0;
    const style = toFill.has(column) ? styles.like(look, { fill: 'error' }) : look;
    if (!own.cameBack || rawValue(cells.get(column) ?? emptyCell(column, 0)) === '') put(column, style, text);
  }
  if (line > headerLine) {
    if (own.cameBack)
      for (const cell of [...cells.values()])
        if (styles.isMarked(cell.style)) cells.set(cell.column, unmarked(cell, styles));
    if (plan.nik !== undefined) textNik(plan.nik, cells, mark !== undefined, styleAt, styles);
    if (mark || original.some(({ inner }) => inner !== ''))
      for (const { column, value } of plan.added) if (value !== '') put(column, styles.own({ text: true }), value);
    for (const [column, cellMark] of mark?.cells ?? [])
      cells.set(column, markedCell(column, cellMark, cells.get(column), styleAt(column), plan));
    if (mark) openCells(mark, cells, styleAt, plan);
    if (mark || own.cameBack) {
      const look = {
        wrap: true,
        ...(mark?.whole ? { fill: mark.whole.severity } : {}),
        ...(isProtected ? { unlocked: true } : {}),
      };
      put(own.reason, styles.own(look), mark?.reasons ?? '');
    }
    if (!hasOrigin(cells, own) && (mark || original.some(({ inner }) => inner !== ''))) {
      put(own.line, styles.own({}), String(line));
      // Only what may have been corrected has to be known again.
      put(own.origin, styles.own({}), mark ? plan.origin : '');
    }
    if (mark) written = shown(written, mark, plan.linePoints);
  }
  const inOrder = [...cells.values()].sort((a, b) => a.column - b.column);
  return writeRow(written, inOrder, now, prefix);
}

/**
 * The values of a row that needs a person stand on the line on which its reasons begin, however many lines those have.
 * Where a decision about the row as a whole is wanted, all of them can be typed into in a protected sheet: which of two
 * rows is wrong, or that a remark says too much, is for the clerk to see.
 */
function openCells(
  mark: RowMark,
  cells: Map<number, RawCell>,
  styleAt: (column: number) => number,
  plan: RowsPlan,
): void {
  const { styles, isProtected, columns } = plan;
  const isWhole = mark.whole !== undefined || [...mark.cells.values()].some(({ severity }) => severity === 'hold');
  const opens = isProtected && isWhole;
  if (opens)
    for (const column of columns) if (!cells.has(column)) cells.set(column, emptyCell(column, styleAt(column)));
  for (const [column, cell] of cells) {
    if (mark.cells.has(column)) continue;
    const unlocked = opens && !hasFormula(cell) ? { unlocked: true } : {};
    cells.set(column, { ...cell, style: styles.like(cell.style, { top: true, ...unlocked }) });
  }
}

/** A row that needs a person is never hidden, and at least as high as its reasons need. */
function shown(attributes: string, { reasons }: RowMark, linePoints: number): string {
  const now = Number(attributeOf(attributes, 'ht') ?? 0);
  const needed = heightOf([{ text: reasons, width: OWN_WIDTHS.reason }], linePoints) ?? 0;
  const seen = withAttribute(withAttribute(attributes, 'hidden', undefined), 'collapsed', undefined);
  if (now > 0 && now >= needed) return seen;
  return withAttribute(withAttribute(seen, 'customHeight', undefined), 'ht', needed > 0 ? needed : undefined);
}

/** Whether the row was in a correction sheet before, and says of which row of which file. */
function hasOrigin(cells: ReadonlyMap<number, RawCell>, { line, origin, cameBack }: OwnColumns): boolean {
  return cameBack && [line, origin].every((column) => (cells.get(column)?.inner ?? '') !== '');
}

function unmarked(cell: RawCell, styles: StylesPart): RawCell {
  return { ...cell, style: styles.like(cell.style, { fill: 'none' }) };
}

/** A NIK typed into these cells stays text. A number in a total, in a sheet that keeps its totals, stays one. */
function textNik(
  column: number,
  cells: Map<number, RawCell>,
  isMarked: boolean,
  styleAt: (column: number) => number,
  styles: StylesPart,
): void {
  const cell = cells.get(column);
  const isText = cell !== undefined && (cell.type === 's' || cell.type === 'inlineStr' || cell.type === 'str');
  if ((isText || isMarked) && !(cell && hasFormula(cell)))
    cells.set(column, { ...(cell ?? emptyCell(column, 0)), style: styles.like(styleAt(column), { text: true }) });
}

function markedCell(column: number, mark: CellMark, cell: RawCell | undefined, style: number, plan: RowsPlan): RawCell {
  const { styles, dayStyles, date1904, prefix, isProtected } = plan;
  // A day in ISO 8601 says itself what it is; a formula stays one (others may be copies of it) and shows its value as
  // before.
  const asText = mark.asText && cell?.type !== 'd' && !(cell && hasFormula(cell));
  const marked = styles.like(style, {
    fill: mark.severity,
    top: true,
    ...(asText ? { text: true } : {}),
    ...(isProtected ? { unlocked: true } : {}),
  });
  if (!cell || cell.inner === '') return emptyCell(column, marked);
  if (!asText || cell.type === 's' || cell.type === 'inlineStr' || cell.type === 'str')
    return { ...cell, style: marked };
  const plain = withoutFormula(cell);
  const raw = readXml(rawValue(plain));
  const value =
    cell.type === 'n'
      ? cellAsText(cellOf(NUMBER, raw, false, dayStyles[cell.style] === true, date1904), mark.order)
      : raw;
  if (value === '') return emptyCell(column, marked);
  const text = mark.damagedNik ? writtenText(value, [{ code: 'NIK_NUMERIC', severity: 'error' }]) : value;
  return textCell(column, marked, latin1(cellXml(text)), prefix);
}

function latin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
