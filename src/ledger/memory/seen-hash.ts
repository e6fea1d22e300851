/** Days and hashes as numbers, for the packed table of who was seen. */
import { digitsAt } from '../../record/dates/calendar.ts';
import type { DoseRecord } from '../../record/record.ts';

/** A day as eight digits. */
export function dayNumber(day: string): number {
  return digitsAt(day, 0, 4) * 10_000 + digitsAt(day, 5, 7) * 100 + digitsAt(day, 8, 10);
}

/** The way back. */
export function dayOf(number: number): string {
  const digits = String(number);
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

/**
 * Neighbouring numbers, as NIKs of one district are, must not land in neighbouring slots (multiplicative hashing, Knuth
 * 6.4).
 */
export function spread(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}

/** Of vaccine and batch number, 32 bits. */
export function productHash({ vaccine, lot }: DoseRecord['dose']): number {
  const ofVaccine = textHash(vaccine);
  return lot === undefined ? ofVaccine : textHash(lot.toUpperCase(), ofVaccine);
}

/** FNV-1a, from `start` on; its last bits are mixed once more, because they choose the slot. */
export function textHash(text: string, start = 0): number {
  let hash = 0x811c9dc5 ^ start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
