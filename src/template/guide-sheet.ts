/**
 * The sheet that explains: what each column wants, what happens then, what to know. It names no identity number and
 * name side by side, so no reader takes it for a list.
 */
import type { Style, Worksheet } from 'exceljs';
import type { TemplateWords } from '../text/template.ts';
import { headingOf } from './data-sheet.ts';
import type { TemplateColumn } from './template-columns.ts';
import { GUIDE, mark, PAGE } from './template-style.ts';

/** The first column holds the numbers of steps, and the colours. */
const WIDTHS = [5, 22, 17, 62, 30] as const;
const ACROSS = WIDTHS.slice(1).reduce<number>((sum, width) => sum + width, 0);
/** Points of a line of text. */
const LINE = 15.5;
/** A width is counted in digits, and letters are narrower on average. */
const FITS = 1.1;

export function fillGuideSheet(
  sheet: Worksheet,
  columns: readonly TemplateColumn[],
  { guide, needs, page }: TemplateWords,
  file: string,
): void {
  sheet.columns = WIDTHS.map((width) => ({ width }));
  sheet.views = [{ showGridLines: false }];
  sheet.pageSetup = { ...PAGE, fitToHeight: 1 };
  sheet.headerFooter = { oddFooter: `&R${page}` };

  const title = (text: string, style: Partial<Style>): void => {
    const row = sheet.addRow(['', text]);
    row.getCell(2).style = style;
    row.height = style === GUIDE.title ? 30 : 22;
  };
  /** One row of the table. */
  const tabled = (texts: readonly string[], styles: readonly Partial<Style>[]): void => {
    const row = sheet.addRow(['', ...texts]);
    for (const [index, style] of styles.entries()) row.getCell(index + 2).style = style;
    row.height = heightFor(Math.max(...texts.map((text, index) => linesOf(text, WIDTHS[index + 1] ?? 1))));
  };
  /** A text over the width of the table, with something short in front of it. */
  const beside = (front: string, style: Partial<Style>, text: string): void => {
    const row = sheet.addRow([front, text]);
    row.getCell(1).style = style;
    row.getCell(2).style = GUIDE.text;
    sheet.mergeCells(row.number, 2, row.number, WIDTHS.length);
    row.height = heightFor(linesOf(text, ACROSS));
  };

  title(guide.title, GUIDE.title);
  beside('', {}, guide.intro);
  sheet.addRow([]);
  const { column, need, hint, example } = guide.headings;
  const headings = [column, need, hint, example];
  tabled(
    headings,
    headings.map(() => GUIDE.heading),
  );
  const styles = [GUIDE.name, GUIDE.cell, GUIDE.cell, GUIDE.example];
  for (const each of columns) tabled([headingOf(each), needs[each.need], each.hint, shownExample(each)], styles);
  sheet.addRow([]);
  title(guide.stepsTitle, GUIDE.subtitle);
  for (const [index, step] of guide.steps(file).entries()) beside(`${index + 1}.`, GUIDE.number, step);
  sheet.addRow([]);
  title(guide.rulesTitle, GUIDE.subtitle);
  for (const rule of guide.rules) beside('•', GUIDE.number, rule);
  for (const why of ['missing', 'doubtful'] as const) beside('', { fill: mark(why) }, guide.colours[why]);
}

/** A day as it looks in the sheet. */
function shownExample({ format, example }: TemplateColumn): string {
  return format === 'day' ? example.split('-').reverse().join('/') : example;
}

/** Excel does not make a row higher by itself when a file is opened. */
function heightFor(lines: number): number {
  return LINE * lines + 3;
}

function linesOf(text: string, width: number): number {
  return Math.ceil(text.length / (width * FITS));
}
