/** A way over the line that tells of every request, for who wants to look on. */
import type { Exchange, HttpClient } from './exchange.ts';
import type { OutageCause } from './target.ts';

/** One request that has come to its end. Nothing in it is of a person. */
export interface RequestSeen {
  /** What was asked, as the target calls it: `submissions`, `lookups`. */
  readonly to: string;
  /** The batch id, of a request that has one. */
  readonly id?: string;
  /** What the server answered; absent where no answer came. */
  readonly status?: number;
  /** By what the server's own people find the request again (`X-Request-Id`), where it says so. */
  readonly requestId?: string;
  readonly cause?: OutageCause;
  /** From the call to the end, in milliseconds. */
  readonly ms: number;
}

/** No id of a request is longer, and none has other characters. */
const REQUEST_ID = /^[\w.:/+=-]{1,100}$/;

/** The same client, telling. */
export function watched(client: HttpClient, tell: (seen: RequestSeen) => void): HttpClient {
  return {
    async exchange(request) {
      const exchange = await client.exchange(request);
      tell({
        to: request.to ?? '',
        ...(request.batch === undefined ? {} : { id: request.batch }),
        ...(exchange.kind === 'response' ? answered(exchange) : { cause: exchange.cause }),
        ms: exchange.ms,
      });
      return exchange;
    },
    close: () => client.close(),
  };
}

function answered({ status, headers }: Extract<Exchange, { kind: 'response' }>): Partial<RequestSeen> {
  const requestId = headers['x-request-id'];
  return { status, ...(typeof requestId === 'string' && REQUEST_ID.test(requestId) ? { requestId } : {}) };
}
