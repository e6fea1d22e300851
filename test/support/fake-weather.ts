/** The weather a fake server can have: what it does with one request, beside or instead of serving it. */

/** What happens to one request. Words for the plain kinds, objects where a number is needed. */
export type Weather =
  /** Served honestly. */
  | 'ok'
  /**
   * The connection is destroyed as soon as it is accepted; a request on a kept-alive connection loses it before it is
   * read.
   */
  | 'refuse connection'
  /** The head is read, the body is not, then RST. Nothing stored. */
  | 'reset before reading'
  /** Stored, then RST: the classic lost answer. */
  | 'commit then reset'
  /** Stored, then half of the answer and a cut. */
  | 'half response then cut'
  /** Stored, then an error page of a proxy (text/plain, as Google's and nginx' are). */
  | 'commit then 500'
  | 'commit then 502'
  | 'commit then 503'
  | 'commit then 504'
  /** Not stored, and said so by the status alone. */
  | '500'
  | '502'
  | '504'
  /** 503 without a Retry-After; with one: `{ do: '503', retryAfterSeconds }`. Not stored. */
  | '503'
  | '429'
  /** A maintenance page with status 200. Not stored. */
  | '200 with an HTML page'
  /** Stored; the answer lacks its last result. */
  | 'short reply'
  /** Stored; the answer names a key that was not sent in place of the last one. */
  | 'unknown key in reply'
  /** Stored; the answer has its first result twice, the last one is missing. */
  | 'duplicate result'
  /** Stored; accepted results lack their id. */
  | 'no ids in reply'
  /** Read to the end and never answered. Not stored. */
  | 'half-open'
  /** Stored, then never answered. */
  | 'commit then half-open'
  | '409 in flight'
  /** The credentials are refused whatever they are. */
  | '401'
  | '403'
  | '404'
  /** The idempotency key is said to have come with another payload. Not stored. */
  | '422 key reused'
  | '301'
  /** For lookups: an index that has seen nothing yet answers that nothing is there. */
  | 'finds nothing'
  /** Served honestly after a while. */
  | { readonly do: 'slow'; readonly ms: number }
  | { readonly do: '503' | '429'; readonly retryAfterSeconds: number | string }
  /**
   * Any status in any form: a page of a gateway, a problem of the API, JSON of somebody else, nothing. `stored`: a
   * second server behind the proxy says it.
   */
  | {
      readonly do: 'answer';
      readonly status: number;
      readonly as: 'page' | 'problem' | 'json' | 'nothing';
      readonly stored?: true;
    };

/** Weather made up on the spot, for example `({ nth }) => (nth > 5 ? '429' : 'ok')`. */
export type Forecast = Weather | ((request: SeenRequest) => Weather);

/** One request as the server saw it, kept in its log. */
export interface SeenRequest {
  /** Which request of this path, 1-based. */
  readonly nth: number;
  readonly method: string;
  readonly path: string;
  /** The raw Idempotency-Key header, quotes and all. */
  readonly key: string | undefined;
  readonly authorization: string | undefined;
  readonly userAgent: string | undefined;
  /** Bytes of the body; 0 where it was not read. */
  readonly size: number;
  /** Records or keys in the body. */
  readonly records: number;
  /** Epoch milliseconds of arrival. */
  readonly at: number;
  readonly weather: string;
  /** Requests in the server at that moment, this one included. */
  readonly concurrent: number;
}

/** `429` every request after the first n: a forecast. */
export function throttledAfter(n: number): Forecast {
  return ({ nth }) => (nth > n ? '429' : 'ok');
}

export const nameOf = (weather: Weather): string => (typeof weather === 'string' ? weather : weather.do);
