/**
 * Builds xlsx files byte by byte for the tests: the XML of every part is written by hand, the order of entries is the
 * order of `parts`, and what a zip says of its entries can be made to lie.
 */
import { writeFileSync } from 'node:fs';
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly body: string | Buffer;
  /** Stored unless said otherwise: then a test can find its bytes again. */
  readonly deflate?: boolean;
  /** What the directory says instead of the truth. */
  readonly lie?: {
    readonly crc32?: number;
    readonly uncompressedSize?: number;
    readonly flags?: number;
    readonly method?: number;
  };
}

/** A zip file with these parts, in this order. */
export function zipBytes(parts: readonly ZipPart[]): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const body = Buffer.from(part.body);
    const data = part.deflate ? deflateRawSync(body) : body;
    const name = Buffer.from(part.name, 'utf8');
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800 | (part.lie?.flags ?? 0), 2);
    fields.writeUInt16LE(part.lie?.method ?? (part.deflate ? 8 : 0), 4);
    fields.writeUInt16LE(0x21, 8);
    fields.writeUInt32LE(part.lie?.crc32 ?? crc32(body), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(part.lie?.uncompressedSize ?? body.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, name, data]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, rest, name]));
    pieces.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, listing, end]);
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A worksheet part around these `<row>` elements. */
export function worksheet(rows: string): string {
  return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}"><dimension ref="A1"/><sheetData>${rows}</sheetData></worksheet>`;
}

/** A shared strings part around these `<si>` elements. */
export function sharedStrings(items: string): string {
  return `${HEAD}<sst xmlns="${MAIN}" count="1" uniqueCount="1">${items}</sst>`;
}

/** A styles part: one cell style per number format id; custom formats by id. */
export function styles(ids: readonly number[], custom: Readonly<Record<number, string>> = {}): string {
  const formats = Object.entries(custom).map(
    ([id, code]) =>
      `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"/>`,
  );
  const xfs = ids.map((id) => `<xf numFmtId="${id}" fontId="0" applyNumberFormat="1"/>`);
  return `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts>${formats.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs.join('')}</cellXfs></styleSheet>`;
}

export interface SheetSpec {
  readonly name: string;
  /** The whole part, see `worksheet`. */
  readonly xml: string | Buffer;
  readonly state?: 'hidden' | 'veryHidden';
  /** Target in the relationships; `worksheets/sheetN.xml` unless said otherwise. */
  readonly target?: string;
  /** Name in the zip. */
  readonly part?: string;
  /** Notes: the reference of a cell, and the inside of `<text>`. */
  readonly notes?: readonly (readonly [ref: string, xml: string])[];
  /** Last word of the relationship's type. */
  readonly type?: string;
}

export interface WorkbookSpec {
  readonly sheets: readonly SheetSpec[];
  readonly sharedStrings?: string | Buffer;
  readonly styles?: string;
  /** Attributes of `<workbookPr>`. */
  readonly properties?: string;
}

/** The parts of a workbook in the order in which Excel writes them: sheets before styles and shared strings. */
export function workbookParts(spec: WorkbookSpec): ZipPart[] {
  const targets = spec.sheets.map((sheet, i) => sheet.target ?? `worksheets/sheet${i + 1}.xml`);
  const relationships = spec.sheets.map((sheet, i) =>
    relationship(`rId${i + 1}`, sheet.type ?? 'worksheet', targets[i] ?? ''),
  );
  if (spec.styles !== undefined) relationships.push(relationship('rIdStyles', 'styles', 'styles.xml'));
  if (spec.sharedStrings !== undefined)
    relationships.push(relationship('rIdStrings', 'sharedStrings', 'sharedStrings.xml'));
  const tabs = spec.sheets.map(
    ({ name, state }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${i + 1}"/>`,
  );
  const workbook = `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr ${spec.properties ?? ''}/><sheets>${tabs.join('')}</sheets></workbook>`;
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      body: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    { name: '_rels/.rels', body: relationshipsPart([relationship('rId1', 'officeDocument', 'xl/workbook.xml')]) },
    { name: 'xl/workbook.xml', body: workbook },
    { name: 'xl/_rels/workbook.xml.rels', body: relationshipsPart(relationships) },
    ...spec.sheets.map((sheet, i) => ({ name: sheet.part ?? `xl/${targets[i]}`, body: sheet.xml, deflate: true })),
    ...spec.sheets.flatMap(({ notes = [] }, i) =>
      notes.length === 0 ? [] : notesParts(targets[i] ?? '', i + 1, notes),
    ),
  ];
  if (spec.styles !== undefined) parts.push({ name: 'xl/styles.xml', body: spec.styles, deflate: true });
  if (spec.sharedStrings !== undefined)
    parts.push({ name: 'xl/sharedStrings.xml', body: spec.sharedStrings, deflate: true });
  return parts;
}

/** The part of the notes of a sheet, and the relationship that leads there. */
function notesParts(
  target: string,
  number: number,
  notes: readonly (readonly [ref: string, xml: string])[],
): ZipPart[] {
  const items = notes.map(([ref, xml]) => `<comment ref="${ref}" authorId="0"><text>${xml}</text></comment>`).join('');
  const sheetRels = `xl/${target.replace('worksheets/', 'worksheets/_rels/')}.rels`;
  return [
    { name: sheetRels, body: relationshipsPart([relationship('rId1', 'comments', `../comments${number}.xml`)]) },
    {
      name: `xl/comments${number}.xml`,
      body: `${HEAD}<comments xmlns="${MAIN}"><authors><author>Admin</author></authors><commentList>${items}</commentList></comments>`,
    },
  ];
}

/** Writes a workbook and gives its path back. */
export function writeWorkbook(path: string, spec: WorkbookSpec): string {
  writeFileSync(path, zipBytes(workbookParts(spec)));
  return path;
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
}

function relationshipsPart(relationships: readonly string[]): string {
  return `${HEAD}<Relationships xmlns="${PACKAGE}">${relationships.join('')}</Relationships>`;
}
