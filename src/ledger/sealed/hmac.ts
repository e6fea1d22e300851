/**
 * HMAC-SHA-256 (RFC 2104). Of the short texts of rows it is made by its definition, over Node's one-shot hash: Node's
 * own makes an object outside of the heap for each, which the collector has to follow, and with two of them a row an
 * import took a tenth more (docs/performance.md). The test holds both equal, and to the vectors of RFC 4231.
 */
import { createHmac, hash, type KeyObject } from 'node:crypto';

/** What SHA-256 reads at once, and what a key is filled up to. */
const BLOCK = 64;
const DIGEST = 32;

/** In UTF-16 units, or bytes; hardly a text of a row is longer. */
const SHORT_TEXT = 2048;
const MOST_BYTES_A_UNIT = 3;

/**
 * `key`: at most 64 bytes. Texts are read as UTF-8. Returns the 32 bytes as a text with a character for each (latin1).
 */
export function hmacSha256(key: KeyObject): (body: string | Uint8Array) => string {
  const bytes = key.export();
  if (bytes.length > BLOCK) throw new Error('such a key must be hashed first');
  const inner = Buffer.alloc(BLOCK + SHORT_TEXT * MOST_BYTES_A_UNIT);
  const outer = Buffer.alloc(BLOCK + DIGEST);
  for (let at = 0; at < BLOCK; at++) {
    inner[at] = (bytes[at] ?? 0) ^ 0x36;
    outer[at] = (bytes[at] ?? 0) ^ 0x5c;
  }
  return (body) => {
    if (body.length > SHORT_TEXT) return createHmac('sha256', key).update(body).digest('binary');
    const end = BLOCK + put(body, inner);
    outer.write(hash('sha256', inner.subarray(0, end), 'binary'), BLOCK, 'latin1');
    return hash('sha256', outer, 'binary');
  };
}

/** How many bytes it took. */
function put(body: string | Uint8Array, inner: Buffer): number {
  if (typeof body === 'string') return inner.write(body, BLOCK, 'utf8');
  inner.set(body, BLOCK);
  return body.length;
}
