/**
 * How workbooks for people look: colours that Excel itself uses for bad, neutral and note, told apart by the notes
 * too.
 */
import type { Fill, Style } from 'exceljs';
import type { Severity } from '../record/problems.ts';

/** Excel's format for cells that stay text whatever is typed into them. */
const TEXT_FORMAT = '@';

const solid = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

/** Alpha, red, green, blue. */
export const FILL_COLOURS: Readonly<Record<Severity, string>> = {
  error: 'FFFFC7CE',
  hold: 'FFFFEB9C',
  warning: 'FFDDEBF7',
};
export const GREY = 'FFD9D9D9';

/**
 * Notes are drawings: Excel opens some thousands of them at once, not hundreds of thousands. The reasons stand in their
 * column as well.
 */
export const MAX_NOTES = 5_000;

export const HEADING: Partial<Style> = {
  numFmt: TEXT_FORMAT,
  font: { bold: true },
  fill: solid(GREY),
  alignment: { wrapText: true, vertical: 'middle' },
};
/** Our own columns, which the clerk need not touch. */
export const OWN_HEADING: Partial<Style> = {
  ...HEADING,
  font: { bold: true, italic: true, color: { argb: 'FF7F7F7F' } },
};
/** Over a column that the original lacks and the clerk must fill in. */
export const FILL_IN_HEADING: Partial<Style> = { ...HEADING, fill: solid(FILL_COLOURS.error) };
export const CELL: Partial<Style> = { numFmt: TEXT_FORMAT, alignment: { vertical: 'top' } };
export const REASON: Partial<Style> = { numFmt: TEXT_FORMAT, alignment: { vertical: 'top', wrapText: true } };
export const TITLE: Partial<Style> = { font: { bold: true, size: 14 } };

/** A cell that holds a problem. */
export const MARKED: Readonly<Record<Severity, Partial<Style>>> = {
  error: { ...CELL, fill: solid(FILL_COLOURS.error) },
  hold: { ...CELL, fill: solid(FILL_COLOURS.hold) },
  warning: { ...CELL, fill: solid(FILL_COLOURS.warning) },
};
