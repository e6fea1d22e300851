/** Bytes whose encoding was judged, piece by piece, as UTF-8. */
import { isAscii, isUtf8 } from 'node:buffer';
import type { JudgedEncoding } from './judge-encoding.ts';
import { decodeGuessed } from './single-byte.ts';

/**
 * A run of bytes above ASCII that goes on over a piece is kept back until its end is seen, unless it is longer than any
 * word.
 */
const LONGEST_RUN = 4096;

/** Turns pieces into UTF-8; the last call is `atEnd`. */
export function toUtf8({ encoding, besideUtf8 }: JudgedEncoding): (piece: Buffer, atEnd: boolean) => Buffer {
  const decode = (text: string): string => decodeGuessed(text, encoding);
  if (!besideUtf8) return (piece) => (isAscii(piece) ? piece : Buffer.from(decode(piece.toString('latin1'))));
  let carry: Buffer = Buffer.alloc(0);
  return (piece, atEnd) => {
    const bytes = carry.length > 0 ? Buffer.concat([carry, piece]) : piece;
    const end = atEnd ? bytes.length : beforeLastRun(bytes);
    carry = Buffer.from(bytes.subarray(end));
    const whole = bytes.subarray(0, end);
    if (isUtf8(whole)) return whole;
    return Buffer.from(whole.toString('latin1').replace(/[\x80-\xff]+/g, (run) => utf8Text(run) ?? decode(run)));
  };
}

function utf8Text(run: string): string | undefined {
  const bytes = Buffer.from(run, 'latin1');
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

function beforeLastRun(bytes: Buffer): number {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] ?? 0) > 127) end -= 1;
  return bytes.length - end > LONGEST_RUN ? bytes.length : end;
}
