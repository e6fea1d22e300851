/**
 * Requests with a signature that is bound to the clock: HMAC-SHA256 over a text with a time in it, made anew for each
 * try, as BPJS asks (X-cons-id, X-timestamp, X-signature). Also looks at what the server's clock shows, because a
 * signature of another time is refused, and nobody says why.
 */
import { createHash, createHmac } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import type { HttpClient, HttpRequest } from '../exchange.ts';
import type { Signing } from './description.ts';
import type { Values } from './placeholders.ts';
import { filledText, type Template } from './template.ts';

export interface SigningOptions {
  readonly is: Signing;
  readonly text: Template;
  readonly headers: readonly (readonly [string, Template])[];
  /** Values and secrets of the configuration. */
  readonly given: Values;
  readonly secret: () => string;
  readonly clock: Pick<Clock, 'now'>;
}

export interface SignedClient extends HttpClient {
  /** How far our clock is before (positive) or behind that of who answered last, in milliseconds, where it was said. */
  ahead(): number | undefined;
}

/** The same client; everything that goes over it is signed. */
export function signed(client: HttpClient, options: SigningOptions): SignedClient {
  let ahead: number | undefined;
  return {
    async exchange(request) {
      const exchange = await client.exchange({
        ...request,
        headers: { ...request.headers, ...signatureOf(request, options) },
      });
      if (exchange.kind === 'response') {
        const date = Date.parse(exchange.headers.date ?? '');
        ahead = Number.isNaN(date) ? undefined : options.clock.now() - date;
      }
      return exchange;
    },
    ahead: () => ahead,
    close: () => client.close(),
  };
}

function signatureOf(
  { method, url, body = new Uint8Array() }: HttpRequest,
  { is, text, headers, given, secret, clock }: SigningOptions,
): Record<string, string> {
  const parts: Readonly<Record<string, () => string>> = {
    timestamp: once(() => timestamp(clock.now(), is.timestamp)),
    method: () => method,
    path: () => `${url.pathname}${url.search}`,
    body: () => Buffer.from(body).toString(),
    bodySha256: () => createHash('sha256').update(body).digest('hex'),
    signature: () =>
      createHmac('sha256', secret())
        .update(filledText(text, values) ?? '')
        .digest(is.encoding),
  };
  const values: Values = (name) => (Object.hasOwn(parts, name) ? parts[name]?.() : given(name));
  return Object.fromEntries(headers.map(([name, value]) => [name, filledText(value, values) ?? '']));
}

/** One moment for all that is said of it. */
function once(make: () => string): () => string {
  const made = make();
  return () => made;
}

function timestamp(now: number, form: Signing['timestamp']): string {
  switch (form) {
    case 'seconds':
      return String(Math.floor(now / 1_000));
    case 'milliseconds':
      return String(now);
    case 'iso':
      return new Date(now).toISOString();
  }
}
