/**
 * The sheet to fill in: headings, the example row, and colours that say what is missing or differs from the NIK while
 * it is typed.
 */
import type { ConditionalFormattingOptions, Worksheet } from 'exceljs';
import type { TemplateWords } from '../text/template.ts';
import { EXAMPLE_ROW, type TemplateColumn } from './template-columns.ts';
import { cellsOf } from './template-rules.ts';
import { cellStyle, exampleStyle, headingStyle, mark, PAGE } from './template-style.ts';

/**
 * Formats stand at the columns and not in a thousand cells, so that the sheet is empty below the example and stays
 * small.
 */
export function fillDataSheet(sheet: Worksheet, columns: readonly TemplateColumn[], words: TemplateWords): void {
  sheet.columns = columns.map((column) => ({ width: column.width, style: cellStyle(column) }));
  const headings = sheet.getRow(1);
  const example = sheet.getRow(EXAMPLE_ROW);
  for (const [index, column] of columns.entries()) {
    const heading = headings.getCell(index + 1);
    heading.value = headingOf(column);
    heading.style = headingStyle(column);
    const cell = example.getCell(index + 1);
    cell.value = exampleOf(column, words);
    cell.style = exampleStyle(column);
  }
  headings.height = 36;
  example.height = 18;
  sheet.views = [{ state: 'frozen', xSplit: 2, ySplit: 1, topLeftCell: 'C2', activeCell: `A${EXAMPLE_ROW + 1}` }];
  sheet.pageSetup = { ...PAGE, fitToHeight: 0, printTitlesRow: '1:1', showGridLines: true };
  sheet.headerFooter = { oddFooter: `&L${words.sheets.data}&R${words.page}` };
  for (const one of colours(columns, words)) sheet.addConditionalFormatting(one);
}

/** A star tells a required column from the others where there are no colours. The reader passes over it. */
export function headingOf({ heading, need }: TemplateColumn): string {
  return need === 'required' ? `${heading} *` : heading;
}

function exampleOf(
  { field, format, example, rule }: TemplateColumn,
  { exampleMark }: TemplateWords,
): string | number | Date {
  if (field === 'nik' || field === 'name') return `${exampleMark}: ${example}`;
  if (format === 'day') return new Date(example);
  return rule.kind === 'list' && rule.choices.includes(Number(example)) ? Number(example) : example;
}

function colours(
  columns: readonly TemplateColumn[],
  { sexes }: TemplateWords,
): readonly ConditionalFormattingOptions[] {
  const letters = Object.fromEntries(columns.map(({ field, letter }) => [field, letter]));
  const last = columns.at(-1)?.letter;
  const cell = (field: TemplateColumn['field']): string => `$${letters[field]}${EXAMPLE_ROW}`;
  const nik = cell('nik');
  const born = cell('birthDate');
  /** A number in the NIK, counted from 1. */
  const part = (from: number): string => `VALUE(MID(${nik},${from},2))`;
  // 40 is added to the day of birth of a woman.
  const otherDay = `OR(MOD(${part(7)},40)<>DAY(${born}),${part(9)}<>MONTH(${born}),${part(11)}<>MOD(YEAR(${born}),100))`;
  const otherSex = `(${cell('sex')}="${sexes[1]}")<>(${part(7)}>40)`;
  const rule = (column: TemplateColumn, formula: string, why: 'missing' | 'doubtful', priority: number) => ({
    ref: cellsOf(column),
    rules: [{ type: 'expression' as const, priority, formulae: [formula], style: { fill: mark(why) } }],
  });
  return columns.flatMap((column, index) => {
    const here = cell(column.field);
    const missing = `AND(${here}="",COUNTA($A${EXAMPLE_ROW}:$${last}${EXAMPLE_ROW})>0)`;
    return [
      ...(column.need === 'required' ? [rule(column, missing, 'missing', index + 10)] : []),
      ...(column.field === 'birthDate'
        ? [rule(column, `AND(LEN(${nik})=16,ISNUMBER(${born}),${otherDay})`, 'doubtful', 1)]
        : []),
      ...(column.field === 'sex' ? [rule(column, `AND(LEN(${nik})=16,${here}<>"",${otherSex})`, 'doubtful', 2)] : []),
    ];
  });
}
