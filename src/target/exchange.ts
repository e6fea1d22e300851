/** What goes over the line, as values: one request, and what became of it. */
import type { IncomingHttpHeaders } from 'node:http';
import type { OutageCause } from './target.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  readonly signal: AbortSignal;
  /**
   * What is asked, in a word of the target's own (`submissions`, `lookups`), for who looks on; it is not sent. The
   * address is never told: the path of a question may hold a NIK.
   */
  readonly to?: string;
  /** The id of the batch that it carries, for who looks on; it is not sent. */
  readonly batch?: string;
  /**
   * The same bytes twice are one effect at this server (an idempotency key, a question). Only then may a connection
   * that turned out to be dead be replaced by a fresh one without anybody being asked (RFC 9110, 9.2.2).
   */
  readonly repeatable?: boolean;
}

/** What became of one request. */
export type Exchange =
  | {
      readonly kind: 'response';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
      /** From the call to the last byte, in milliseconds. */
      readonly ms: number;
    }
  /**
   * `reachedServer` is false only when not one byte of the request can have left: the connection was never made or its
   * TLS hand-shake never finished. An exchange that the caller aborts fails with the cause `timeout`: its answer was
   * not waited for.
   */
  | { readonly kind: 'failed'; readonly cause: OutageCause; readonly reachedServer: boolean; readonly ms: number };

export interface HttpClient {
  /** Never throws for anything a server or a network can do. */
  exchange(request: HttpRequest): Promise<Exchange>;
  /** Closes idle and busy connections. */
  close(): void;
}
