/** workbook.xml, with a sheet in front and the names of ranges moved with their rows. */

import { columnIndex } from '../../record/header/column-name.ts';
import {
  attributeOf,
  childrenOf,
  Edits,
  type Element,
  elementsIn,
  readXml,
  rootOf,
  withAttribute,
  xmlText,
} from '../../workbook/markup.ts';
import { NotMarkable } from '../../workbook/not-markable.ts';
import { relationship } from './package-parts.ts';
import { cellName } from './references.ts';
import type { RowMap } from './row-map.ts';

export interface WorkbookPlan {
  /** The new first sheet and its relationship; absent: one of an earlier correction is used again. */
  readonly front: { readonly name: string; readonly id: string } | undefined;
  /** Index of the sheet to be shown first, before `front` is added. */
  readonly first: number;
  /** Name of a sheet → where its rows are now. */
  readonly maps: ReadonlyMap<string, RowMap>;
  /** Names of the sheets with something to correct: none of them may be hidden. */
  readonly shown: ReadonlySet<string>;
  /** Names of the sheets of which only the header is left. */
  readonly hidden: ReadonlySet<string>;
}

export function workbookPart(xml: string, { front, first, maps, shown, hidden }: WorkbookPlan): string {
  const root = rootOf(xml);
  const parts = root ? childrenOf(xml, root) : [];
  const sheets = parts.find(({ name }) => name === 'sheets');
  if (!root || !sheets) throw new NotMarkable('no sheets');
  const edits = new Edits();
  const list = childrenOf(xml, sheets);
  for (const sheet of list) {
    const name = attributeOf(sheet.attributes, 'name') ?? '';
    if (shown.has(name)) edits.setAttributes(sheet, withAttribute(sheet.attributes, 'state', undefined));
    if (hidden.has(name)) edits.setAttributes(sheet, withAttribute(sheet.attributes, 'state', 'hidden'));
  }
  if (front) {
    const sample = list[0];
    if (!sample) throw new NotMarkable('no sheet');
    const number = Math.max(...list.map(({ attributes }) => Number(attributeOf(attributes, 'sheetId') ?? 0))) + 1;
    edits.replace(
      sheets.inner,
      sheets.inner,
      `<${sample.tag} name="${xmlText(front.name)}" sheetId="${number}"${relationship(root, front.id)}/>`,
    );
  }
  for (const part of parts) {
    if (part.name === 'bookViews') showFirst(xml, part, front ? 0 : first, edits);
    if (part.name === 'definedNames') moveNames(xml, part, maps, front ? 1 : 0, edits);
  }
  return edits.applyTo(xml);
}

function showFirst(xml: string, views: Element, sheet: number, edits: Edits): void {
  for (const view of elementsIn(xml, views.inner, views.innerEnd)) {
    const attributes = withAttribute(withAttribute(view.attributes, 'firstSheet', undefined), 'activeTab', sheet);
    edits.setAttributes(view, attributes);
  }
}

/** Names that belong to one sheet say so by its position, which is another one now. */
function moveNames(xml: string, names: Element, maps: ReadonlyMap<string, RowMap>, by: number, edits: Edits): void {
  for (const name of childrenOf(xml, names)) {
    const local = attributeOf(name.attributes, 'localSheetId');
    const attributes =
      local === undefined ? name.attributes : withAttribute(name.attributes, 'localSheetId', Number(local) + by);
    const formula = xml.slice(name.inner, name.innerEnd);
    const moved = xmlText(moveSheetReferences(readXml(formula), maps));
    const changed = moved === xmlText(readXml(formula)) ? formula : moved;
    edits.replace(name.from, name.to, `<${name.tag}${attributes}>${changed}</${name.tag}>`);
  }
}

/** `!$A$6:$L$2146`, whatever sheet stands before it. */
const CELLS_OF_SHEET = /!\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?/g;
/** Excel allows 31 characters, each of which may be a doubled quote. */
const LONGEST_NAME = 64;

/** `'OKT 2021'!$A$6:$L$2146` with the rows that there are now. */
function moveSheetReferences(formula: string, maps: ReadonlyMap<string, RowMap>): string {
  return formula.replace(
    CELLS_OF_SHEET,
    (whole: string, left: string, top: string, right: string | undefined, bottom: string | undefined, at: number) => {
      const map = maps.get(sheetBefore(formula, at));
      if (!map?.prunes) return whole;
      const range = {
        left: columnIndex(left),
        top: Number(top),
        right: columnIndex(right ?? left),
        bottom: Number(bottom ?? top),
      };
      const now = map.range(range) ?? { ...range, top: map.nearest(range.top), bottom: map.nearest(range.top) };
      const absolute = (column: number, row: number): string => `$${cellName(column, row).replace(/\d/, '$$$&')}`;
      const first = absolute(now.left, now.top);
      return `!${first}${right === undefined ? '' : `:${absolute(now.right, now.bottom)}`}`;
    },
  );
}

/** The name of the sheet that ends at a place, read backwards and not far; '' where none does. */
function sheetBefore(formula: string, end: number): string {
  const before = formula.slice(Math.max(0, end - LONGEST_NAME - 2), end);
  if (!before.endsWith("'")) return /(?<![\p{L}\p{N}_.])[\p{L}\p{N}_.]+$/u.exec(before)?.[0] ?? '';
  let from = before.length - 2;
  // A doubled quote belongs to the name.
  while (from >= 0 && (before[from] !== "'" || before[from - 1] === "'")) from -= before[from] === "'" ? 2 : 1;
  return from < 0 ? '' : before.slice(from + 1, -1).replaceAll("''", "'");
}
