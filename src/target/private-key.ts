/** Private keys as they lie in files: to sign with, or to show with a certificate. PURE. */
import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { RunError } from '../errors.ts';

/** Why a text is no private key that can be used; told with PRIVATE_KEY. */
export type KeyFault =
  /** Under a passphrase, which nobody could type at night. */
  | 'encrypted'
  /** The other half of the pair, or a certificate. */
  | 'public'
  /** Nothing that we know. */
  | 'none'
  /** Neither RSA of 2048 bits or more nor EC on P-384. */
  | 'kind'
  /** A set without the key that is named. */
  | 'unnamed'
  /** A set of several, and none is named. */
  | 'several';

/** The private key of a PEM or a JWK. `fault` makes the error of what it is instead. */
export function privateKeyIn(text: string | JsonWebKey, fault: (why: KeyFault) => RunError): KeyObject {
  if (typeof text === 'string' && /-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(text)) throw fault('encrypted');
  const isPublic =
    typeof text === 'string' ? !/ PRIVATE KEY-----/.test(text) && /-----BEGIN/.test(text) : text.d === undefined;
  if (isPublic) throw fault('public');
  try {
    return typeof text === 'string' ? createPrivateKey(text) : createPrivateKey({ key: text, format: 'jwk' });
  } catch {
    throw fault('none');
  }
}
