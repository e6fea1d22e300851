/**
 * What a response means, before anybody looks into the records: PURE, so that every status is a row of a table.
 * Rules: RFC 9110 (statuses, Retry-After), RFC 9457 (problems), draft-ietf-httpapi-idempotency-key-header (409, 422),
 * docs/reliability.md. Unsure is in doubt.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { explain } from './explain.ts';
import { withoutReason } from './reason.ts';
import { jsonOf, type Shape, shapeOf } from './shape.ts';
import type { Outage, OutageCause, RefusedWhole, Split, Stop } from './target.ts';

/** A whole response, as http.ts hands it over. */
export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
}

/** The class of a response. */
export type ResponseClass =
  /** 200, 201 or 207 with JSON: to be believed only as far as the target's own reading of it goes. */
  | { readonly kind: 'json'; readonly value: unknown; readonly status: number }
  | Outage
  | Stop
  | Split
  | RefusedWhole
  /**
   * 422 because the idempotency key came with other bytes before: those bytes may have been stored, so this is no
   * refusal.
   */
  | { readonly kind: 'key-reused' };

/** What a row says of the answers that it is about. */
type Meaning = 'answer' | 'too-large' | 'refusal' | 'key-reused' | 'unauthorised' | 'misconfigured' | OutageCause;

/** One row of the table. */
export interface Rule {
  /** One status, or all from one to another. */
  readonly status: number | readonly [from: number, to: number];
  /** Of the body; `own`: as this API writes its errors. Any when absent. */
  readonly shape?: Shape | 'own';
  /** What one of the reasons in it says: its code, a blank, its message. Anything when absent. */
  readonly says?: RegExp;
  readonly means: Meaning;
  /**
   * By the contract of this very server nothing was stored where it answers so. Never by default: a proxy that asks a
   * second server when the first one died answers what the second one says (429, 404, 413, 503 …), and the first may
   * have stored everything.
   */
  readonly unsent?: true;
}

export interface ResponseRules {
  /** Epoch milliseconds; a Retry-After that is a date needs it. */
  readonly now: number;
  /** How this API writes its errors. `problem` unless given. */
  readonly own?: Shape;
  /** What this target knows better; goes before the table. */
  readonly rules?: readonly Rule[];
}

/** The first row that fits holds. What no row knows is unreadable. */
const TABLE: readonly Rule[] = [
  { status: [200, 201], means: 'answer' },
  { status: 207, means: 'answer' },
  // Not here, or what frameworks answer when they have stored something, or a portal that wants a log-in first.
  { status: [300, 399], means: 'misconfigured' },
  { status: 401, means: 'unauthorised' },
  { status: 403, means: 'unauthorised' },
  // Wrong address, method or way of asking: no record's fault.
  { status: [404, 407], means: 'misconfigured' },
  { status: 408, means: 'timeout' },
  { status: 409, means: 'busy' },
  { status: [410, 411], means: 'misconfigured' },
  { status: 413, means: 'too-large' },
  { status: 414, means: 'misconfigured' },
  { status: 421, means: 'misconfigured' },
  { status: 423, means: 'busy' },
  { status: 425, means: 'busy' },
  { status: 426, means: 'misconfigured' },
  { status: 429, means: 'throttled' },
  { status: 431, means: 'misconfigured' },
  // Only who knows the API can say something about records; the page of a gateway says that the gateway is not well.
  { status: [400, 499], shape: 'own', means: 'refusal' },
  { status: [500, 999], means: 'server-error' },
];

/** Sorts a response into its class. */
export function classify(response: Response, rules: ResponseRules): ResponseClass {
  const { status, headers, body } = response;
  const shape = shapeOf(status, headers, body);
  const own = shape === (rules.own ?? 'problem');
  const rule = [...(rules.rules ?? []), ...TABLE].find((row) => fits(row, status, shape, own) && says(row, body));
  const unsent = rule?.unsent ? ({ unsent: true } as const) : {};
  const page = shape === 'page' ? ({ page: true } as const) : {};
  const outage = (cause: OutageCause): Outage => {
    const wait = retryAfterMs(headers['retry-after'], rules.now);
    const retryAfter = wait === undefined ? {} : { retryAfterMs: wait };
    return { kind: 'outage', cause, reachedServer: !rule?.unsent, status, ...retryAfter, ...page };
  };
  switch (rule?.means) {
    case 'answer': {
      const value = jsonOf(body);
      // A maintenance page with status 200 is no answer, however kindly it is worded.
      return value === undefined ? outage('unreadable') : { kind: 'json', value, status };
    }
    case 'unauthorised':
    case 'misconfigured':
      // A portal that wants a log-in sends elsewhere for the time being (302, 303, 307), often without a page.
      return {
        kind: 'stop',
        why: rule.means,
        status,
        ...unsent,
        ...([302, 303, 307].includes(status) ? { page: true } : page),
      };
    case 'too-large':
      return { kind: 'split', ...unsent, ...(own ? {} : { foreign: true }) };
    case 'refusal': {
      const reasons = explain(body);
      return { kind: 'refused-whole', reasons: reasons.length > 0 ? reasons : withoutReason(status), ...unsent };
    }
    case 'key-reused':
      return { kind: 'key-reused' };
    default:
      // Without a row: 202, 204 and the like say "well" without saying what, and a 4xx in nobody's form says nothing of
      // records.
      return outage(rule?.means ?? 'unreadable');
  }
}

function says({ says: pattern }: Rule, body: Uint8Array): boolean {
  return !pattern || explain(body).some(({ code = '', message }) => pattern.test(`${code} ${message}`));
}

function fits(row: Rule, status: number, shape: Shape, own: boolean): boolean {
  const [from, to] = typeof row.status === 'number' ? [row.status, row.status] : row.status;
  if (status < from || status > to) return false;
  return row.shape === undefined || (row.shape === 'own' ? own : row.shape === shape);
}

/**
 * Retry-After (RFC 9110, 10.2.3) as milliseconds from `now`: seconds, or any of the three HTTP dates. A date that has
 * passed is 0; nonsense is undefined. Not capped: the caller knows how long it is willing to wait.
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  if (!/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text)) return undefined;
  // The asctime form has no zone and means UTC (RFC 9110, 5.6.7).
  const date = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
