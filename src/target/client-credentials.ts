/**
 * Passes of OAuth 2, by client credentials (RFC 6749, section 4.4): a server of identities gives out tokens that end.
 * That it is down is weather; that it does not know us is a refusal, and where that lasts a person must look.
 */
import { RunError, type RunErrorCode } from '../errors.ts';
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
  /** Says who we are, anew for each question. Throws SECRET_UNREADABLE, and what no waiting mends. */
  readonly proof: () => Promise<ClientProof>;
  readonly scope?: string | undefined;
  /** Where `grant_type` stands: the RFC says in the body; SATUSEHAT wants it in the query. */
  readonly grantTypeIn: 'body' | 'query';
  /** The wall's, in epoch milliseconds: a Retry-After may be a date. */
  readonly now: () => number;
}

/** How a client says who it is, in a request for a token. */
export interface ClientProof {
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the form that is posted. */
  readonly fields?: Readonly<Record<string, string>>;
}

export interface ClientSecret {
  readonly clientId: string;
  /** Reads the client secret. */
  readonly secret: () => Promise<string>;
  /** Where the client names itself: in the header (RFC 6749, 2.3.1), or among what is posted. */
  readonly clientIn: 'header' | 'body';
}

/** The proof that is a secret, which both sides know. */
export function clientSecret({ clientId, secret, clientIn }: ClientSecret): () => Promise<ClientProof> {
  return async () => {
    const password = await secret();
    if (clientIn === 'body') return { fields: { client_id: clientId, client_secret: password } };
    // Both are encoded as in a form before base64 joins them (RFC 6749, 2.3.1).
    const pair = Buffer.from(`${encoded(clientId)}:${encoded(password)}`).toString('base64');
    return { headers: { authorization: `Basic ${pair}` } };
  };
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
/** What is wrong with a certificate, theirs or ours, is said as it is said of a registry. */
const CERTIFICATE_ERRORS: Readonly<Partial<Record<OutageCause, RunErrorCode>>> = {
  certificate: 'SERVER_UNTRUSTED',
  'own-certificate': 'CERTIFICATE_REFUSED',
};
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
    const certificate = CERTIFICATE_ERRORS[cause];
    const error = certificate
      ? new RunError(certificate, { target })
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
    let proof: ClientProof;
    try {
      proof = await options.proof();
    } catch (error) {
      return unfetched(error);
    }
    const { headers, body } = form(options, proof);
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
  { grantTypeIn, scope }: ClientCredentials,
  proof: ClientProof,
): { headers: Record<string, string>; body: Uint8Array } {
  const fields = new URLSearchParams();
  if (grantTypeIn === 'body') fields.set('grant_type', GRANT_TYPE);
  if (scope !== undefined) fields.set('scope', scope);
  for (const [name, value] of Object.entries(proof.fields ?? {})) fields.set(name, value);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    ...proof.headers,
  };
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
