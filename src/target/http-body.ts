/** The body of a response as bytes: whole, unpacked, and no larger than anybody needs. */
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** What we say we can unpack. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** More than this is no answer of a registry. The code reads as zlib's do: what came cannot be used (http-phase.ts). */
const TOO_LARGE = Object.assign(new Error('the answer is too large'), { code: 'Z_TOO_LARGE' });

/** Rejects with the error of the connection, with zlib's, or when more than `maxBytes` come out of it. */
export function readWhole(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const unpacked = unpack(response, reject);
    unpacked.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) chunks.push(chunk);
      else reject(TOO_LARGE);
    });
    unpacked.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    response.once('error', reject);
    // Cut off in the middle: 'end' never comes then, and not every version of Node says 'error'.
    response.once('close', () => response.complete || reject(new Error('cut off')));
  });
}

/** An encoding that we did not ask for is handed on as it is; it will not parse. */
function unpack(response: IncomingMessage, failed: (error: unknown) => void): Readable {
  const decoder = decoderFor(response.headers['content-encoding']);
  if (!decoder) return response;
  decoder.once('error', failed);
  return response.pipe(decoder);
}

function decoderFor(encoding: string | undefined) {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
