/**
 * Who is let in at the training server. It listens on this computer only, but a page from anywhere, open in a browser
 * on this computer, can ask it too: by a name of its own that it has led to 127.0.0.1 meanwhile (DNS rebinding), or
 * blindly. So it answers to the names of this computer only, and its windows, which show what was stored, to those who
 * have the address that was printed at the start.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A token for one start of the server: 128 bits. */
export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

/** Whether a request was sent to this computer by one of its own names. Any port: one may be forwarded to ours. */
export function isForUs({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i.test(headers.host ?? '');
}

/** Whether the query of a request has the token. How long that takes says nothing of it. */
export function hasToken(query: string, token: string): boolean {
  const given = new URLSearchParams(query).get('token') ?? '';
  const [one, other] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return one !== undefined && other !== undefined && timingSafeEqual(one, other);
}
