/**
 * What Excel would refuse or "repair" in a workbook (ECMA-376 part 1, chapter 18), looked for with plain means. There
 * is no Excel where tests run; these are the rules that files which it called damaged had broken.
 */
import { openPackage, type Package, type Relation } from './package-faults.ts';
import { entryNames, zipTexts } from './plain-workbook.ts';
import { sheetFaults } from './sheet-faults.ts';
import { all, first, type Node } from './xml-tree.ts';

/** As the standard orders them (18.2.27, 18.8.39). */
const WORKBOOK =
  'fileVersion fileSharing workbookPr AlternateContent revisionPtr absPath workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst';
const STYLES = 'numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst';

export async function workbookFaults(path: string): Promise<readonly string[]> {
  const faults: string[] = [];
  const opened = openPackage(await entryNames(path), await zipTexts(path), faults);
  const main =
    [...(opened.relations.get('')?.values() ?? [])].find(({ type }) => type === 'officeDocument')?.part ?? '';
  const workbook = opened.trees.get(main);
  const links = opened.relations.get(main);
  if (!workbook || !links) return [...faults, 'no workbook'];
  faults.push(...orderFaults(main, workbook, WORKBOOK), ...bookFaults(workbook));
  const partOf = (type: string): Node | undefined =>
    opened.trees.get([...links.values()].find((link) => link.type === type)?.part ?? '');
  const styles = partOf('styles');
  const texts = partOf('sharedStrings');
  if (styles) faults.push(...styleFaults(styles));
  const limits = {
    styles: all(first(styles, 'cellXfs'), 'xf').length,
    dxfs: all(first(styles, 'dxfs'), 'dxf').length,
    texts: all(texts, 'si').length,
  };
  const unique = Number(texts?.attributes['uniqueCount'] ?? limits.texts);
  if (unique !== limits.texts) faults.push(`${limits.texts} shared strings, not ${unique}`);
  for (const { attributes } of all(first(workbook, 'sheets'), 'sheet')) {
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    const link: Relation | undefined = links.get(id);
    if (link?.type === 'worksheet' && link.part !== undefined) faults.push(...sheetFaults(link.part, opened, limits));
  }
  faults.push(...chainFaults(opened, workbook, links));
  return faults;
}

/** Children in the order of the standard. */
export function orderFaults(where: string, node: Node, order: string): string[] {
  const names = order.split(' ');
  const faults: string[] = [];
  let last = -1;
  for (const { name } of node.children) {
    const at = names.indexOf(name);
    if (at < 0) faults.push(`${where}: <${name}> is nothing that may stand there`);
    else if (at < last) faults.push(`${where}: <${name}> stands behind <${names[last]}>`);
    last = Math.max(at, last);
  }
  return faults;
}

function bookFaults(workbook: Node): string[] {
  const faults: string[] = [];
  const sheets = all(first(workbook, 'sheets'), 'sheet').map(({ attributes }) => attributes);
  const names = sheets.map(({ name = '' }) => name.toLowerCase());
  if (new Set(names).size < names.length) faults.push('two sheets of one name');
  if (new Set(sheets.map(({ sheetId }) => sheetId)).size < sheets.length) faults.push('two sheets of one number');
  for (const name of names)
    if (name === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) faults.push(`a sheet called ${name}`);
  const isShown = (index: number): boolean =>
    sheets[index] !== undefined && (sheets[index].state ?? 'visible') === 'visible';
  if (!sheets.some((_, index) => isShown(index))) faults.push('no sheet is shown');
  for (const { attributes } of all(first(workbook, 'bookViews'), 'workbookView'))
    if (!isShown(Number(attributes['activeTab'] ?? 0))) faults.push('a sheet is opened that is not there or is hidden');
  const defined = new Set<string>();
  for (const { attributes, text } of all(first(workbook, 'definedNames'), 'definedName')) {
    const { name = '', localSheetId = '' } = attributes;
    const key = `${localSheetId} ${name.toLowerCase()}`;
    if (defined.has(key)) faults.push(`the name ${name} twice`);
    defined.add(key);
    if (localSheetId !== '' && !sheets[Number(localSheetId)])
      faults.push(`the name ${name} is of a sheet that is not there`);
    if (text.trim() === '') faults.push(`the name ${name} means nothing`);
    for (const [, row] of text.matchAll(/![$A-Z]*\$(\d+)/g))
      if (Number(row) < 1 || Number(row) > 1_048_576) faults.push(`the name ${name}: row ${row}`);
    for (const [, quoted, plain] of text.matchAll(/(?:'((?:[^']|'')+)'|([\p{L}\p{N}_.]+))!\$/gu)) {
      const sheet = (quoted?.replaceAll("''", "'") ?? plain ?? '').toLowerCase();
      if (!sheet.includes('[') && !names.includes(sheet)) faults.push(`the name ${name}: of the sheet ${sheet}`);
    }
  }
  return faults;
}

function styleFaults(styles: Node): string[] {
  const faults = orderFaults('styles', styles, STYLES);
  const count = (list: string): number => first(styles, list)?.children.length ?? 0;
  for (const list of styles.children) {
    const said = list.attributes['count'];
    if (said !== undefined && Number(said) !== list.children.length)
      faults.push(`styles: ${list.children.length} ${list.name}, not ${said}`);
  }
  for (const list of ['cellStyleXfs', 'cellXfs'])
    for (const { attributes } of all(first(styles, list), 'xf')) {
      const { fontId = 0, fillId = 0, borderId = 0, xfId = 0 } = attributes;
      if (Number(fontId) >= count('fonts') || Number(fillId) >= count('fills') || Number(borderId) >= count('borders'))
        faults.push(`styles: ${list} of a font, fill or border that is not there`);
      if (list === 'cellXfs' && Number(xfId) >= Math.max(1, count('cellStyleXfs'))) faults.push(`styles: xfId ${xfId}`);
    }
  if (count('cellXfs') > 65_000) faults.push('styles: too many');
  return faults;
}

/** The order of calculation names cells with formulas only. */
function chainFaults({ trees }: Package, workbook: Node, links: ReadonlyMap<string, Relation>): string[] {
  const chain = trees.get([...links.values()].find(({ type }) => type === 'calcChain')?.part ?? '');
  if (!chain) return [];
  const formulas = new Map<string, Set<string>>();
  for (const { attributes } of all(first(workbook, 'sheets'), 'sheet')) {
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
    const tree = trees.get(links.get(id)?.part ?? '');
    const cells = all(first(tree, 'sheetData'), 'row').flatMap((row) => all(row, 'c'));
    formulas.set(
      attributes['sheetId'] ?? '',
      new Set(cells.filter((cell) => first(cell, 'f')).map((cell) => cell.attributes['r'] ?? '')),
    );
  }
  let sheet = '';
  return all(chain, 'c').flatMap(({ attributes }) => {
    sheet = attributes['i'] ?? sheet;
    return formulas.get(sheet)?.has(attributes['r'] ?? '')
      ? []
      : [`calcChain: no formula in ${attributes['r']} of sheet ${sheet}`];
  });
}
