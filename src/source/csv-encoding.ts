/**
 * Which encoding a text file is in, and its text as UTF-8 bytes (the parser works on bytes, so the usual file is not
 * converted at all).
 *
 * The rule: a byte order mark decides; else zero bytes in every second place mean UTF-16; else the whole file must be
 * valid UTF-8; else its words say it (encoding/judge-encoding.ts).
 */
import { isUtf8 } from 'node:buffer';
import { RunError } from '../errors.ts';
import { HighWordsReader } from './encoding/high-words.ts';
import { judgeEncoding } from './encoding/judge-encoding.ts';
import type { SingleByte } from './encoding/single-byte.ts';
import { toUtf8 } from './encoding/to-utf8.ts';
import { type OpenFile, pieces } from './file-bytes.ts';
import type { SourceNote } from './source.ts';

/**
 * `unknown`: bytes above ASCII whose meaning cannot be told. They are read as U+FFFD, so that what holds them is held.
 */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | SingleByte | 'unknown';

/** As people write them. */
const NAMES: Readonly<Record<Encoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
  cp850: 'DOS (CP850)',
  unknown: '?',
};

/**
 * An encoding and how many bytes of byte order mark come before the text. `guessed`: nothing in the file says so.
 * `besideUtf8`: only for bytes that are no UTF-8.
 */
export interface EncodingFound {
  readonly encoding: Encoding;
  readonly skip: number;
  readonly guessed: boolean;
  readonly besideUtf8?: boolean;
}

/**
 * Looks at the first bytes, and through the whole file only when those do not say (1-2 GB/s, far faster than parsing);
 * twice when it is not UTF-8.
 * @throws RunError FILE_ENCODING for a file of which most lines are in an encoding that cannot be told.
 */
export async function detectEncoding(head: Buffer, file: OpenFile): Promise<EncodingFound> {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', skip: 3, guessed: false };
  const wide = wideEncoding(head);
  if (wide) return wide;
  if (await isUtf8File(file)) return { encoding: 'utf-8', skip: 0, guessed: false };
  const reader = new HighWordsReader();
  for await (const piece of pieces(file)) reader.read(piece);
  const judged = judgeEncoding(reader.finish());
  if (judged === undefined) throw new RunError('FILE_ENCODING', { file: file.name });
  return { ...judged, skip: 0, guessed: true };
}

/** What a person must know of it: an encoding that was guessed, or that some letters cannot be told. */
export function encodingNotes(file: OpenFile, { encoding, guessed, besideUtf8 }: EncodingFound): SourceNote[] {
  if (!guessed) return [];
  const params = { file: file.name };
  if (encoding === 'unknown') return [{ code: 'FILE_ENC_PARTS', params }];
  const name = besideUtf8 ? `${NAMES['utf-8']} + ${NAMES[encoding]}` : NAMES[encoding];
  return [{ code: 'FILE_ENC', params: { ...params, encoding: name } }];
}

/**
 * UTF-16, by its byte order mark or because (nearly) every second byte is zero and (nearly) no other is; else
 * undefined.
 */
export function wideEncoding(head: Buffer): EncodingFound | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2, guessed: false };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2, guessed: false };
  const pairs = head.length >> 1;
  if (pairs < 4) return undefined;
  let first = 0;
  let second = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (head[at] === 0) first += 1;
    if (head[at + 1] === 0) second += 1;
  }
  if (second >= pairs * 0.7 && first <= pairs * 0.05) return { encoding: 'utf-16le', skip: 0, guessed: true };
  if (first >= pairs * 0.7 && second <= pairs * 0.05) return { encoding: 'utf-16be', skip: 0, guessed: true };
  return undefined;
}

/**
 * Whether the whole file is valid UTF-8. A last character that is cut off does not count: the copy was cut, not the
 * encoding wrong.
 */
async function isUtf8File(file: OpenFile): Promise<boolean> {
  let carry: Buffer = Buffer.alloc(0);
  for await (const piece of pieces(file)) {
    const bytes = carry.length > 0 ? Buffer.concat([carry, piece]) : piece;
    const whole = bytes.length - cutCharacter(bytes);
    if (!isUtf8(bytes.subarray(0, whole))) return false;
    carry = Buffer.from(bytes.subarray(whole));
  }
  return true;
}

/** How many bytes at the end are the beginning of a UTF-8 character that is not complete (0-3). */
function cutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) {
      const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needs > back ? back : 0;
    }
    if (byte < 0x80) return 0;
  }
  return 0;
}

/**
 * The text of the file as UTF-8 bytes, without byte order mark and without NUL bytes (they are padding, never text).
 * `tell` hears how many bytes of the file each piece was.
 */
export async function* utf8Pieces(
  file: OpenFile,
  found: EncodingFound,
  tell: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const convert = converter(found);
  for await (const piece of pieces(file, found.skip)) {
    tell(piece.length);
    yield withoutNul(convert(piece, false));
  }
  const last = convert(Buffer.alloc(0), true);
  if (last.length > 0) yield withoutNul(last);
}

/** Bytes of this encoding, piece by piece, as UTF-8. */
function converter({ encoding, besideUtf8 = false }: EncodingFound): (bytes: Buffer, atEnd: boolean) => Buffer {
  if (encoding === 'utf-8') return (bytes) => bytes;
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return toUtf8({ encoding, besideUtf8 });
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  return (bytes, atEnd) => Buffer.from(decoder.decode(bytes, { stream: !atEnd }));
}

function withoutNul(bytes: Buffer): Buffer {
  return bytes.includes(0) ? (bytes.filter((byte) => byte !== 0) as Buffer) : bytes;
}
