/**
 * What a response means, before anybody looks into the records: PURE, so that every status is a row of a table.
 * Rules: RFC 9110 (statuses, Retry-After), draft-ietf-httpapi-idempotency-key-header (409, 422), docs/reliability.md. Unsure is in doubt.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { explain } from './explain.ts';
import type { Outage, Reason, Stop } from './target.ts';

/** A whole response, as http.ts hands it over. */
export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** The class of a response. */
export type ResponseClass =
  /** 200, 201 or 207 with JSON: to be believed only as far as the target's own reading of it goes. */
  | { readonly kind: 'json'; readonly value: unknown }
  | Outage
  | Stop
  | { readonly kind: 'split' }
  | { readonly kind: 'refused-whole'; readonly reasons: readonly Reason[] }
  /** 422 because the idempotency key came with other bytes before: those bytes may have been stored, so this is no refusal. */
  | { readonly kind: 'key-reused'; readonly reasons: readonly Reason[] };

export interface ResponseRules {
  /** Epoch milliseconds; a Retry-After that is a date needs it. */
  readonly now: number;
  /**
   * This server's 503 certainly stored nothing. In doubt unless declared: a proxy answers 503 as well when the server behind it
   * dies after taking the request.
   */
  readonly unavailableIsUnsent?: boolean;
}

/** Wrong address, method or way of asking: no record's fault, and nothing that waiting cures. */
const MISCONFIGURED = new Set([404, 405, 406, 407, 410, 411, 414, 421, 426, 431]);
/** Redirects that say "not here" (RFC 9110, 15.4). The others are also what web frameworks answer when they have stored something. */
const NOT_HERE = new Set([301, 307, 308]);
/** The server cannot write its answer as we want it, which some find out only when they have one. */
const NOT_ACCEPTABLE = 406;

/** Sorts a response into its class. */
export function classify(response: Response, rules: ResponseRules): ResponseClass {
  const { status } = response;
  if (status === 200 || status === 201 || status === 207) return readable(response);
  if (status === 401 || status === 403) return { kind: 'stop', why: 'unauthorised', status };
  const isRedirect = status >= 300 && status < 400;
  if (MISCONFIGURED.has(status) || isRedirect) {
    const acted = status === NOT_ACCEPTABLE || (isRedirect && !NOT_HERE.has(status));
    return { kind: 'stop', why: 'misconfigured', status, ...(acted ? { mayHaveActed: true } : {}) };
  }
  if (status === 413) return { kind: 'split' };
  const wait = retryAfterMs(response.headers['retry-after'], rules.now);
  const retryAfter = wait === undefined ? {} : { retryAfterMs: wait };
  if (status === 429) return { kind: 'outage', cause: 'throttled', reachedServer: false, status, ...retryAfter };
  if (status === 408) return { kind: 'outage', cause: 'timeout', reachedServer: true, status, ...retryAfter };
  if (status === 409 || status === 423 || status === 425) {
    return { kind: 'outage', cause: 'busy', reachedServer: true, status, ...retryAfter };
  }
  if (status >= 500) {
    const reachedServer = !(status === 503 && rules.unavailableIsUnsent === true);
    return { kind: 'outage', cause: 'server-error', reachedServer, status, ...retryAfter };
  }
  if (status >= 400) return refusal(response);
  // 202, 204 and the like: the server says "well" without saying what.
  return { kind: 'outage', cause: 'unreadable', reachedServer: true, status };
}

function readable(response: Response): ResponseClass {
  const value = jsonOf(response.body);
  // A maintenance page with status 200 is no answer, however kindly it is worded.
  if (value === undefined) return { kind: 'outage', cause: 'unreadable', reachedServer: true, status: response.status };
  return { kind: 'json', value };
}

function refusal(response: Response): ResponseClass {
  const reasons = explain(response.body);
  const reused = response.status === 422 && reasons.some((reason) => /idempotency/i.test(`${reason.code} ${reason.message}`));
  return { kind: reused ? 'key-reused' : 'refused-whole', reasons };
}

/** Refuses what is no UTF-8. Keeps nothing from one text to the next. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The JSON of a body, or undefined where it is none (cut, HTML, empty, not UTF-8). */
function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(UTF8.decode(body));
  } catch {
    return undefined;
  }
}

/**
 * Retry-After (RFC 9110, 10.2.3) as milliseconds from `now`: seconds, or any of the three HTTP dates. A date that has passed is 0;
 * nonsense is undefined. Not capped: the caller knows how long it is willing to wait.
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  // The asctime form has no zone and means UTC (RFC 9110, 5.6.7).
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
