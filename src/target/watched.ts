/** A way over the line that tells of every request, for who wants to look on. */
import type { HttpClient } from './exchange.ts';
import type { OutageCause } from './target.ts';

/** One request that has come to its end. Nothing in it is of a person. */
export interface RequestSeen {
  /** The last word of the address: `submissions`, `lookups`. */
  readonly to: string;
  /** The batch id, of a request that has one. */
  readonly id?: string;
  /** What the server answered; absent where no answer came. */
  readonly status?: number;
  readonly cause?: OutageCause;
  /** From the call to the end, in milliseconds. */
  readonly ms: number;
}

/** The same client, telling. `idHeader`: the header that carries the batch id, in lower case. */
export function watched(client: HttpClient, idHeader: string, tell: (seen: RequestSeen) => void): HttpClient {
  return {
    async exchange(request) {
      const exchange = await client.exchange(request);
      const id = request.headers?.[idHeader]?.replaceAll('"', '');
      tell({
        to: request.url.pathname.split('/').at(-1) ?? '',
        ...(id === undefined ? {} : { id }),
        ...(exchange.kind === 'response' ? { status: exchange.status } : { cause: exchange.cause }),
        ms: exchange.ms,
      });
      return exchange;
    },
    close: () => client.close(),
  };
}
