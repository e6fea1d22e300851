/** What the server says over HTTP, as a value: it can be judged, stored and sent again byte for byte. */
import type { ServerResponse } from 'node:http';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The kinds of problem, each with its status and title; `type` in the body is `urn:vax-upload:problem:` + the kind. */
export const PROBLEMS = {
  'idempotency-key-missing': [400, 'Idempotency-Key is missing or malformed'],
  'body-malformed': [400, 'The body is not what this path takes'],
  'token-missing': [403, 'This window opens with the address that was printed at the start'],
  'not-found': [404, 'There is nothing at this path'],
  'method-not-allowed': [405, 'This path does not take this method'],
  'in-flight': [409, 'A request with this Idempotency-Key is still being processed'],
  'body-too-large': [413, 'The body is too large'],
  'too-many-records': [413, 'Too many records in one batch'],
  'too-many-keys': [413, 'Too many keys in one lookup'],
  'media-type': [415, 'This path takes application/json'],
  'other-host': [421, 'This server answers to the names of this computer only'],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used with another payload'],
  throttled: [429, 'Too many requests'],
  internal: [500, 'The server failed'],
  unavailable: [503, 'The server is not available'],
} as const satisfies Record<string, readonly [number, string]>;
export type ProblemKind = keyof typeof PROBLEMS;

/** An error as RFC 9457 has it (`application/problem+json`). `detail` never repeats a value of a record. */
export function problemReply(
  kind: ProblemKind,
  detail?: string,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const [status, title] = PROBLEMS[kind];
  const body = { type: `urn:vax-upload:problem:${kind}`, title, status, ...(detail === undefined ? {} : { detail }) };
  return { status, headers: { 'content-type': 'application/problem+json', ...headers }, body: JSON.stringify(body) };
}

/** A success. */
export function jsonReply(value: unknown): Reply {
  return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** Sends a reply whole. Does nothing when the client has gone. */
export function sendReply(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.headersSent) return;
  const body = Buffer.from(reply.body);
  response.writeHead(reply.status, { ...reply.headers, 'content-length': body.length, 'cache-control': 'no-store' });
  response.end(body);
}
