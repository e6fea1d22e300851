/** Reading a request as far as every path needs it: the body within its limit, the idempotency key, the JSON. */
import type { IncomingMessage } from 'node:http';

/** The body, or why there is none. `gone`: the client went away in the middle. */
export type BodyReading =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' };

/**
 * Reads a body of at most `limit` bytes. What is above the limit is read and thrown away: a server that stops reading
 * resets the connection, and the client would never hear the 413.
 */
export async function readBody(request: IncomingMessage, limit: number): Promise<BodyReading> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch {
    return { kind: 'gone' };
  }
  return size > limit ? { kind: 'too-large' } : { kind: 'body', bytes: Buffer.concat(chunks) };
}

/** Whether the body is declared as plain JSON: `application/json`, in UTF-8, not compressed. */
export function isJson(request: IncomingMessage): boolean {
  const [type = '', ...params] = (request.headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = params.map((param) => param.trim()).find((param) => param.startsWith('charset='));
  const encoding = request.headers['content-encoding'] ?? 'identity';
  return (
    type.trim() === 'application/json' &&
    encoding === 'identity' &&
    (charset === undefined || /^charset="?utf-8"?$/.test(charset))
  );
}

/** JSON in valid UTF-8, or undefined (which JSON cannot say). */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/**
 * The value of `Idempotency-Key`: a String of RFC 8941 (in double quotes, parameters ignored), or, because many clients
 * send it so, the bare characters without quotes, blanks and commas. Undefined when it is missing, malformed or longer
 * than 255.
 */
export function idempotencyKey(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string') return undefined;
  const quoted = /^"((?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])+)"(?: *;[^"]*)?$/.exec(header.trim())?.[1];
  const key = quoted?.replace(/\\(["\\])/g, '$1') ?? /^[!#-+\--:<-~]+$/.exec(header.trim())?.[0];
  return key !== undefined && key.length <= 255 ? key : undefined;
}
