/** The workbook part: its sheets in the order of the tabs, and which calendar its serials count in. */
import type { SourceLimits } from '../source.ts';
import { damaged, tooLarge, XlsxFault } from './fault.ts';
import { type Relationship, readRelationships } from './relationships.ts';
import { OPEN } from './xml.ts';
import { readPart } from './xml-part.ts';
import { attributesOf, isTrue } from './xml-text.ts';
import type { Zip } from './zip.ts';

export interface Workbook {
  /** Name of the workbook part itself. */
  readonly part: string;
  /** Worksheets only: charts and old macro sheets hold no rows. */
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: string }[];
  readonly date1904: boolean;
  readonly stylesPart: string | undefined;
  readonly sharedStringsPart: string | undefined;
}

/** Reads the workbook. @throws XlsxFault FILE_TYPE where the zip is something else than an xlsx; FILE_DAMAGED. */
export async function readWorkbook(zip: Zip, limits: SourceLimits): Promise<Workbook> {
  const part = await findWorkbook(zip, limits.maxCellChars);
  const relationships = await readRelationships(zip, part, limits.maxCellChars);
  const sheets: { name: string; hidden: boolean; part: string }[] = [];
  const parts = new Set<string>();
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
    const target = relationships.get(relationshipId(attributes));
    if (target === undefined) throw damaged('a sheet that points nowhere');
    if (target.type !== 'worksheet') return;
    if (!zip.has(target.target) || parts.has(target.target)) throw damaged('a sheet without a part of its own');
    parts.add(target.target);
    if (parts.size > limits.maxEntries) throw tooLarge('maxEntries', limits.maxEntries);
    const state = attributes.get('state') ?? 'visible';
    sheets.push({ name: attributes.get('name') ?? '', hidden: state !== 'visible', part: target.target });
  });
  return {
    part,
    sheets,
    date1904,
    stylesPart: partOf(relationships, 'styles', zip),
    sharedStringsPart: partOf(relationships, 'sharedStrings', zip),
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

async function findWorkbook(zip: Zip, maxCellChars: number): Promise<string> {
  for (const { type, target } of (await readRelationships(zip, '', maxCellChars)).values()) {
    if (type !== 'officeDocument' || !zip.has(target)) continue;
    if (target.endsWith('.xml') && !target.startsWith('word/') && !target.startsWith('ppt/')) return target;
  }
  if (zip.has('xl/workbook.xml')) return 'xl/workbook.xml';
  throw new XlsxFault('FILE_TYPE', 'a zip file that is no xlsx', { type: otherType(zip) });
}

/** What else the zip may be, by the parts that only that format has. */
function otherType(zip: Zip): string {
  if (zip.has('xl/workbook.bin')) return 'xlsb';
  if (zip.has('word/document.xml')) return 'docx';
  if (zip.has('ppt/presentation.xml')) return 'pptx';
  if (zip.has('mimetype') && zip.has('content.xml')) return 'ods';
  return 'zip';
}
