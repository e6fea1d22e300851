/**
 * Which entries the rows of correction sheets have made of each row of an original: as many sheets are filled in as are
 * shared out.
 */
import type { TakenReading } from '../sealed/prepare.ts';

/** Entries by their index in the table of who was seen. */
export interface SameOrigin {
  /** Those that earlier rows with the origin of this reading speak for; none where it has no origin. */
  of(reading: TakenReading): readonly number[];
  /** The reading speaks for this entry. */
  add(reading: TakenReading, entry: number): void;
  /** What is added from now on can be taken back. */
  begin(): void;
  /** Takes back what was added since `begin`. */
  takeBack(): void;
}

const NO_ENTRIES: readonly number[] = [];

export function sameOrigin(): SameOrigin {
  const entries = new Map<string, number[]>();
  let added: number[][] = [];
  return {
    of: (reading) => entries.get(originOf(reading)) ?? NO_ENTRIES,
    add(reading, entry) {
      if (!reading.origin) return;
      const origin = originOf(reading);
      const known = entries.get(origin) ?? [];
      if (known.includes(entry)) return;
      known.push(entry);
      entries.set(origin, known);
      added.push(known);
    },
    begin() {
      added = [];
    },
    takeBack() {
      for (const known of added.toReversed()) known.pop();
    },
  };
}

function originOf({ origin, group }: TakenReading): string {
  return origin ? JSON.stringify([origin.file, origin.sheet, origin.line, origin.digest ?? '', group]) : '';
}
