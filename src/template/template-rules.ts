/**
 * What may be typed into the cells, as Excel keeps it. Written here and not by exceljs, which can neither compare a
 * date with today nor switch off the green triangle on a NIK: its menu offers "Convert to number", and that takes the
 * last digit away for good.
 */
import type { TemplateWords } from '../text/template.ts';
import { xmlText } from '../workbook/markup.ts';
import { EXAMPLE_ROW, LAST_ROW, type TemplateColumn } from './template-columns.ts';

/** `<dataValidations>` for all columns. `listAt` says in which cells the choices of a column stand. */
export function validationsXml(
  columns: readonly TemplateColumn[],
  words: TemplateWords,
  listAt: (column: TemplateColumn) => string,
): string {
  const rules = columns.map((column) => {
    const { attributes, formulas } = ruleOf(column, listAt);
    const said = [
      ['promptTitle', `${column.heading} (${words.needs[column.need]})`],
      ['prompt', column.hint],
      ['errorTitle', words.refused],
      ['error', column.refusal],
    ].map(([name = '', text = '']) => `${name}="${xmlText(text)}"`);
    const inside = formulas
      .map((formula, index) => `<formula${index + 1}>${xmlText(formula)}</formula${index + 1}>`)
      .join('');
    const shown = `allowBlank="1" showInputMessage="1" showErrorMessage="1" ${said.join(' ')}`;
    return `<dataValidation ${attributes} ${shown} sqref="${cellsOf(column)}">${inside}</dataValidation>`;
  });
  return `<dataValidations count="${rules.length}">${rules.join('')}</dataValidations>`;
}

/** `<ignoredErrors>`: numbers that are text on purpose. */
export function ignoredErrorsXml(columns: readonly TemplateColumn[]): string {
  const cells = columns.filter(({ format }) => format === 'text').map(cellsOf);
  return `<ignoredErrors><ignoredError sqref="${cells.join(' ')}" numberStoredAsText="1"/></ignoredErrors>`;
}

/** The cells below the heading. The example row is one of them, for whoever writes over it. */
export function cellsOf({ letter }: TemplateColumn): string {
  return `${letter}${EXAMPLE_ROW}:${letter}${LAST_ROW}`;
}

interface Rule {
  readonly attributes: string;
  readonly formulas: readonly string[];
}

function ruleOf(column: TemplateColumn, listAt: (column: TemplateColumn) => string): Rule {
  const { rule } = column;
  switch (rule.kind) {
    case 'formula':
      return { attributes: 'type="custom"', formulas: [rule.formula(`${column.letter}${EXAMPLE_ROW}`)] };
    case 'length':
      return { attributes: 'type="textLength" operator="lessThanOrEqual"', formulas: [String(rule.most)] };
    case 'day':
      // Day 1 is 1 January 1900. No date is written out here, so that no locale can read it its own way.
      return { attributes: 'type="date" operator="between"', formulas: ['1', 'TODAY()'] };
    case 'list':
      return { attributes: 'type="list"', formulas: [listAt(column)] };
  }
}
