/** Tokens from a server of identities, over real sockets: what is asked, what is believed, and what counts as down. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import {
  type ClientCredentials,
  type ClientSecret,
  clientCredentials,
  clientSecret,
} from '../../src/target/client-credentials.ts';
import type { Grant } from '../../src/target/credentials.ts';
import { httpClient } from '../../src/target/http/client.ts';
import { IdentityServer, type Mood } from '../support/identity-server.ts';

const server = await new IdentityServer().start();
const client = httpClient({ userAgent: 'test', timeoutMs: 500, sockets: 1 });
afterAll(async () => {
  client.close();
  await server.stop();
});
beforeEach(() => {
  server.mood = 'token';
  server.answer = { token_type: 'Bearer', expires_in: 3_600 };
  server.questions.length = 0;
});

const SECRET = 'ra:ha+sia 1%';
const never = new AbortController().signal;

function ask(options: Partial<ClientCredentials & ClientSecret> = {}): Promise<Grant> {
  const who = { clientId: 'puskesmas 1', secret: async () => SECRET, clientIn: 'header', ...options } as const;
  return clientCredentials(client, {
    tokenUrl: `${server.url}/oauth2/token`,
    key: 'target.auth.tokenUrl',
    proof: clientSecret(who),
    grantTypeIn: 'body',
    now: () => Date.UTC(2021, 9, 2),
    ...options,
  })(never);
}

describe('what is asked', () => {
  it('by the RFC: the client in the header, encoded as in a form, the rest in the body', async () => {
    await ask({ scope: 'immunization.write' });
    const basic = Buffer.from('puskesmas+1:ra%3Aha%2Bsia+1%25').toString('base64');
    const form = { grant_type: 'client_credentials', scope: 'immunization.write' };
    expect(server.questions).toEqual([{ authorization: `Basic ${basic}`, query: '', form }]);
  });

  it('as SATUSEHAT wants it: the client in the body, grant_type in the query', async () => {
    await ask({ clientIn: 'body', grantTypeIn: 'query' });
    expect(server.questions).toEqual([
      {
        authorization: undefined,
        query: '?grant_type=client_credentials',
        form: { client_id: 'puskesmas 1', client_secret: SECRET },
      },
    ]);
  });

  it('beside what the address asks already', async () => {
    await ask({ tokenUrl: `${server.url}/token?tenant=kendal`, grantTypeIn: 'query' });
    expect(server.questions[0]?.query).toBe('?tenant=kendal&grant_type=client_credentials');
  });
});

describe('what is believed', () => {
  it.each<[what: string, answer: Record<string, unknown>, lifeMs: number | undefined]>([
    ['a life in seconds', { token_type: 'Bearer', expires_in: 3_600 }, 3_600_000],
    [
      'a life as text, and the name that SATUSEHAT has for it',
      { token_type: 'BearerToken', expires_in: '3599' },
      3_599_000,
    ],
    ['no life at all: good until it is refused', { token_type: 'bearer' }, undefined],
    ['a life of nothing: the same', { token_type: 'Bearer', expires_in: '0' }, undefined],
    ['no type', { expires_in: 60 }, 60_000],
  ])('%s', async (_what, answer, lifeMs) => {
    server.answer = answer;
    const grant = await ask();
    expect(grant).toEqual({
      kind: 'pass',
      authorization: expect.stringMatching(/^Bearer token-\d+$/),
      ...(lifeMs === undefined ? {} : { lifeMs }),
    });
  });
});

const JSON_TYPE = { 'content-type': 'application/json' };

describe('nobody there to give one is an outage: nothing was sent to the registry', () => {
  it.each<[what: string, mood: Mood, params: object]>([
    ['the connection breaks', 'cut', { cause: 'reset' }],
    ['nothing is ever said', 'hang', { cause: 'timeout' }],
    ['503', { status: 503, body: 'Gateway Timeout' }, { status: 503 }],
    ['a page of a gateway with 400', { status: 400, body: '<html>Bad Request</html>' }, { status: 400 }],
    ['a page with 200', { status: 200, body: '<html>Login</html>' }, { status: 200 }],
    ['no token in the answer', { status: 200, body: '{"ok":true}', headers: JSON_TYPE }, { status: 200 }],
    [
      'a token that no header carries',
      { status: 200, body: '{"access_token":"a\\nb"}', headers: JSON_TYPE },
      { status: 200 },
    ],
    [
      'a token of another kind',
      { status: 200, body: '{"access_token":"a","token_type":"mac"}', headers: JSON_TYPE },
      { status: 200 },
    ],
  ])('%s', async (_what, mood, params) => {
    server.mood = mood;
    const grant = await ask();
    expect(grant).toMatchObject({ kind: 'outage', cause: 'secret', reachedServer: false });
    const error = (grant as { error?: RunError }).error;
    expect([error?.code, error?.params]).toEqual([
      'TOKEN_AWAY',
      { key: 'target.auth.tokenUrl', target: `${server.url}/oauth2/token`, ...params },
    ]);
  });

  it('and whoever asks for silence gets it', async () => {
    server.mood = { status: 429, body: '', headers: { 'retry-after': '90' } };
    expect(await ask()).toMatchObject({ kind: 'outage', status: 429, retryAfterMs: 90_000 });
  });

  it('nobody listens, or there is no secret to show', async () => {
    await server.stop();
    expect(await ask()).toMatchObject({ kind: 'outage', error: { code: 'TOKEN_AWAY', params: { cause: 'refused' } } });
    await server.start();
    const secret = async () => {
      throw new RunError('SECRET_UNREADABLE', { key: 'target.auth.clientSecretFile', detail: 'empty' });
    };
    expect(await ask({ secret })).toMatchObject({ kind: 'outage', error: { code: 'SECRET_UNREADABLE' } });
    expect(server.questions).toEqual([]);
  });
});

describe('a refusal is theirs, and says so', () => {
  it.each<[what: string, status: number, body: string, detail: string | undefined]>([
    ['as the RFC has it', 401, '{"error":"invalid_client"}', 'invalid_client'],
    ['with 400, as the RFC has it too', 400, '{"error":"invalid_scope","error_description":"x"}', 'invalid_scope'],
    ['as SATUSEHAT has it', 401, '{"resourceType":"OperationOutcome","issue":[{"severity":"invalid"}]}', undefined],
    ['with 400 in the form of FHIR', 400, '{"resourceType":"OperationOutcome","issue":[]}', undefined],
    ['with words that are no code, which nobody sees', 400, '{"error":"Siti Aminah 3324115503550002"}', undefined],
    ['not here', 404, '{}', undefined],
  ])('%s', async (_what, status, body, detail) => {
    server.mood = { status, body, headers: JSON_TYPE };
    const grant = await ask();
    expect(grant).toMatchObject({ kind: 'stop', status, unsent: true, error: { code: 'TOKEN_REFUSED' } });
    const { params } = (grant as { error: RunError }).error;
    expect(params).toEqual({
      key: 'target.auth.tokenUrl',
      target: `${server.url}/oauth2/token`,
      status,
      ...(detail === undefined ? {} : { detail }),
    });
    expect(JSON.stringify(params)).not.toContain('rahasia');
  });
});
