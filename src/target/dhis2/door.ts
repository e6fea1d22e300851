/** The door of DHIS2: who shows nothing, or what it does not know, is sent to its page for logging in. */
import type { HttpClient } from '../exchange.ts';

/** Where it sends to: `/login/`; in earlier versions `/dhis-web-login/`, `/dhis-web-commons/security/login.action`. */
const LOGIN = /\/(?:dhis-web-)?login(?:[/?#.]|$)|\/security\/login/;

/** The same line, on which a way to that page is what it means: 401. Elsewhere a 302 is a portal, or maintenance. */
export function knowingItsDoor(client: HttpClient): HttpClient {
  return {
    async exchange(request) {
      const exchange = await client.exchange(request);
      if (exchange.kind !== 'response' || exchange.status < 300 || exchange.status > 399) return exchange;
      return LOGIN.test(exchange.headers.location ?? '') ? { ...exchange, status: 401 } : exchange;
    },
    close: () => client.close(),
  };
}
