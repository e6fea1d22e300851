/** What Excel would refuse or "repair" in one worksheet and the parts that hang on it. */
import { cellPlace, type Place } from './cell-place.ts';
import type { Package } from './package-faults.ts';
import { orderFaults } from './workbook-faults.ts';
import { all, below, first, type Node } from './xml-tree.ts';

/** ECMA-376 part 1, 18.3.1.99. */
const WORKSHEET =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts AlternateContent extLst';
const REPEATED = new Set(['conditionalFormatting', 'AlternateContent']);
const CELL_TYPES = new Set(['b', 'd', 'e', 'inlineStr', 'n', 's', 'str']);

export interface Limits {
  readonly styles: number;
  readonly dxfs: number;
  readonly texts: number;
}

export function sheetFaults(part: string, { trees, relations }: Package, limits: Limits): readonly string[] {
  const sheet = trees.get(part);
  if (!sheet) return [`${part}: no worksheet`];
  const faults: string[] = [];
  const fault = (what: string): void => {
    faults.push(`${part}: ${what}`);
  };
  // AlternateContent stands wherever what it replaces may stand.
  faults.push(
    ...orderFaults(
      part,
      { ...sheet, children: sheet.children.filter(({ name }) => name !== 'AlternateContent') },
      WORKSHEET,
    ),
  );
  const seen = new Set<string>();
  for (const { name } of sheet.children) {
    if (seen.has(name) && !REPEATED.has(name)) fault(`<${name}> twice`);
    seen.add(name);
  }
  const texts = cellFaults(sheet, limits, fault);
  columnFaults(first(sheet, 'cols'), limits, fault);
  listFaults(sheet, limits, fault);
  const links = relations.get(part) ?? new Map();
  const linked = (type: string): Node[] =>
    [...links.values()].flatMap((link) => (link.type === type && link.part ? (trees.get(link.part) ?? []) : []));
  const [comments, ...more] = linked('comments');
  if (more.length > 0) fault('two lists of notes');
  if (comments) noteFaults(comments, sheet, linked('vmlDrawing'), fault);
  for (const table of linked('table')) tableFaults(table, texts, trees, fault);
  const ids = [...below(sheet)].flatMap(({ attributes }) =>
    Object.entries(attributes).filter(([key]) => key.endsWith(':id')),
  );
  for (const [id, { type }] of links)
    if (
      ['hyperlink', 'table', 'drawing', 'vmlDrawing', 'printerSettings'].includes(type) &&
      !ids.some(([, used]) => used === id)
    )
      fault(`the relationship ${id} (${type}) is needed by nothing`);
  return faults;
}

/** Returns the shared-string number or the text of each cell. */
function cellFaults(sheet: Node, limits: Limits, fault: (what: string) => void): ReadonlyMap<string, Node> {
  const cells = new Map<string, Node>();
  const masters = new Set<string>();
  const copies = new Map<string, string>();
  let lastRow = 0;
  for (const row of all(first(sheet, 'sheetData'), 'row')) {
    const number = Number(row.attributes['r'] ?? lastRow + 1);
    if (number <= lastRow || number > 1_048_576) fault(`row ${number} behind row ${lastRow}`);
    lastRow = number;
    if (Number(row.attributes['s'] ?? 0) >= limits.styles) fault(`row ${number} of no style`);
    if (Number(row.attributes['ht'] ?? 0) > 409.5) fault(`row ${number} is too high`);
    let lastColumn = -1;
    for (const cell of row.children) {
      const { r, s = 0, t = 'n' } = cell.attributes;
      const place: Place =
        r === undefined ? { column: lastColumn + 1, row: number } : (cellPlace(r) ?? { column: -1, row: -1 });
      if (place.row !== number || place.column <= lastColumn || place.column > 16_383) fault(`${r} in row ${number}`);
      lastColumn = place.column;
      cells.set(r ?? '', cell);
      if (Number(s) >= limits.styles) fault(`${r} of no style`);
      if (!CELL_TYPES.has(t)) fault(`${r} of type ${t}`);
      const value = first(cell, 'v')?.text;
      const formula = first(cell, 'f');
      if (formula?.attributes['t'] === 'shared') {
        const si = formula.attributes['si'] ?? '';
        if (formula.attributes['ref'] !== undefined) masters.add(si);
        else copies.set(si, r ?? '');
      }
      if (t === 's' && value !== undefined && !(Number(value) < limits.texts)) fault(`${r}: shared string ${value}`);
      if (t === 'inlineStr' && (!first(cell, 'is') || value !== undefined)) fault(`${r}: text that is none`);
      if (t === 'n' && value !== undefined && value.trim() !== '' && Number.isNaN(Number(value)))
        fault(`${r}: the number ${value}`);
      if ([...below(cell)].some(({ name, text }) => name === 't' && text.length > 32_767)) fault(`${r}: too long`);
    }
  }
  for (const [si, r] of copies) if (!masters.has(si)) fault(`${r}: a copy of no formula`);
  return cells;
}

function columnFaults(cols: Node | undefined, { styles }: Limits, fault: (what: string) => void): void {
  let last = 0;
  for (const { attributes } of all(cols, 'col')) {
    const [min, max] = [Number(attributes['min']), Number(attributes['max'])];
    if (min <= last || max < min || max > 16_384) fault(`columns ${min} to ${max} behind ${last}`);
    if (Number(attributes['style'] ?? 0) >= styles) fault(`column ${min} of no style`);
    if (Number(attributes['width'] ?? 9) > 255) fault(`column ${min} is too wide`);
    last = max;
  }
  if (cols && cols.children.length === 0) fault('<cols> without any');
}

function listFaults(sheet: Node, limits: Limits, fault: (what: string) => void): void {
  for (const list of [
    'mergeCells',
    'dataValidations',
    'hyperlinks',
    'tableParts',
    'ignoredErrors',
    'protectedRanges',
  ]) {
    const node = first(sheet, list);
    if (!node) continue;
    const said = node.attributes['count'];
    if (node.children.length === 0) fault(`<${list}> without any`);
    if (said !== undefined && Number(said) !== node.children.length)
      fault(`${node.children.length} ${list}, not ${said}`);
  }
  const merged = all(first(sheet, 'mergeCells'), 'mergeCell').map(({ attributes }) => rangeOf(attributes['ref']));
  merged.forEach((range, index) => {
    if (!range || (range.left === range.right && range.top === range.bottom)) fault('merged cells that are none');
    for (const other of merged.slice(index + 1))
      if (range && other && meet(range, other)) fault('merged cells that overlap');
  });
  for (const { attributes, children } of all(first(sheet, 'dataValidations'), 'dataValidation')) {
    const { errorTitle = '', error = '', promptTitle = '', prompt = '', sqref = '' } = attributes;
    if (errorTitle.length > 32 || promptTitle.length > 32 || error.length > 255 || prompt.length > 255)
      fault('words of a validation that are too long');
    if (sqref.trim() === '' && children.length === 0) fault('a validation of no cells');
  }
  for (const list of ['dataValidation', 'conditionalFormatting', 'ignoredError', 'selection', 'protectedRange'])
    for (const { name, attributes } of below(sheet))
      if (name === list)
        for (const range of (attributes['sqref'] ?? 'A1').trim().split(/\s+/))
          if (!rangeOf(range)) fault(`<${list}> of ${range}`);
  for (const { name, attributes } of below(sheet)) {
    if (name === 'cfRule' && Number(attributes['dxfId'] ?? -1) >= limits.dxfs)
      fault(`a rule of no format (${attributes['dxfId']})`);
    if (['autoFilter', 'hyperlink', 'dimension'].includes(name) && !rangeOf(attributes['ref']))
      fault(`<${name}> of no place`);
  }
}

function noteFaults(comments: Node, sheet: Node, drawings: readonly Node[], fault: (what: string) => void): void {
  const authors = all(first(comments, 'authors'), 'author').length;
  const notes = all(first(comments, 'commentList'), 'comment');
  const places = new Set<string>();
  for (const { attributes } of notes) {
    const ref = attributes['ref'] ?? '';
    if (places.has(ref) || !cellPlace(ref)) fault(`the note of ${ref} twice, or nowhere`);
    places.add(ref);
    if (Number(attributes['authorId'] ?? 0) >= authors) fault(`the note of ${ref} by nobody`);
  }
  if (!first(sheet, 'legacyDrawing')) fault('notes without their drawing');
  const shapes = drawings.flatMap((drawing) => [...below(drawing)].filter(({ name }) => name === 'shape'));
  const ids = shapes.map(({ attributes }) => attributes['id']);
  if (new Set(ids).size < ids.length) fault('two shapes of one id');
  const drawn = shapes.flatMap((shape) => {
    const data = first(shape, 'ClientData');
    if (data?.attributes['ObjectType'] !== 'Note') return [];
    return [`${Number(first(data, 'Row')?.text)},${Number(first(data, 'Column')?.text)}`];
  });
  if (new Set(drawn).size < drawn.length) fault('two shapes of one note');
  for (const ref of places) {
    const place = cellPlace(ref);
    if (place && !drawn.includes(`${place.row - 1},${place.column}`)) fault(`the note of ${ref} has no shape`);
  }
  if (drawn.length !== places.size) fault(`${places.size} notes, ${drawn.length} shapes`);
}

function tableFaults(
  table: Node,
  cells: ReadonlyMap<string, Node>,
  trees: Package['trees'],
  fault: (what: string) => void,
): void {
  const range = rangeOf(table.attributes['ref']);
  const name = table.attributes['displayName'] ?? '';
  const columns = all(first(table, 'tableColumns'), 'tableColumn');
  if (!range || range.right - range.left + 1 !== columns.length) {
    fault(`the table ${name} of ${columns.length} columns`);
    return;
  }
  if (range.bottom === range.top) fault(`the table ${name} has no row`);
  const filter = first(table, 'autoFilter');
  if (filter && !rangeOf(filter.attributes['ref'])) fault(`the table ${name} filters nothing`);
  if (table.attributes['headerRowCount'] === '0') return;
  const strings = [...trees].find(([part]) => /sharedStrings\.xml$/i.test(part))?.[1];
  columns.forEach(({ attributes }, index) => {
    const cell = cells.get(`${columnName(range.left + index)}${range.top}`);
    const item = cell?.attributes['t'] === 's' ? all(strings, 'si')[Number(first(cell, 'v')?.text)] : first(cell, 'is');
    const text = item
      ? [...below(item)].map((node) => (node.name === 't' ? node.text : '')).join('')
      : first(cell, 'v')?.text;
    const said = attributes['name']?.replace(/_x000a_/gi, '\n');
    if (text !== said) fault(`the table ${name}: its heading "${text}" is called "${said}"`);
  });
}

interface Range {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function rangeOf(ref: string | undefined): Range | undefined {
  const [from = '', to = from] = (ref ?? '').replaceAll('$', '').split(':');
  const [a, b] = [cellPlace(from), cellPlace(to)];
  if (!a || !b || b.row < a.row || b.column < a.column)
    return /^([A-Z]+:[A-Z]+|\d+:\d+)$/.test(ref ?? '') ? WHOLE : undefined;
  return { left: a.column, top: a.row, right: b.column, bottom: b.row };
}

const WHOLE: Range = { left: 0, top: 1, right: 16_383, bottom: 1_048_576 };

function meet(a: Range, b: Range): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

function columnName(column: number): string {
  return (column >= 26 ? columnName(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26));
}
