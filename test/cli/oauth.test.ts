/**
 * OAuth 2 with client credentials, as the built program uses it: tokens that end are renewed, a server of identities
 * that is down is waited for, and one that refuses us is told of in two lines.
 */
import { writeFileSync } from 'node:fs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startFakeServer } from '../support/fake-server.ts';
import { IdentityServer } from '../support/identity-server.ts';
import { Clerk, csv, errorLines, expectDiscreet, people } from './clerk.ts';

const registry = await startFakeServer();
const identity = await new IdentityServer().start();
afterAll(async () => {
  await registry.close();
  await identity.stop();
});
beforeEach(() => {
  identity.mood = 'token';
  identity.answer = { token_type: 'Bearer', expires_in: 3_600 };
  identity.questions.length = 0;
  registry.authorization = undefined;
});

const SECRET = 'kata-rahasia-2';

/** A clerk whose tokens come from there. The pauses are short: it is the rule that is looked at, not the clock. */
function clerkWith(more = '', delivery = ''): Clerk {
  const clerk = new Clerk();
  const auth = `{ type: oauth2, tokenUrl: "${identity.url}/token", clientId: kendal, clientSecretFile: ./secret${more} }`;
  clerk.write(
    'vax-upload.yaml',
    `target: { url: "${registry.url}", auth: ${auth} }
delivery: { retry: { first: 50ms, cap: 100ms, probe: 150ms }, patience: 30s${delivery} }
`,
  );
  writeFileSync(clerk.path('secret'), `${SECRET}\n`, { mode: 0o600 });
  clerk.write('senin.csv', csv(people(4)));
  clerk.write('selasa.csv', csv(people(4, 100)));
  return clerk;
}

it('one token serves the whole run; its secret is shown nowhere', async () => {
  const clerk = clerkWith();
  const ended = await clerk.runs('import', 'senin.csv', '--json');
  expect([ended.exitCode, identity.questions.length]).toEqual([0, 1]);
  const basic = Buffer.from(`kendal:${SECRET}`).toString('base64');
  expect(identity.questions[0]).toMatchObject({ authorization: `Basic ${basic}` });
  expect(ended.out + ended.err).not.toContain(SECRET);
  expect(registry.requests.at(-1)?.authorization).toMatch(/^Bearer token-\d+$/);
});

it('as SATUSEHAT has it: the client in the body, grant_type in the query, a life written as text', async () => {
  identity.answer = { token_type: 'BearerToken', expires_in: '3599' };
  const clerk = clerkWith(', clientIn: body, grantTypeIn: query');
  expect((await clerk.runs('import', 'senin.csv')).exitCode).toBe(0);
  expect(identity.questions).toEqual([
    {
      authorization: undefined,
      query: '?grant_type=client_credentials',
      form: { client_id: 'kendal', client_secret: SECRET },
    },
  ]);
});

it('a token that ends is renewed before it does; nothing is turned away for it', async () => {
  identity.answer = { token_type: 'Bearer', expires_in: 0.4 };
  const clerk = clerkWith('', ', batchSize: 1, concurrency: 1');
  registry.always({ do: 'slow', ms: 200 });
  const ended = await clerk.runs('import', 'senin.csv');
  registry.always('ok');
  expect([ended.exitCode, identity.questions.length > 1]).toEqual([0, true]);
});

it('a token that the registry has forgotten is renewed once for all requests, and the night goes on', async () => {
  const clerk = clerkWith('', ', batchSize: 1, concurrency: 4');
  expect((await clerk.runs('import', 'senin.csv')).exitCode).toBe(0);
  identity.questions.length = 0;
  registry.authorization = `Bearer token-${identity.given + 2}`;
  const ended = await clerk.runs('import', 'selasa.csv');
  expect([ended.exitCode, identity.questions.length]).toEqual([0, 2]);
});

describe('a server of identities that is down', () => {
  it.each<[lang: string, what: RegExp]>([
    [
      'en',
      /The server that gives out tokens, http:\/\/127\.0\.0\.1:\d+\/token \(target\.auth\.tokenUrl\), gives no answer/,
    ],
    ['id', /Server pemberi token, http:\/\/127\.0\.0\.1:\d+\/token \(target\.auth\.tokenUrl\), tidak memberi jawaban/],
  ])(
    'at first contact is told in two lines (%s), what was read is kept, and the advice is right',
    async (lang, what) => {
      const clerk = clerkWith();
      await identity.stop();
      const ended = await clerk.runs('import', 'senin.csv', '--lang', lang);
      await identity.start();
      expect(ended.exitCode).toBe(7);
      const said = errorLines(ended.err);
      expect(said[0]).toMatch(what);
      expect(said[1]).toContain('vax-upload resume');
      expectDiscreet(ended, people(4));
      expect((await clerk.runs('resume')).exitCode).toBe(0);
    },
  );

  it('once a token has worked is weather: asked again, and the night goes on', async () => {
    const clerk = clerkWith();
    expect((await clerk.runs('import', 'senin.csv')).exitCode).toBe(0);
    await identity.stop();
    const run = clerk.starts('import', 'selasa.csv', '--json');
    await run.says(/"cause":"secret"/);
    await identity.start();
    const ended = await run.ended();
    expect([ended.exitCode, /"state":"up"/.test(ended.out)]).toEqual([0, true]);
  });
});

describe('a server of identities that does not know us', () => {
  it.each<[lang: string, what: string]>([
    ['en', 'refuses us: invalid_client (HTTP 401)'],
    ['id', 'menolak kita: invalid_client (HTTP 401)'],
  ])('ends the run with exit 7 and what to look at (%s); put right, it goes on', async (lang, what) => {
    const clerk = clerkWith();
    identity.mood = {
      status: 401,
      body: '{"error":"invalid_client"}',
      headers: { 'content-type': 'application/json' },
    };
    for (const command of ['import', 'reconcile']) {
      const ended = await clerk.runs(command, 'senin.csv', '--lang', lang);
      expect(ended.exitCode).toBe(7);
      const said = errorLines(ended.err);
      expect(said[0]).toContain(what);
      expect(said[1]).toContain('clientId');
    }
    identity.mood = 'token';
    expect((await clerk.runs('resume')).exitCode).toBe(0);
  });

  it('for a moment, once it has known us, does not end the night', async () => {
    const clerk = clerkWith();
    expect((await clerk.runs('import', 'senin.csv')).exitCode).toBe(0);
    identity.mood = {
      status: 401,
      body: '{"error":"invalid_client"}',
      headers: { 'content-type': 'application/json' },
    };
    const run = clerk.starts('import', 'selasa.csv', '--json');
    await run.says(/"cause":"turned-away"/);
    identity.mood = 'token';
    expect((await run.ended()).exitCode).toBe(0);
  });
});

it('a secret is not sent to another computer in the clear', async () => {
  const clerk = clerkWith();
  clerk.write(
    'vax-upload.yaml',
    `target: { url: "${registry.url}", auth: { type: oauth2, tokenUrl: "http://login.example/token", clientId: a, clientSecretFile: ./secret } }\n`,
  );
  const ended = await clerk.runs('import', 'senin.csv');
  expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([2, expect.stringContaining('[TARGET_PLAIN]')]);
});
