/**
 * Which dose of a person, as one number, by which ledgers keep it beside the person. In a programme of one series it is
 * the number of the dose; otherwise a hash of the name of the series stands above it. Two series of one hash would be
 * held for each other, never mixed up: their names are part of the key.
 */
import type { Dose } from './record.ts';

/** More than a series has doses. */
const DOSES = 16;
/**
 * How many hashes there are. Those below DOSES are left out: such slots would fit a byte, as those of one series do.
 */
const HASHES = 1 << 20;

/** At most 24 bits; above 255 exactly where a series is named. */
export function doseSlot({ series, number }: Pick<Dose, 'series' | 'number'>): number {
  return series === undefined ? number : hashOf(series) * DOSES + number;
}

/** The number of the dose within its series. */
export function numberInSlot(slot: number): number {
  return slot % DOSES;
}

/** Whether two slots are of one series: only then has one dose to come after the other. */
export function areOfOneSeries(one: number, other: number): boolean {
  return Math.floor(one / DOSES) === Math.floor(other / DOSES);
}

/** FNV-1a. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return DOSES + ((hash >>> 0) % (HASHES - DOSES));
}
