/**
 * The public key of a province as people hand it on: by a letter, a message, a telephone. Its last letters are a sum
 * over the others, so that a slip of the pen is noticed before anything is sealed. PURE.
 */
import { createHash } from 'node:crypto';
import { nameOfKey } from './envelope.ts';
import { KEY_BYTES } from './hpke.ts';

const BEGIN = 'vxp_';
const SUM = 4;

export function writePublicKey(bytes: Uint8Array): string {
  return BEGIN + Buffer.concat([bytes, sumOf(bytes)]).toString('base64url');
}

/** Undefined where the text is none, or was changed on its way. */
export function readPublicKey(text: string): Buffer | undefined {
  if (!text.startsWith(BEGIN) || !/^[\w-]+$/.test(text)) return undefined;
  const bytes = Buffer.from(text.slice(BEGIN.length), 'base64url');
  const key = bytes.subarray(0, KEY_BYTES);
  const isWhole = bytes.length === KEY_BYTES + SUM && bytes.subarray(KEY_BYTES).equals(sumOf(key));
  return isWhole ? key : undefined;
}

/** Sixteen digits that two people can compare: `3f2a 9c1d 77e0 5b46`. */
export function fingerprintOf(bytes: Uint8Array): string {
  return (nameOfKey(bytes).toString('hex').match(/.{4}/g) ?? []).join(' ');
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update('vax-upload public key').update(bytes).digest().subarray(0, SUM);
}
