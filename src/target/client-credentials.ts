/**
 * Passes of OAuth 2, by client credentials (RFC 6749, section 4.4): a server of identities gives out tokens that end.
 * That it is down is weather; that it does not know us is a refusal, and where that lasts a person must look.
 */
import { RunError } from '../errors.ts';
import { addressOf } from './address.ts';
import { type Authorization, type Grant, unfetched } from './credentials.ts';
import type { HttpClient } from './exchange.ts';
import { classify, type Rule } from './response.ts';
import { jsonOf } from './shape.ts';
import type { Outage, OutageCause, Stop } from './target.ts';

export interface ClientCredentials {
  /** Where tokens are given out; may carry a query. */
  readonly tokenUrl: string;
  /** Where that stands in the configuration, for messages (`target.auth.tokenUrl`). */
  readonly key: string;
  readonly clientId: string;
  /** Reads the client secret. */
  readonly secret: () => Promise<string>;
  readonly scope?: string | undefined;
  /** Where the client names itself: in the header (RFC 6749, 2.3.1), or among what is posted. */
  readonly clientIn: 'header' | 'body';
  /** Where `grant_type` stands: the RFC says in the body; SATUSEHAT wants it in the query. */
  readonly grantTypeIn: 'body' | 'query';
  /** The wall's, in epoch milliseconds: a Retry-After may be a date. */
  readonly now: () => number;
}

const GRANT_TYPE = 'client_credentials';
/**
 * A refusal is `{"error": …}` with 400 or 401 (RFC 6749, 5.2), or an error in the form that the registry behind it has
 * (SATUSEHAT: an OperationOutcome). A page or a text is not this server's.
 */
const RULES: readonly Rule[] = [
  { status: 400, shape: 'json', means: 'unauthorised' },
  { status: 400, shape: 'problem', means: 'unauthorised' },
  { status: 400, shape: 'operation-outcome', means: 'unauthorised' },
];
/** Node refuses to send others in a header (RFC 9110, 5.5); RFC 6750, 2.1, allows fewer. */
const TOKEN = /^[\u0021-\u007e]{1,65536}$/;
/** `invalid_client` and the like (RFC 6749, 5.2). */
const ERROR_CODE = /^[a-z_]{1,40}$/;

export function clientCredentials(client: HttpClient, options: ClientCredentials): Authorization {
  const url = new URL(options.tokenUrl);
  if (options.grantTypeIn === 'query') url.searchParams.set('grant_type', GRANT_TYPE);
  const target = addressOf(options.tokenUrl);

  const away = (cause: OutageCause, outage: Pick<Outage, 'status' | 'retryAfterMs'> = {}): Outage => {
    const { status } = outage;
    const error =
      cause === 'certificate'
        ? new RunError('SERVER_UNTRUSTED', { target })
        : new RunError('TOKEN_AWAY', { key: options.key, target, ...(status === undefined ? { cause } : { status }) });
    return { kind: 'outage', cause: 'secret', reachedServer: false, ...outage, error };
  };

  const refused = (stop: Stop, body: Uint8Array): Stop => {
    const code = memberOf(jsonOf(body), 'error');
    const detail = typeof code === 'string' && ERROR_CODE.test(code) ? { detail: code } : {};
    const status = stop.status === undefined ? {} : { status: stop.status };
    return {
      ...stop,
      unsent: true,
      error: new RunError('TOKEN_REFUSED', { key: options.key, target, ...status, ...detail }),
    };
  };

  return async (signal): Promise<Grant> => {
    let secret: string;
    try {
      secret = await options.secret();
    } catch (error) {
      return unfetched(error);
    }
    const { headers, body } = form(options, secret);
    const exchange = await client.exchange({
      to: 'token',
      method: 'POST',
      url,
      headers,
      body,
      signal,
      repeatable: true,
    });
    if (exchange.kind === 'failed') return away(exchange.cause);
    const answer = classify(exchange, { now: options.now(), rules: RULES });
    if (answer.kind === 'stop') return refused(answer, exchange.body);
    if (answer.kind === 'outage') {
      const { cause, status, retryAfterMs } = answer;
      return away(cause, {
        ...(status === undefined ? {} : { status }),
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    }
    const pass = answer.kind === 'json' ? passIn(answer.value) : undefined;
    return pass ?? away('unreadable', { status: exchange.status });
  };
}

function form(
  { clientId, clientIn, grantTypeIn, scope }: ClientCredentials,
  secret: string,
): { headers: Record<string, string>; body: Uint8Array } {
  const fields = new URLSearchParams();
  if (grantTypeIn === 'body') fields.set('grant_type', GRANT_TYPE);
  if (scope !== undefined) fields.set('scope', scope);
  if (clientIn === 'body') {
    fields.set('client_id', clientId);
    fields.set('client_secret', secret);
  }
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
  };
  // Both are encoded as in a form before base64 joins them (RFC 6749, 2.3.1).
  if (clientIn === 'header')
    headers['authorization'] = `Basic ${Buffer.from(`${encoded(clientId)}:${encoded(secret)}`).toString('base64')}`;
  return { headers, body: Buffer.from(fields.toString()) };
}

function encoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

/** The token in an answer; undefined where there is none that can be shown. */
function passIn(value: unknown): Grant | undefined {
  const token = memberOf(value, 'access_token');
  const type = memberOf(value, 'token_type') ?? 'Bearer';
  if (typeof token !== 'string' || !TOKEN.test(token)) return undefined;
  // SATUSEHAT calls it BearerToken.
  if (typeof type !== 'string' || !/^bearer/i.test(type)) return undefined;
  const lifeMs = lifeIn(memberOf(value, 'expires_in'));
  return { kind: 'pass', authorization: `Bearer ${token}`, ...(lifeMs === undefined ? {} : { lifeMs }) };
}

/** `expires_in` in milliseconds: seconds, as a number or (SATUSEHAT) as text; undefined where it says nothing. */
function lifeIn(value: unknown): number | undefined {
  const seconds = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : undefined;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
