/**
 * Secrets of the ledger: fingerprints under a secret of the installation, and sealed bodies.
 *
 * A NIK has about 32 bits of entropy, so a plain hash of it is reversed in seconds: fingerprints are HMAC-SHA-256 (RFC
 * 2104). Bodies are sealed with AES-256-GCM (NIST SP 800-38D), random 96-bit nonces, the owner as additional data so
 * that a body cannot be moved to another entry. Wire keys are made from the NIK alone, so they are as easily reversed
 * as a plain hash: they are kept hidden, each as one block of AES-256 (a permutation of 16 bytes, so it takes no more
 * room). All keys come from one secret by HKDF-SHA-256 (RFC 5869).
 */
import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomFillSync,
  timingSafeEqual,
} from 'node:crypto';
import { RunError } from '../../errors.ts';
import { hmacSha256 } from './hmac.ts';

const NONCE = 12;
const TAG = 16;
const SIGNATURE = 16;

export interface Sealer {
  /** The HMAC of `body`: 32 bytes. */
  fingerprint(body: string | Uint8Array): Buffer;
  /** Eight bytes that nobody can work out without the secret, for a quarter of the time. */
  shortFingerprint(text: string): Buffer;
  seal(body: string | Uint8Array, owner: Uint8Array): Uint8Array;
  /** Throws LEDGER_KEY_WRONG when the seal is broken: another secret, or a damaged ledger. */
  open(sealed: Uint8Array, owner: Uint8Array): Buffer;
  /**
   * Hides blocks of 16 bytes that are unlike each other (UUIDs), each by itself; `show` is the way back. Nothing proves
   * that they are untouched.
   */
  hide(blocks: Uint8Array): Buffer;
  show(hidden: Uint8Array): Buffer;
  /** Signs what a row of the ledger says: 16 bytes of HMAC-SHA-256. */
  sign(text: string | Uint8Array): Uint8Array;
  isSigned(text: string, signature: Uint8Array): boolean;
}

/** `secret`: at least 32 random bytes (see secret.ts). */
export function createSealer(secret: Uint8Array): Sealer {
  const sealKey = derive(secret, 'vax-upload seal 1');
  const fingerprint = hmacSha256(derive(secret, 'vax-upload fingerprint 1'));
  const keyKey = derive(secret, 'vax-upload wire key 1');
  const shortKey = derive(secret, 'vax-upload short fingerprint 1').export().toString('hex');
  const signatureOf = hmacSha256(derive(secret, 'vax-upload row signature 1'));
  const nonces = noncePool();
  // Half of the digest, which RFC 2104 (section 5) allows: 128 bits that nobody can guess.
  const sign = (text: string | Uint8Array): Buffer => Buffer.from(signatureOf(text).slice(0, SIGNATURE), 'latin1');
  return {
    // As text and back: a Buffer of the digest's own is memory outside of the heap for each row, and takes a quarter
    // longer.
    fingerprint: (body) => Buffer.from(fingerprint(body), 'latin1'),
    // What follows a secret of fixed length and is cut to a quarter cannot be extended: HMAC would add nothing here,
    // and it costs four times as much.
    shortFingerprint: (text) => Buffer.from(hash('sha256', `${shortKey} ${text}`, 'binary').slice(0, 8), 'latin1'),
    seal(body, owner) {
      const nonce = nonces();
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce);
      cipher.setAAD(owner);
      const hidden = typeof body === 'string' ? cipher.update(body, 'utf8') : cipher.update(body);
      cipher.final();
      return Buffer.concat([nonce, hidden, cipher.getAuthTag()]);
    },
    open(sealed, owner) {
      try {
        const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, NONCE), { authTagLength: TAG });
        decipher.setAAD(owner);
        decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
        const body = decipher.update(sealed.subarray(NONCE, sealed.length - TAG));
        decipher.final();
        return body;
      } catch (cause) {
        throw new RunError('LEDGER_KEY_WRONG', {}, { cause });
      }
    },
    hide: (blocks) => createCipheriv('aes-256-ecb', keyKey, null).setAutoPadding(false).update(blocks),
    show: (hidden) => createDecipheriv('aes-256-ecb', keyKey, null).setAutoPadding(false).update(hidden),
    sign,
    isSigned: (text, signature) => signature.length === SIGNATURE && timingSafeEqual(sign(text), signature),
  };
}

function derive(secret: Uint8Array, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), purpose, 32)));
}

/**
 * One system call for a thousand nonces: a call each would cost as much as the sealing (measured, docs/performance.md).
 */
function noncePool(): () => Buffer {
  const pool = Buffer.allocUnsafe(NONCE * 1024);
  let used = pool.length;
  return () => {
    if (used === pool.length) {
      randomFillSync(pool);
      used = 0;
    }
    used += NONCE;
    return pool.subarray(used - NONCE, used);
  };
}
