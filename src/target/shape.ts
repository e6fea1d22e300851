/**
 * What the body of an answer looks like: PURE. Who writes an error in the form of the API knows the API; a gateway, a
 * firewall or a portal does not.
 */
import type { IncomingHttpHeaders } from 'node:http';

export type Shape =
  /** A problem of RFC 9457: by its content type, or JSON that has its members and repeats the status. */
  | 'problem'
  /** FHIR R4. */
  | 'operation-outcome'
  /** DHIS2: an import report, or the WebMessage around one. */
  | 'import-report'
  /** Any other JSON: API gateways and firewalls write it too. */
  | 'json'
  /** HTML: a gateway, a firewall, a captive portal, a page of maintenance. */
  | 'page'
  | 'text'
  | 'empty';

/** Refuses what is no UTF-8. Keeps nothing from one text to the next. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON of a body, or undefined where it is none (cut, HTML, empty, not UTF-8). */
export function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(body));
  } catch {
    return undefined;
  }
}

/** So many bytes show what a body begins with. */
const BEGINNING = 512;

export function shapeOf(status: number, headers: IncomingHttpHeaders, body: Uint8Array): Shape {
  const type = (headers['content-type'] ?? '').toLowerCase();
  const beginning = Buffer.from(body.subarray(0, BEGINNING)).toString('latin1').trimStart();
  if (beginning === '') return 'empty';
  if (/^(\xef\xbb\xbf)?\s*</.test(beginning)) return 'page';
  // What is well is read by the target, once.
  if (status < 300) return 'json';
  const value = jsonOf(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value === undefined ? 'text' : 'json';
  return shapeOfObject(value as Readonly<Record<string, unknown>>, status, type);
}

function shapeOfObject(value: Readonly<Record<string, unknown>>, status: number, type: string): Shape {
  if (value['resourceType'] === 'OperationOutcome') return 'operation-outcome';
  if (typeof value['httpStatusCode'] === 'number' || typeof value['validationReport'] === 'object')
    return 'import-report';
  const says = ['type', 'title', 'detail'].some((member) => typeof value[member] === 'string');
  if (says && (type.startsWith('application/problem+json') || value['status'] === status)) return 'problem';
  return 'json';
}
