/**
 * The day and the vaccine of a dose, kept beside the fingerprints of its entry after the record is erased, so that a
 * later dose of the same person can be compared with it. They are hidden under a secret of the person that is stored
 * nowhere (prepare.ts): only who brings the identity number again can read them.
 */
import { hash } from 'node:crypto';
import { dayNumber, dayOfNumber } from '../record/dates/calendar.ts';
import type { GivenDose, KeptDose } from '../record/row/dose-checks.ts';

/** What is kept, in bytes: four of the day, the others of the vaccine. */
export const GIVEN_BYTES = 16;
const DAY_BYTES = 4;

/** `secret`: of the person, at least 128 bits. */
export function hideGiven({ number, date, vaccine }: GivenDose, secret: string): Uint8Array {
  const plain = Buffer.alloc(GIVEN_BYTES);
  plain.writeInt32BE(dayNumber(date));
  if (Buffer.byteLength(vaccine) <= GIVEN_BYTES - DAY_BYTES) plain.write(vaccine, DAY_BYTES);
  return xor(plain, padOf(number, secret));
}

/**
 * The way back, under the same secret; another one gives another day. A vaccine whose name has not found room is
 * unknown.
 */
export function showGiven(hidden: Uint8Array, number: number, secret: string): KeptDose {
  const plain = xor(hidden, padOf(number, secret));
  const [vaccine = ''] = plain.toString('utf8', DAY_BYTES).split('\0', 1);
  return { number, date: dayOfNumber(plain.readInt32BE()), vaccine: vaccine === '' ? undefined : vaccine };
}

function padOf(number: number, secret: string): Buffer {
  return Buffer.from(hash('sha256', `${secret} given ${number}`, 'binary').slice(0, GIVEN_BYTES), 'latin1');
}

function xor(bytes: Uint8Array, pad: Buffer): Buffer {
  for (let at = 0; at < GIVEN_BYTES; at++) pad[at] = (pad[at] ?? 0) ^ (bytes[at] ?? 0);
  return pad;
}
