/**
 * The proof of a client that shares no secret: a short statement, signed with a key whose other half the server knows
 * (HL7 SMART App Launch 2.2, "Client Authentication: Asymmetric"; RFC 7523, sections 2.2 and 3).
 */
import { type JsonWebKey, type KeyObject, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose/jwt/sign';
import { RunError } from '../errors.ts';
import type { ClientProof } from './client-credentials.ts';
import { type KeyFault, privateKeyIn } from './private-key.ts';

export interface AssertionOptions {
  readonly clientId: string;
  /** Whom it is for: the address of tokens as it is configured, to the letter. */
  readonly tokenUrl: string;
  /** Reads the private key: PEM, a JWK, or a JWK Set. */
  readonly privateKey: () => Promise<string>;
  /** By what the server knows the key; that of a JWK unless given. */
  readonly keyId?: string | undefined;
  /** Where the key and where its id stand in the configuration, for messages. */
  readonly place: { readonly key: string; readonly keyId: string; readonly file?: string | undefined };
  /** The wall's, in epoch milliseconds. */
  readonly now: () => number;
}

/** RFC 7523, 2.2. */
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/**
 * The half of the five minutes that SMART allows at most: a clock that is two minutes behind or ahead of the server's
 * does no harm. For the same reason `iat` and `nbf`, which may be left out, are.
 */
const LIFE_MS = 150_000;

/** Each proof has an id of its own, for servers take none twice. */
export function clientAssertion(options: AssertionOptions): () => Promise<ClientProof> {
  return async () => {
    const { key, algorithm, keyId } = signingKey(await options.privateKey(), options);
    const assertion = await new SignJWT()
      .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'JWT' })
      .setIssuer(options.clientId)
      .setSubject(options.clientId)
      .setAudience(options.tokenUrl)
      .setExpirationTime(Math.floor((options.now() + LIFE_MS) / 1_000))
      .setJti(randomUUID())
      .sign(key);
    return { fields: { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion } };
  };
}

/** The two that every server of SMART takes. */
type Algorithm = 'RS384' | 'ES384';

interface SigningKey {
  readonly key: KeyObject;
  readonly algorithm: Algorithm;
  readonly keyId: string;
}

type Jwk = JsonWebKey & { readonly kid?: string };

/** @throws RunError PRIVATE_KEY {key, file?, why}, and CONFIG_VALUE {key, expected} of a key without an id. */
function signingKey(text: string, { place, keyId }: AssertionOptions): SigningKey {
  const { key: option, file } = place;
  const fault = (why: KeyFault): RunError =>
    new RunError('PRIVATE_KEY', { key: option, why, ...(file === undefined ? {} : { file }) });
  const jwk = jwkIn(text, keyId, fault);
  const key = privateKeyIn(jwk ?? text, fault);
  const algorithm = algorithmOf(key);
  if (!algorithm) throw fault('kind');
  const id = keyId ?? jwk?.kid;
  if (id === undefined) throw new RunError('CONFIG_VALUE', { key: place.keyId, expected: 'kendal-2026' });
  return { key, algorithm, keyId: id };
}

/** The JWK in the text, or the one of a set that is meant; undefined where the text is no JSON. */
function jwkIn(text: string, keyId: string | undefined, fault: (why: KeyFault) => RunError): Jwk | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  let value: Jwk & { readonly keys?: readonly (Jwk | null)[] };
  try {
    value = JSON.parse(text);
  } catch {
    throw fault('none');
  }
  if (!Array.isArray(value.keys)) return value;
  const whole = value.keys.filter((jwk) => jwk?.d !== undefined);
  const own = whole.filter((jwk) => keyId === undefined || jwk?.kid === keyId);
  const [only] = own;
  if (!only) throw fault(whole.length > 0 ? 'unnamed' : 'public');
  if (own.length > 1) throw fault('several');
  return only;
}

/** The shortest RSA key that may sign (RFC 7518, 3.3), in bits. */
const SHORTEST_RSA = 2_048;

function algorithmOf({
  asymmetricKeyType: type,
  asymmetricKeyDetails: details = {},
}: KeyObject): Algorithm | undefined {
  if (type === 'rsa') return (details.modulusLength ?? 0) >= SHORTEST_RSA ? 'RS384' : undefined;
  return type === 'ec' && details.namedCurve === 'secp384r1' ? 'ES384' : undefined;
}
