/**
 * The day and the vaccine of a dose, kept beside the fingerprints of its entry after the record is erased, so that a
 * later dose of the same person can be compared with it. They are hidden under a secret of the person that is stored
 * nowhere (prepare.ts): only who brings the identity number again can read them.
 */
import { hash } from 'node:crypto';
import { dayNumber, dayOfNumber } from '../record/dates/calendar.ts';
import { doseSlot, numberInSlot } from '../record/dose-slot.ts';
import type { Dose } from '../record/record.ts';
import type { GivenDose, KeptDose } from '../record/row/dose-checks.ts';

/** What is kept, in bytes: four of the day, the others of the vaccine. */
export const GIVEN_BYTES = 16;
const DAY_BYTES = 4;

/** `secret`: of the person, at least 128 bits. */
export function hideGiven(dose: GivenDose & Pick<Dose, 'series'>, secret: string): Uint8Array {
  const { date, vaccine } = dose;
  const plain = Buffer.alloc(GIVEN_BYTES);
  plain.writeInt32BE(dayNumber(date));
  if (Buffer.byteLength(vaccine) <= GIVEN_BYTES - DAY_BYTES) plain.write(vaccine, DAY_BYTES);
  return xor(plain, padOf(doseSlot(dose), secret));
}

/**
 * The way back, under the same secret; another one gives another day. `slot`: which dose it is (record/dose-slot.ts). A
 * vaccine whose name has not found room is unknown.
 */
export function showGiven(hidden: Uint8Array, slot: number, secret: string): KeptDose {
  const plain = xor(hidden, padOf(slot, secret));
  const [vaccine = ''] = plain.toString('utf8', DAY_BYTES).split('\0', 1);
  const date = dayOfNumber(plain.readInt32BE());
  return { number: numberInSlot(slot), date, vaccine: vaccine === '' ? undefined : vaccine };
}

function padOf(slot: number, secret: string): Buffer {
  return Buffer.from(hash('sha256', `${secret} given ${slot}`, 'binary').slice(0, GIVEN_BYTES), 'latin1');
}

function xor(bytes: Uint8Array, pad: Buffer): Buffer {
  for (let at = 0; at < GIVEN_BYTES; at++) pad[at] = (pad[at] ?? 0) ^ (bytes[at] ?? 0);
  return pad;
}
