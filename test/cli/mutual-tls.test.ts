/**
 * Servers that want to know who we are: by a signed statement (SMART Backend Services), by a certificate (mutual TLS),
 * or by both, over real sockets and from sheet to server.
 */
import { generateKeyPairSync, verify } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeAuthority } from '../support/authority.ts';
import { type FakeServer, startFakeServer } from '../support/fake-server.ts';
import { IdentityServer } from '../support/identity-server.ts';
import { Clerk, csv, errorLines, expectDiscreet, people, summaryOf } from './clerk.ts';

const clerk = new Clerk();
const rows = people(6);
clerk.write('peserta.csv', csv(rows));
const authority = makeAuthority(clerk.folder, 'localhost', '127.0.0.1');
const tls = { ...authority.server, clients: authority.ca };
const own = authority.client('kendal');
const signer = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const signerPem = signer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let server: FakeServer;
let identity: IdentityServer;
beforeAll(async () => {
  server = await startFakeServer({ tls });
  identity = await new IdentityServer(tls).start();
});
beforeEach(() => {
  server.registry.effects.clear();
  identity.questions.length = 0;
});
afterAll(async () => {
  await server.close();
  await identity.stop();
});

let runs = 0;
/** An import with this below `target:`; a ledger of its own each time. */
function importWith(lines: readonly string[], ...flags: readonly string[]) {
  runs += 1;
  const below = [`url: "${server.url}"`, `caFile: ${authority.caFile}`, ...lines].map((line) => `  ${line}`);
  const config = clerk.write(`${runs}.yaml`, [`state: ./${runs}.db`, 'target:', ...below, ''].join('\n'));
  clerk.env = { VAX_UPLOAD_DELIVERY_RETRY_FIRST: '50ms', VAX_UPLOAD_DELIVERY_RETRY_CAP: '200ms' };
  return clerk.runs('import', 'peserta.csv', '--config', config, '--json', ...flags);
}

function smart(keyFile = './tanda.pem'): string {
  writeFileSync(clerk.path('tanda.pem'), signerPem, { mode: 0o600 });
  return `auth: { type: smart, tokenUrl: "${identity.url}/token", clientId: kendal, privateKeyFile: ${keyFile}, keyId: k1, scope: system/Immunization.c }`;
}

const certificate = ({ certFile, keyFile } = own): readonly string[] => [
  `certFile: ${certFile}`,
  `keyFile: ${keyFile}`,
];

describe('a registry and a server of tokens that want our certificate, and a signed statement besides', () => {
  it('get all three, and the records arrive once', async () => {
    const ended = await importWith([...certificate(), smart()]);
    expect([ended.exitCode, summaryOf(ended.out).outcomes['accepted']]).toEqual([0, 6]);
    expect([...server.effects.values()].map(({ count }) => count)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(server.requests.at(-1)?.authorization).toMatch(/^Bearer token-\d+$/);
    expect(identity.questions).toEqual([
      {
        authorization: undefined,
        query: '',
        form: {
          grant_type: 'client_credentials',
          scope: 'system/Immunization.c',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: expect.any(String),
        },
      },
    ]);
    const [header = '', claims = '', signature = ''] =
      identity.questions[0]?.form['client_assertion']?.split('.') ?? [];
    const key = { key: signer.publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha384', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(true);
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(said).toMatchObject({ iss: 'kendal', sub: 'kendal', aud: `${identity.url}/token` });
    expect(said.exp - Date.now() / 1_000).toBeLessThan(300);
    for (const secret of [
      signerPem.split('\n')[1] ?? '',
      readFileSync(own.keyFile, 'utf8').split('\n')[1] ?? '',
      signature,
    ])
      expect(ended.out + ended.err).not.toContain(secret);
  });

  it('a token that ends is asked for with a new statement', async () => {
    const other = await startFakeServer({ tls });
    const first = identity.given;
    other.authorization = `Bearer token-${first + 2}`;
    const ended = await importWith(
      [...certificate(), smart()].map((line) => line),
      '--to',
      other.url,
    );
    // Another address gets no credentials of ours.
    expect(ended.exitCode).not.toBe(0);
    expect(identity.given).toBe(first);
    await other.close();
    server.authorization = `Bearer token-${first + 2}`;
    const renewed = await importWith([...certificate(), smart()]);
    server.authorization = undefined;
    expect([renewed.exitCode, identity.questions.length]).toEqual([0, 2]);
    const ids = identity.questions.map(({ form }) => form['client_assertion']);
    expect(new Set(ids).size).toBe(2);
  });
});

describe('at first contact, with nothing sent', () => {
  it.each([
    ['en', 'does not take what we show', '`certFile`'],
    ['id', 'tidak menerima yang kita tunjukkan', '`certFile`'],
  ])('a server that wants a certificate and is shown none: exit 7, in two lines (%s)', async (lang, what, cure) => {
    const ended = await importWith([], '--lang', lang);
    expect(ended.exitCode).toBe(7);
    const [first, second] = errorLines(ended.err);
    expect(first).toContain(what);
    expect(first).toContain('[CERTIFICATE_REFUSED]');
    expect(second).toContain(cure);
    expect(summaryOf(ended.out).outcomes).toMatchObject({ waiting: 6, 'in-doubt': 0 });
    expect(server.effects.size).toBe(0);
    expectDiscreet(ended, rows);
  });

  it('and so does a server of tokens', async () => {
    const plain = await startFakeServer({ tls: authority.server });
    runs += 1;
    const lines = [`url: "${plain.url}"`, `caFile: ${authority.caFile}`, smart()].map((line) => `  ${line}`);
    const config = clerk.write(`${runs}.yaml`, [`state: ./${runs}.db`, 'target:', ...lines, ''].join('\n'));
    const ended = await clerk.runs('import', 'peserta.csv', '--config', config);
    expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([7, expect.stringContaining('[CERTIFICATE_REFUSED]')]);
    expect(plain.effects.size).toBe(0);
    await plain.close();
  });
});

describe('what is set wrong is said before anything is read or sent: exit 2', () => {
  const over = authority.client('lama', -1);
  const other = authority.client('lain');

  it.each<[what: string, lines: () => readonly string[], code: string, says: string]>([
    ['the certificate is over', () => certificate(over), 'CERTIFICATE_DATES', 'was good until'],
    [
      "the key is another one's",
      () => certificate({ ...own, keyFile: other.keyFile }),
      'CERTIFICATE_PAIR',
      'does not belong',
    ],
    [
      'the certificate is not there',
      () => certificate({ ...own, certFile: './tiada.pem' }),
      'CERTIFICATE_FILE',
      'ENOENT',
    ],
    [
      'the certificate is a key',
      () => certificate({ ...own, certFile: own.keyFile }),
      'CERTIFICATE_FILE',
      'No certificate',
    ],
    ['the key is not there', () => certificate({ ...own, keyFile: './tiada.key' }), 'PRIVATE_KEY', 'ENOENT'],
    [
      'the key is a certificate',
      () => certificate({ ...own, keyFile: own.certFile }),
      'SETTINGS_UNSAFE',
      'can read it',
    ],
    [
      'the key for tokens is none',
      () => [...certificate(), smart('./peserta.pem')],
      'PRIVATE_KEY',
      'no key that we know',
    ],
  ])('%s', async (_what, lines, code, says) => {
    clerk.write('peserta.pem', 'NIK,Nama\n');
    chmodSync(clerk.path('peserta.pem'), 0o600);
    const before = server.requests.length;
    const ended = await importWith(lines());
    const [first] = errorLines(ended.err);
    expect([ended.exitCode, first]).toEqual([2, expect.stringContaining(`[${code}]`)]);
    expect(first).toContain(says);
    expect(server.requests.length).toBe(before);
    expectDiscreet(ended, rows);
  });

  it('a key that others can read is not used', async () => {
    const lines = [...certificate(), smart()];
    chmodSync(clerk.path('tanda.pem'), 0o644);
    const ended = await importWith(lines);
    expect([ended.exitCode, errorLines(ended.err)[0]]).toEqual([2, expect.stringContaining('[SETTINGS_UNSAFE]')]);
    expect(identity.questions).toEqual([]);
  });
});
