/**
 * The blank workbook that a clerk fills in: the sheet itself, a guide, and the lists of its drop-downs on a sheet that
 * nobody sees.
 */
import { basename } from 'node:path';
import type { Writable } from 'node:stream';
import type { Workbook } from 'exceljs';
import { writeNewFile } from '../disk/write-file.ts';
import type { Language } from '../text/language.ts';
import type { TemplateWords } from '../text/template.ts';
import { TEMPLATE_WORDS } from '../text/template-for.ts';
import { fillDataSheet } from './data-sheet.ts';
import { fillGuideSheet } from './guide-sheet.ts';
import { changeParts } from './package.ts';
import { type TemplateChoices, type TemplateColumn, templateColumns } from './template-columns.ts';
import { ignoredErrorsXml, validationsXml } from './template-rules.ts';

export interface Template {
  /** Where to write it. */
  readonly path: string;
  readonly choices: TemplateChoices;
  readonly lang: Language;
}

/** The part of the first sheet, in the package that exceljs writes. */
const DATA_PART = 'xl/worksheets/sheet1.xml';

/**
 * Writes the workbook, whole or not at all. Throws as `writeNewFile` does: OUTPUT_EXISTS rather than write over
 * anything.
 */
export async function writeTemplate({ path, choices, lang }: Template): Promise<void> {
  const words = TEMPLATE_WORDS[lang];
  await writeNewFile(path, (into) => writeWorkbook(into, basename(path), templateColumns(words, choices), words));
}

async function writeWorkbook(
  into: Writable,
  file: string,
  columns: readonly TemplateColumn[],
  words: TemplateWords,
): Promise<void> {
  // Loaded only here: exceljs takes most of a second.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'vax-upload';
  workbook.lastModifiedBy = 'vax-upload';
  workbook.views = [{ x: 0, y: 0, width: 24_000, height: 14_000, firstSheet: 0, activeTab: 0, visibility: 'visible' }];
  fillDataSheet(workbook.addWorksheet(words.sheets.data), columns, words);
  fillGuideSheet(workbook.addWorksheet(words.sheets.guide), columns, words, file);
  const lists = addLists(workbook, columns, words);
  const plain = Buffer.from(await workbook.xlsx.writeBuffer());
  await changeParts(plain, into, (name, xml) => (name === DATA_PART ? withRules(xml, columns, words, lists) : xml));
}

/**
 * Puts the choices of each drop-down into a column of their own: within a rule Excel takes 255 characters and no comma.
 * Says where they stand.
 */
function addLists(
  workbook: Workbook,
  columns: readonly TemplateColumn[],
  { sheets }: TemplateWords,
): ReadonlyMap<TemplateColumn, string> {
  const sheet = workbook.addWorksheet(sheets.lists, { state: 'veryHidden' });
  const places = new Map<TemplateColumn, string>();
  for (const column of columns) {
    const { rule } = column;
    if (rule.kind !== 'list') continue;
    const at = sheet.getColumn(places.size + 1);
    at.values = [...rule.choices];
    places.set(column, `'${sheets.lists}'!$${at.letter}$1:$${at.letter}$${rule.choices.length}`);
  }
  return places;
}

/**
 * In the order of the standard (ECMA-376 part 1, 18.3.1.99): rules behind the conditional formats, ignored errors
 * behind the page.
 */
function withRules(
  xml: string,
  columns: readonly TemplateColumn[],
  words: TemplateWords,
  lists: ReadonlyMap<TemplateColumn, string>,
): string {
  const validations = validationsXml(columns, words, (column) => lists.get(column) ?? '');
  return xml
    .replace(/<(?:printOptions|pageMargins)\b/, (next) => validations + next)
    .replace('</worksheet>', (end) => ignoredErrorsXml(columns) + end);
}
