/**
 * Whether a file is all there, or still being copied. Nobody says so: the program that copies is on another computer,
 * and no lock of its reaches us. Pure.
 */

/** What is known of a file that was not seen before. */
export interface Growing {
  /** What its beginning says that it is; undefined where it is known by no ending of its own. */
  readonly kind: 'text' | 'markup' | 'other';
  /** Its last bytes. */
  readonly tail: Uint8Array;
  /** Milliseconds since its last change by the clock of this computer, which may not be the one of the drive. */
  readonly ageMs: number;
  /** Since it was first seen exactly so; 0 the first time. */
  readonly seenMs: number;
}

/** What rests for so long is not being copied any more, whatever it looks like. */
export const AT_REST_MS = 10 * 60_000;
/** Longer than a copy waits between two writes. */
const FRESH_MS = 2 * 60_000;

/**
 * A text without the end of its last line may be half of one, and a page without the last `>` is. Both are believed
 * when they have rested for two minutes. Where the clock of the drive differs from ours, the age says nothing, and a
 * file that did not change while we looked is believed. Zeros at the end are room that a copying program has taken and
 * not filled yet.
 */
export function isStillCopied({ kind, tail, ageMs, seenMs }: Growing): boolean {
  if (seenMs >= AT_REST_MS) return false;
  if (tail.length > 0 && tail.every((byte) => byte === 0)) return true;
  if (kind === 'other' || ageMs < 0 || ageMs >= FRESH_MS) return false;
  const last = tail.findLast((byte) => byte !== 0);
  const ended = kind === 'markup' ? new Set([0x3e, 0x0a, 0x0d]) : new Set([0x0a, 0x0d]);
  return last !== undefined && !ended.has(last);
}

/**
 * Errors of a file that a copy which is not at its end has as well: a zip without its directory, a file of no bytes.
 * They count when it has rested.
 */
export const OF_HALF_A_FILE: ReadonlySet<string> = new Set([
  'FILE_DAMAGED',
  'FILE_EMPTY',
  'FILE_CHANGED',
  'FILE_MISSING',
]);
