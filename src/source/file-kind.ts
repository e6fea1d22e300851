/** What kind of file the first bytes say it is. The extension is never asked: it is what people rename. */
import { wideEncoding } from './csv-encoding.ts';

/**
 * `blank`: nothing but white space so far. `zeros`: nothing but NUL bytes so far. `other`: a known or binary kind that
 * is no sheet for us.
 */
export type HeadKind =
  | { readonly kind: 'zip' | 'compound' | 'text' | 'blank' | 'zeros' }
  | { readonly kind: 'other'; readonly type: string };

/** Leading bytes of formats that have turned up with a spreadsheet's name. */
const MAGIC: readonly (readonly [string, readonly number[]])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['TIFF', [0x49, 0x49, 0x2a, 0x00]],
  ['TIFF', [0x4d, 0x4d, 0x00, 0x2a]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['GZIP', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a]],
  ['7Z', [0x37, 0x7a, 0xbc, 0xaf]],
  // A worksheet of Excel 2, 3 or 4: a BIFF stream without a container ([MS-XLS] 2.4.21, BOF).
  ['XLS', [0x09, 0x00, 0x04, 0x00]],
  ['XLS', [0x09, 0x02, 0x06, 0x00]],
  ['XLS', [0x09, 0x04, 0x06, 0x00]],
  ['XLS', [0x09, 0x08]],
];
const ZIP: readonly (readonly number[])[] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x50, 0x4b, 0x07, 0x08],
];
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/**
 * More control characters than one in this many means that it is no text; stray NUL bytes are rarer, binary files have
 * far more.
 */
const BINARY_SHARE = 20;
/** …but a short text with a few stray ones stays a text. */
const BINARY_LEAST = 4;

/** Judges the beginning of a file; some kilobytes are enough. */
export function headKind(head: Buffer): HeadKind {
  if (ZIP.some((magic) => startsWith(head, magic))) return { kind: 'zip' };
  if (startsWith(head, COMPOUND)) return { kind: 'compound' };
  const known = MAGIC.find(([, magic]) => startsWith(head, magic));
  if (known) return { kind: 'other', type: known[0] };
  if (head.length > 0 && head.every((byte) => byte === 0)) return { kind: 'zeros' };
  const wide = wideEncoding(head);
  if (!wide && isBinary(head)) return { kind: 'other', type: 'BINARY' };
  const text = wide
    ? new TextDecoder(wide.encoding).decode(head)
    : head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  const start = text.replaceAll('\0', '').trimStart();
  if (start === '') return { kind: 'blank' };
  const markup = markupType(start);
  return markup ? { kind: 'other', type: markup } : { kind: 'text' };
}

/** Tables that web programs save as .xls: HTML, a single-file web page, or the XML of Excel 2003. */
function markupType(start: string): string | undefined {
  if (/^MIME-Version:/i.test(start)) return 'MHTML';
  if (/^<(?:\?xml|[\w-]+(?::\w*)?\s+xmlns|ss:|workbook)/i.test(start)) return /<html/i.test(start) ? 'HTML' : 'XML';
  return /^<(?:!doctype|!--|html|head|body|meta|style|script|title|table|thead|tbody|tr|div|center|font|p|br)\b/i.test(
    start,
  )
    ? 'HTML'
    : undefined;
}

function isBinary(head: Buffer): boolean {
  let control = 0;
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26)) control += 1;
  return control > BINARY_LEAST && control * BINARY_SHARE > head.length;
}

function startsWith(head: Buffer, magic: readonly number[]): boolean {
  return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
}
