/** What a file turned out to be, and which limit it exceeds, in words. The short names come from source/. */
import type { ErrorParams } from '../errors.ts';
import type { Language } from './language.ts';
import { figuresOf } from './numbers.ts';

const KINDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  xls: { id: 'buku kerja Excel lama (.xls)', en: 'a workbook of old Excel (.xls)' },
  xlsb: { id: 'buku kerja Excel biner (.xlsb)', en: 'a binary Excel workbook (.xlsb)' },
  ods: { id: 'lembar LibreOffice (.ods)', en: 'a LibreOffice sheet (.ods)' },
  html: { id: 'halaman web (HTML)', en: 'a web page (HTML)' },
  mhtml: { id: 'halaman web (MHTML)', en: 'a web page (MHTML)' },
  xml: { id: 'XML, mungkin dari Excel 2003', en: 'XML, perhaps of Excel 2003' },
  doc: { id: 'dokumen Word', en: 'a Word document' },
  docx: { id: 'dokumen Word', en: 'a Word document' },
  odt: { id: 'dokumen teks LibreOffice', en: 'a LibreOffice text document' },
  rtf: { id: 'dokumen teks (RTF)', en: 'a text document (RTF)' },
  ppt: { id: 'presentasi PowerPoint', en: 'a PowerPoint presentation' },
  pptx: { id: 'presentasi PowerPoint', en: 'a PowerPoint presentation' },
  pdf: { id: 'PDF', en: 'a PDF' },
  png: { id: 'gambar', en: 'a picture' },
  jpeg: { id: 'gambar', en: 'a picture' },
  gif: { id: 'gambar', en: 'a picture' },
  tiff: { id: 'gambar', en: 'a picture' },
  zip: { id: 'arsip ZIP', en: 'a ZIP archive' },
  gzip: { id: 'arsip GZIP', en: 'a GZIP archive' },
  rar: { id: 'arsip RAR', en: 'a RAR archive' },
  '7z': { id: 'arsip 7z', en: 'a 7z archive' },
  binary: { id: 'data biner', en: 'binary data' },
};

/** Kinds that Excel or LibreOffice open and can save as .xlsx. */
const CONVERTIBLE = new Set(['xls', 'xlsb', 'ods', 'html', 'mhtml', 'xml']);
const ARCHIVES = new Set(['zip', 'gzip', 'rar', '7z']);

/** `type` in words; a type that is not in the list stands for itself. */
export function fileKind(type: string, language: Language): string {
  return KINDS[type.toLowerCase()]?.[language] ?? type;
}

/** What helps with such a file: save it as .xlsx, unpack it, or ask for the spreadsheet it was made from. */
export function fileKindCure(params: ErrorParams): 'save' | 'unpack' | 'ask' {
  const type = String(params['type'] ?? '').toLowerCase();
  if (type === '' || CONVERTIBLE.has(type)) return 'save';
  return ARCHIVES.has(type) ? 'unpack' : 'ask';
}

/**
 * "more than 5,000,000 rows", "a cell with more than 32,767 characters in line 7"; nothing for limits that say nothing
 * to a clerk.
 */
export function limitInWords(params: ErrorParams, language: Language): string | undefined {
  const { limit, max, line } = params;
  if (typeof max !== 'number') return undefined;
  const figure = figuresOf(language).number(max);
  if (limit === 'maxRows') return language === 'id' ? `lebih dari ${figure} baris` : `more than ${figure} rows`;
  if (limit !== 'maxCellChars' && limit !== 'maxLineBytes') return undefined;
  if (language === 'id') return `satu sel lebih dari ${figure} huruf${line === undefined ? '' : `, baris ${line}`}`;
  return `a cell with more than ${figure} characters${line === undefined ? '' : `, line ${line}`}`;
}

/** A path as it is typed, in every shell there is: in quotes where it has spaces. */
export function typedPath(path: string): string {
  return /\s/.test(path) ? `"${path}"` : path;
}

/** How to name all workbooks of a folder; a shell leaves a quoted star alone. */
export function inFolder(folder: string): string {
  const path = folder.replace(/(?<!\/)\/+$/, '');
  return /\s/.test(path) ? `"${path}"/*.xlsx` : `${path}/*.xlsx`;
}
