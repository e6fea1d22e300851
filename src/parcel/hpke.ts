/**
 * Sealed to somebody's public key: HPKE in base mode (RFC 9180, section 5.1.1) with DHKEM(X25519, HKDF-SHA256),
 * HKDF-SHA256 and AES-256-GCM, one message a context (section 6.1). Whoever seals needs no secret, and only who has the
 * private key can open; who it was that sealed is not proven by it. The test holds it to the vectors of the RFC.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';

/** Of the KEM, which is also the size of its keys and of what stands before a ciphertext, in bytes. */
export const KEY_BYTES = 32;
const [KEM, KDF, BASE] = [0x0020, 0x0001, 0x00] as const;
const [TAG, NONCE] = [16, 12] as const;

/** A cipher of section 7.3. The vectors of the RFC for this KEM are of the shorter one. */
interface Aead {
  readonly id: number;
  readonly name: 'aes-128-gcm' | 'aes-256-gcm';
  readonly keyBytes: number;
}
const AES_256: Aead = { id: 0x0002, name: 'aes-256-gcm', keyBytes: 32 };
/** @internal Exported for the vectors. */
export const AES_128: Aead = { id: 0x0001, name: 'aes-128-gcm', keyBytes: 16 };

/** What both sides say of a message: for what it is, and what stands beside it in the open. Neither is sent. */
export interface Said {
  readonly info: string | Uint8Array;
  readonly aad: string | Uint8Array;
}

/** RFC 8410 before the 32 bytes of a key: PKCS #8 and SubjectPublicKeyInfo. */
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');

/**
 * A private key of 32 bytes, whichever they are (RFC 7748, section 5).
 * @internal Exported for its tests.
 */
export function privateKeyOf(bytes: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([PRIVATE_DER, bytes]), format: 'der', type: 'pkcs8' });
}

/** The private key that belongs to a secret and a purpose; the same each time. */
export function privateKeyFrom(secret: Uint8Array, purpose: string): KeyObject {
  return privateKeyOf(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, KEY_BYTES)));
}

/** The 32 bytes that others are given. */
export function publicBytesOf(key: KeyObject): Buffer {
  const pub = key.type === 'private' ? createPublicKey(key) : key;
  return pub.export({ format: 'der', type: 'spki' }).subarray(PUBLIC_DER.length);
}

/** `ephemeral`: only the vectors choose it. */
export function seal(
  plain: Uint8Array,
  to: Uint8Array,
  { info, aad }: Said,
  { ephemeral = generateKeyPairSync('x25519').privateKey, aead = AES_256 }: { ephemeral?: KeyObject; aead?: Aead } = {},
): Buffer {
  const enc = publicBytesOf(ephemeral);
  const { key, nonce } = schedule(sharedBetween(ephemeral, to, enc, to), Buffer.from(info), aead);
  const cipher = createCipheriv(aead.name, key, nonce);
  cipher.setAAD(Buffer.from(aad));
  return Buffer.concat([enc, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Undefined where it was sealed to another key, for something else, or is not as it was. */
export function open(
  sealed: Uint8Array,
  key: KeyObject,
  { info, aad }: Said,
  { aead = AES_256 }: { aead?: Aead } = {},
): Buffer | undefined {
  if (sealed.length < KEY_BYTES + TAG) return undefined;
  const [enc, body] = [sealed.subarray(0, KEY_BYTES), sealed.subarray(KEY_BYTES)];
  try {
    const { key: secret, nonce } = schedule(sharedBetween(key, enc, enc, publicBytesOf(key)), Buffer.from(info), aead);
    const decipher = createDecipheriv(aead.name, secret, nonce, { authTagLength: TAG });
    decipher.setAAD(Buffer.from(aad));
    decipher.setAuthTag(body.subarray(body.length - TAG));
    return Buffer.concat([decipher.update(body.subarray(0, body.length - TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Section 4.1. Node refuses the shared secrets of all zeros that the RFC wants refused. */
function sharedBetween(own: KeyObject, other: Uint8Array, enc: Uint8Array, to: Uint8Array): Buffer {
  const publicKey = createPublicKey({ key: Buffer.concat([PUBLIC_DER, other]), format: 'der', type: 'spki' });
  const dh = diffieHellman({ privateKey: own, publicKey });
  const suite = Buffer.concat([Buffer.from('KEM'), I2OSP(KEM)]);
  const prk = extract(suite, Buffer.alloc(0), 'eae_prk', dh);
  return expand(suite, prk, 'shared_secret', Buffer.concat([enc, to]), KEY_BYTES);
}

/** Section 5.1, without a pre-shared key. */
function schedule(shared: Buffer, info: Uint8Array, aead: Aead): { readonly key: Buffer; readonly nonce: Buffer } {
  const suite = Buffer.concat([Buffer.from('HPKE'), I2OSP(KEM), I2OSP(KDF), I2OSP(aead.id)]);
  const [none, empty] = [Buffer.alloc(0), Buffer.alloc(0)];
  const pskId = extract(suite, none, 'psk_id_hash', empty);
  const context = Buffer.concat([Buffer.from([BASE]), pskId, extract(suite, none, 'info_hash', info)]);
  const secret = extract(suite, shared, 'secret', empty);
  return {
    key: expand(suite, secret, 'key', context, aead.keyBytes),
    nonce: expand(suite, secret, 'base_nonce', context, NONCE),
  };
}

/** LabeledExtract of section 4. */
function extract(suite: Uint8Array, salt: Uint8Array, label: string, input: Uint8Array): Buffer {
  const key = salt.length === 0 ? Buffer.alloc(32) : salt;
  return createHmac('sha256', key)
    .update(Buffer.concat([Buffer.from('HPKE-v1'), suite, Buffer.from(label), input]))
    .digest();
}

/** LabeledExpand of section 4; at most the 32 bytes of one round (RFC 5869, section 2.3). */
function expand(suite: Uint8Array, prk: Uint8Array, label: string, info: Uint8Array, length: number): Buffer {
  const labeled = Buffer.concat([I2OSP(length), Buffer.from('HPKE-v1'), suite, Buffer.from(label), info]);
  return createHmac('sha256', prk)
    .update(labeled)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, length);
}

function I2OSP(number: number): Buffer {
  return Buffer.from([number >> 8, number & 0xff]);
}
