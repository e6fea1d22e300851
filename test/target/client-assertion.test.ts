/** The signed statement of SMART Backend Services, looked at with nothing but node:crypto. */
import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { clientAssertion } from '../../src/target/client-assertion.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const NOW = Date.UTC(2026, 10, 29, 1, 2, 3, 900);

async function assertionOf(text: string, keyId?: string): Promise<string> {
  const proof = await clientAssertion({
    clientId: 'puskesmas 1',
    tokenUrl: 'https://login.example/token?tenant=a',
    privateKey: async () => text,
    keyId,
    place: { key: 'target.auth.privateKeyFile', keyId: 'target.auth.keyId', file: 'kunci.pem' },
    now: () => NOW,
  })();
  expect(proof.headers).toBeUndefined();
  expect(proof.fields?.['client_assertion_type']).toBe('urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
  return proof.fields?.['client_assertion'] ?? '';
}

/** Header and claims, once the signature was found right. */
function opened(jwt: string, key: KeyObject): { header: Record<string, unknown>; claims: Record<string, unknown> } {
  const [header = '', claims = '', signature = ''] = jwt.split('.');
  const signed = Buffer.from(`${header}.${claims}`);
  const isRight = verify('sha384', signed, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  expect(isRight).toBe(true);
  const json = (part: string): Record<string, unknown> => JSON.parse(Buffer.from(part, 'base64url').toString());
  return { header: json(header), claims: json(claims) };
}

const pem = (key: KeyObject, type: 'pkcs8' | 'pkcs1' | 'sec1' = 'pkcs8'): string =>
  key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString();
const jwk = (key: KeyObject, more: object = {}): object => ({ ...key.export({ format: 'jwk' }), ...more });

describe('what is said and signed', () => {
  it.each<[what: string, text: string, keyId: string | undefined, key: KeyObject, alg: string]>([
    ['RSA as PEM', pem(rsa.privateKey), 'satu', rsa.publicKey, 'RS384'],
    ['RSA as old PEM', pem(rsa.privateKey, 'pkcs1'), 'satu', rsa.publicKey, 'RS384'],
    ['EC as PEM', pem(ec.privateKey), 'satu', ec.publicKey, 'ES384'],
    ['EC as openssl ecparam writes it', pem(ec.privateKey, 'sec1'), 'satu', ec.publicKey, 'ES384'],
    [
      'a certificate and the key in one file',
      `-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n${pem(ec.privateKey)}`,
      'satu',
      ec.publicKey,
      'ES384',
    ],
    ['a JWK with its own id', JSON.stringify(jwk(ec.privateKey, { kid: 'satu' })), undefined, ec.publicKey, 'ES384'],
    [
      'a JWK over several lines',
      JSON.stringify(jwk(rsa.privateKey, { kid: 'satu' }), null, 2),
      undefined,
      rsa.publicKey,
      'RS384',
    ],
    [
      'a set with both halves',
      JSON.stringify({ keys: [jwk(rsa.publicKey, { kid: 'satu' }), jwk(rsa.privateKey, { kid: 'satu' })] }),
      undefined,
      rsa.publicKey,
      'RS384',
    ],
    [
      'the one of a set that is named',
      JSON.stringify({ keys: [jwk(rsa.privateKey, { kid: 'dua' }), jwk(ec.privateKey, { kid: 'satu' })] }),
      'satu',
      ec.publicKey,
      'ES384',
    ],
  ])('%s', async (_what, text, keyId, key, alg) => {
    const { header, claims } = opened(await assertionOf(text, keyId), key);
    expect(header).toEqual({ alg, kid: 'satu', typ: 'JWT' });
    expect(claims).toEqual({
      iss: 'puskesmas 1',
      sub: 'puskesmas 1',
      aud: 'https://login.example/token?tenant=a',
      exp: expect.any(Number),
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const life = Number(claims['exp']) - NOW / 1_000;
    expect(life).toBeGreaterThan(60);
    // SMART: no more than five minutes; a clock that is two minutes ahead must still do.
    expect(life).toBeLessThanOrEqual(180);
  });

  it('each has an id of its own', async () => {
    const ids = await Promise.all(
      Array.from(
        { length: 5 },
        async () => opened(await assertionOf(pem(ec.privateKey), 'satu'), ec.publicKey).claims['jti'],
      ),
    );
    expect(new Set(ids).size).toBe(5);
  });
});

describe('what is no key for it is a setting to be mended, and shows nothing of the key', () => {
  const short = generateKeyPairSync('rsa', { modulusLength: 1_024 });
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const locked = ec.privateKey
    .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
    .toString();
  const set = (...keys: object[]): string => JSON.stringify({ keys });

  it.each<[what: string, text: string, keyId: string | undefined, code: string, params: object]>([
    [
      'the public half',
      ec.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      'a',
      'PRIVATE_KEY',
      { why: 'public' },
    ],
    ['the public half as JWK', JSON.stringify(jwk(ec.publicKey)), 'a', 'PRIVATE_KEY', { why: 'public' }],
    ['a set of public halves', set(jwk(ec.publicKey)), 'a', 'PRIVATE_KEY', { why: 'public' }],
    ['a key under a passphrase', locked, 'a', 'PRIVATE_KEY', { why: 'encrypted' }],
    ['a password', 'kata-rahasia', 'a', 'PRIVATE_KEY', { why: 'none' }],
    ['JSON that is cut short', '{"kty":"EC"', 'a', 'PRIVATE_KEY', { why: 'none' }],
    ['JSON that is something else', '{"access_token":"x","d":"y"}', 'a', 'PRIVATE_KEY', { why: 'none' }],
    ['an RSA key that is too short', pem(short.privateKey), 'a', 'PRIVATE_KEY', { why: 'kind' }],
    ['another curve', pem(other.privateKey), 'a', 'PRIVATE_KEY', { why: 'kind' }],
    [
      'a set without the one that is named',
      set(jwk(ec.privateKey, { kid: 'b' })),
      'a',
      'PRIVATE_KEY',
      { why: 'unnamed' },
    ],
    [
      'a set of several, none named',
      set(jwk(ec.privateKey, { kid: 'b' }), jwk(rsa.privateKey, { kid: 'c' })),
      undefined,
      'PRIVATE_KEY',
      { why: 'several' },
    ],
    ['a PEM without an id', pem(ec.privateKey), undefined, 'CONFIG_VALUE', { key: 'target.auth.keyId' }],
  ])('%s', async (_what, text, keyId, code, params) => {
    const error = await assertionOf(text, keyId).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ code, params });
    for (const part of text.match(/[A-Za-z0-9+/_-]{20,}/g) ?? []) expect(JSON.stringify(error)).not.toContain(part);
  });
});
