/** How the correction sheet looks: colours that Excel itself uses for bad, neutral and note, told apart by the notes too. */
import type { Fill, Style } from 'exceljs';
import type { Severity } from '../record/problems.ts';

/** Excel's format for cells that stay text whatever is typed into them. */
const TEXT_FORMAT = '@';

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

const FILLS: Readonly<Record<Severity, Fill>> = {
  error: solid('FFFFC7CE'),
  hold: solid('FFFFEB9C'),
  warning: solid('FFDDEBF7'),
};

export const HEADING: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: { bold: true },
  fill: solid('FFD9D9D9'),
  alignment: { wrapText: true, vertical: 'middle' },
};
/** Our own columns, which the clerk need not touch. */
export const OWN_HEADING: Partial<Style> = { ...HEADING, font: { bold: true, italic: true, color: { argb: 'FF7F7F7F' } } };
export const CELL: Partial<Style> = { numFmt: TEXT_FORMAT, alignment: { vertical: 'top' } };
export const REASON: Partial<Style> = { numFmt: TEXT_FORMAT, alignment: { vertical: 'top', wrapText: true } };
export const TITLE: Partial<Style> = { font: { bold: true, size: 14 } };

/** A cell that holds a problem. */
export const MARKED: Readonly<Record<Severity, Partial<Style>>> = {
  error: { ...CELL, fill: FILLS.error },
  hold: { ...CELL, fill: FILLS.hold },
  warning: { ...CELL, fill: FILLS.warning },
};
