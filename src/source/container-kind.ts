/**
 * What is inside a container that begins like a workbook: a zip, or a compound file (the old Office format, and every
 * password).
 */
import { RunError, systemCode } from '../errors.ts';
import { type OpenFile, pieces } from './file-bytes.ts';
import type { SourceLimits } from './source.ts';
import type { Zip } from './xlsx/zip.ts';

/**
 * A part that only this kind of document has (compared without case), and the name of the kind. The first that is there
 * decides.
 */
const ZIP_PARTS: readonly (readonly [string, string])[] = [
  ['xl/workbook.bin', 'XLSB'],
  ['word/document.xml', 'DOCX'],
  ['ppt/presentation.xml', 'PPTX'],
  ['index/document.iwa', 'NUMBERS'],
];
const OPEN_DOCUMENT = 'mimetypeapplication/vnd.oasis.opendocument.';
const OPEN_DOCUMENT_TYPES: Readonly<Record<string, string>> = { spreadsheet: 'ODS', text: 'ODT', presentation: 'ODP' };

/** 'xlsx', or the short name of what else it is. Throws FILE_DAMAGED for a zip without a readable directory. */
export async function zipKind(file: OpenFile, head: Buffer, limits: SourceLimits): Promise<string> {
  // The OpenDocument standard (part 3, 2.2.4) puts `mimetype` first and uncompressed so that it can be read right here.
  const start = head.toString('latin1', 30, 30 + 80);
  if (start.startsWith(OPEN_DOCUMENT)) return openDocumentKind(start);
  return zipParts(file, limits, async (zip) => {
    if (zip.has('xl/workbook.xml')) return 'xlsx';
    // Some writers pack `mimetype` like any other part, or leave it out: then whoever reads the content says if it is
    // no spreadsheet.
    if (zip.has('content.xml'))
      return zip.has('mimetype') ? openDocumentKind(`mimetype${await firstText(zip, 'mimetype')}`) : 'ODS';
    const other = ZIP_PARTS.find(([part]) => zip.has(part))?.[1];
    if (other !== undefined) return other;
    const { workbookPart, isBinaryWorkbook } = await import('./xlsx/workbook.ts');
    if (await isBinaryWorkbook(zip, limits.maxCellChars)) return 'XLSB';
    return (await workbookPart(zip, limits.maxCellChars)) === undefined ? 'ZIP' : 'xlsx';
  });
}

function openDocumentKind(start: string): string {
  const name = start.startsWith(OPEN_DOCUMENT) ? /^[a-z]+/.exec(start.slice(OPEN_DOCUMENT.length))?.[0] : undefined;
  return OPEN_DOCUMENT_TYPES[name ?? ''] ?? 'OPENDOCUMENT';
}

async function firstText(zip: Zip, part: string): Promise<string> {
  for await (const bytes of zip.bytes(part)) return bytes.toString('latin1', 0, 80);
  return '';
}

/** Looks into a zip and closes it again. Faults of the zip are thrown as RunErrors. */
export async function zipParts<T>(file: OpenFile, limits: SourceLimits, look: (zip: Zip) => Promise<T>): Promise<T> {
  const { openZip } = await import('./xlsx/zip.ts');
  const zip = await openZip(file.name, limits).catch((error: unknown) => zipFailure(error, file.name));
  try {
    return await look(zip).catch((error: unknown) => zipFailure(error, file.name));
  } finally {
    await zip.close();
  }
}

async function zipFailure(error: unknown, file: string): Promise<never> {
  if (error instanceof RunError) throw error;
  const { XlsxFault } = await import('./xlsx/fault.ts');
  if (error instanceof XlsxFault) throw new RunError(error.code, { file, ...error.params }, { cause: error });
  const code = systemCode(error);
  if (code === undefined) throw error;
  throw new RunError(code === 'EIO' ? 'DISK_FAILED' : 'FILE_UNREADABLE', { file, code }, { cause: error });
}

/**
 * Streams of a compound file by name ([MS-CFB] 2.6.1: UTF-16LE), and what they make the file. The first that is there
 * decides.
 */
const COMPOUND_STREAMS: readonly (readonly [string, string])[] = [
  ['EncryptedPackage', 'encrypted'],
  // Before Word and PowerPoint: a workbook may hold a document, and a letter that holds a workbook is not worth a
  // second look.
  ['Workbook', 'XLS'],
  ['WordDocument', 'DOC'],
  ['PowerPoint Document', 'PPT'],
];

/**
 * 'encrypted' for an Office document behind a password ([MS-OFFCRYPTO] 2.3.4: it is a stream named EncryptedPackage),
 * or the short name of the old format. Looks for the names anywhere in the file: the directory may stand at its end,
 * and no cell says these words.
 */
export async function compoundKind(file: OpenFile): Promise<string> {
  const names = COMPOUND_STREAMS.map(([name, type]) => ({ bytes: Buffer.from(name, 'utf16le'), type }));
  const found = new Set<string>();
  let carry = Buffer.alloc(0);
  for await (const piece of pieces(file)) {
    const bytes = Buffer.concat([carry, piece]);
    for (const { bytes: name, type } of names) if (bytes.includes(name)) found.add(type);
    if (found.has('encrypted')) return 'encrypted';
    carry = Buffer.from(bytes.subarray(-64));
  }
  return names.find(({ type }) => found.has(type))?.type ?? 'XLS';
}
