/**
 * What lies in the province's database: bytes that say of which form they are and for whose key, and hold the rest
 * sealed (hpke.ts) and compressed. What travels over a poor line is compressed before it is sealed, because nothing
 * that is sealed becomes smaller.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { crc32, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { open, publicBytesOf, type Said, seal } from './hpke.ts';

/** Of this program. Another one may be opened by a later version only. */
const FORM = 1;

const MAGIC = Buffer.from('VXP');
const KEY_NAME = 8;
/** Magic, form, name of the key, and a sum over these: of a form that was changed on the way nobody waits for more. */
const HEAD = MAGIC.length + 1 + KEY_NAME + 4;
/** More than any parcel of the most records holds; what claims to be larger is none of ours. */
const MOST_BYTES = 256 * 2 ** 20;

/** Why an envelope stays closed. */
export type Closed =
  /** It is not as it was, or never was one. */
  | 'damaged'
  /** It was sealed to another key. */
  | 'other-key'
  /** A newer program has made it. */
  | 'newer';

/** The first bytes of SHA-256 over a public key: which of several keys is meant. */
export function nameOfKey(publicKey: Uint8Array): Buffer {
  return createHash('sha256').update(publicKey).digest().subarray(0, KEY_NAME);
}

/** A text, for whoever has the private key. `form`: only tests write another one. */
export function enclose(text: string, to: Uint8Array, said: Said, form = FORM): Buffer {
  const head = Buffer.concat([MAGIC, Buffer.from([form]), nameOfKey(to)]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(head));
  return Buffer.concat([head, sum, seal(zstdCompressSync(Buffer.from(text)), to, inForm(said, form))]);
}

export function disclose(bytes: Uint8Array, key: KeyObject, said: Said): { readonly text: string } | Closed {
  const sealed = Buffer.from(bytes);
  if (sealed.length < HEAD || !sealed.subarray(0, MAGIC.length).equals(MAGIC)) return 'damaged';
  const head = sealed.subarray(0, HEAD - 4);
  if (crc32(head) !== sealed.readUInt32BE(HEAD - 4)) return 'damaged';
  const form = head[MAGIC.length] ?? 0;
  if (form > FORM) return 'newer';
  if (!head.subarray(MAGIC.length + 1).equals(nameOfKey(publicBytesOf(key)))) return 'other-key';
  const packed = open(sealed.subarray(HEAD), key, inForm(said, form));
  if (!packed) return 'damaged';
  try {
    return { text: zstdDecompressSync(packed, { maxOutputLength: MOST_BYTES }).toString() };
  } catch {
    // Whoever sealed it has not packed it as we do.
    return 'damaged';
  }
}

/** The form is part of what both sides say, so that nobody can pass one off as another. */
function inForm({ info, aad }: Said, form: number): Said {
  return { info: `${String(info)} ${form}`, aad };
}
