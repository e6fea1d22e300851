/** The workbook part: its sheets in the order of the tabs, and which calendar its serials count in. */
import type { SourceLimits } from '../source.ts';
import { damaged, tooLarge, XlsxFault } from './fault.ts';
import { type Relationship, readRelationships } from './relationships.ts';
import { OPEN } from './xml.ts';
import { readPart } from './xml-part.ts';
import { attributesOf, isTrue } from './xml-text.ts';
import type { Zip } from './zip.ts';

const USUAL_PLACE = 'xl/workbook.xml';
const ROOT = /<(?:[\w.-]+:)?workbook[\s/>]/;

export interface Workbook {
  /** Name of the workbook part itself. */
  readonly part: string;
  /** Worksheets only: charts and old macro sheets hold no rows. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: string }[];
  /** Names of the sheets that the workbook lists and the file does not hold. Excel opens such a file without them. */
  readonly lost: readonly string[];
  readonly date1904: boolean;
  readonly stylesPart: string | undefined;
  readonly sharedStringsPart: string | undefined;
  readonly themePart: string | undefined;
}

/** Reads the workbook. @throws XlsxFault FILE_TYPE where the zip is something else than an xlsx; FILE_DAMAGED. */
export async function readWorkbook(zip: Zip, limits: SourceLimits): Promise<Workbook> {
  const part = await workbookPart(zip, limits.maxCellChars);
  if (part === undefined) throw new XlsxFault('FILE_TYPE', 'a zip file that is no xlsx', { type: otherType(zip) });
  const relationships = await readRelationships(zip, part, limits.maxCellChars);
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  const parts = new Set<string>();
  const lost: string[] = [];
  let date1904 = false;
  let list = '';
  await readPart(zip, part, 'workbook', limits.maxCellChars, (xml, token) => {
    if (token !== OPEN) return;
    if (xml.depth === 2) {
      list = xml.localName();
      if (list === 'workbookPr') date1904 = isTrue(attributesOf(xml).get('date1904'));
    }
    if (xml.depth !== 3 || list !== 'sheets' || xml.localName() !== 'sheet') return;
    const attributes = attributesOf(xml);
    const name = attributes.get('name') ?? '';
    const target = relationships.get(relationshipId(attributes));
    if (target !== undefined && target.type !== 'worksheet') return;
    if (target !== undefined && parts.has(target.target)) throw damaged('two sheets that share a part');
    if (target === undefined || !zip.has(target.target)) {
      if (lost.push(name) > limits.maxEntries) throw tooLarge('maxEntries', limits.maxEntries);
      return;
    }
    parts.add(target.target);
    const state = attributes.get('state') ?? 'visible';
    sheets.push({ name, hidden: state !== 'visible', part: target.target });
  });
  if (sheets.length === 0 && lost.length > 0) throw damaged('no sheet that the workbook lists is there');
  return {
    part,
    sheets,
    lost,
    date1904,
    stylesPart: partOf(relationships, 'styles', zip),
    sharedStringsPart: partOf(relationships, 'sharedStrings', zip),
    themePart: [...relationships.values()].find(({ type, target }) => type === 'theme' && zip.has(target))?.target,
  };
}

/** `r:id`, whatever prefix the writer chose for the namespace of relationships. */
function relationshipId(attributes: ReadonlyMap<string, string>): string {
  for (const [name, value] of attributes) if (name.endsWith(':id')) return value;
  return '';
}

function partOf(relationships: ReadonlyMap<string, Relationship>, type: string, zip: Zip): string | undefined {
  for (const relationship of relationships.values()) {
    if (relationship.type !== type) continue;
    if (!zip.has(relationship.target)) throw damaged(`no part for ${type}`);
    return relationship.target;
  }
  return undefined;
}

/**
 * The part that lists the sheets: the document that the relationships of the whole file name, wherever it lies (Open
 * Packaging Conventions, 6.5.3), if it is a workbook; else the one in its usual place. Undefined where the zip is
 * something else.
 */
export async function workbookPart(zip: Zip, maxCellChars: number): Promise<string | undefined> {
  const named = await readRelationships(zip, '', maxCellChars).catch((error: unknown) => {
    if (error instanceof XlsxFault && zip.has(USUAL_PLACE)) return new Map<string, Relationship>();
    throw error;
  });
  for (const { type, target } of named.values())
    if (type === 'officeDocument' && zip.has(target) && (await beginsWorkbook(zip, target))) return target;
  return zip.has(USUAL_PLACE) ? USUAL_PLACE : undefined;
}

/** Whether the document of the file is a workbook in binary (.xlsb), wherever it lies. */
export async function isBinaryWorkbook(zip: Zip, maxCellChars: number): Promise<boolean> {
  const named = [...(await readRelationships(zip, '', maxCellChars)).values()];
  return named.some(({ type, target }) => type === 'officeDocument' && target.endsWith('.bin') && zip.has(target));
}

/** Whether the first bytes of a part, in UTF-8 or UTF-16, open a workbook. */
async function beginsWorkbook(zip: Zip, part: string): Promise<boolean> {
  for await (const bytes of zip.bytes(part)) return ROOT.test(bytes.toString('latin1', 0, 4096).replaceAll('\0', ''));
  return false;
}

/** What else the zip may be, by the parts that only that format has. */
function otherType(zip: Zip): string {
  if (zip.has('xl/workbook.bin')) return 'xlsb';
  if (zip.has('word/document.xml')) return 'docx';
  if (zip.has('ppt/presentation.xml')) return 'pptx';
  if (zip.has('mimetype') && zip.has('content.xml')) return 'ods';
  return 'zip';
}
