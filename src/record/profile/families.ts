/**
 * Family card numbers (Nomor KK) in the column of the NIK, where no row shows it alone. They look like NIKs of men born
 * on the day the card was issued.
 */

import { cellAt, cellText } from '../cells.ts';
import { digitsAt } from '../dates/calendar.ts';
import { namesAlike } from '../fields/names.ts';
import type { Problem } from '../problems.ts';
import type { IsoDate } from '../record.ts';
import { type LineStretches, lineStretches } from '../sheet/line-stretches.ts';
import type { SourceRow } from '../source-row.ts';
import type { Gatherer } from './seen-row.ts';

/** A family stands together; remembering more rows would cost memory for sheets of a million. */
const NEIGHBOURS = 200;

/**
 * The lines of one number under different names in neighbouring rows: the family card's, pasted for everyone in the
 * house. `name`: that column.
 */
export function gatherFamilies(name: number): Gatherer<LineStretches> {
  const recent = recentNumbers();
  const lines = lineStretches();
  return {
    see({ row, nik }) {
      if (nik === undefined) return;
      const before = recent.find(nik);
      if (before === undefined) {
        recent.add(nik, row);
        return;
      }
      const [then, now] = [cellText(cellAt(before.row, name)), cellText(cellAt(row, name))];
      if (then === now || then === '' || now === '' || namesAlike(then, now)) return;
      if (!before.told) lines.add(before.row.line);
      before.told = true;
      lines.add(row.line);
    },
    profile: () => lines,
  };
}

/** A row by its number. */
interface Recent {
  readonly nik: string;
  readonly row: SourceRow;
  /** Its line is among those that are told. */
  told: boolean;
}

/** A power of two. */
const CHAINS = 1024;

/**
 * The last numbers, each with its first row. Every row asks, and nearly none is found: chains by the last digits cost a
 * third of a Map from which the oldest is deleted.
 */
function recentNumbers(): { find(nik: string): Recent | undefined; add(nik: string, row: SourceRow): void } {
  const ring: Recent[] = [];
  /** How many have come; each is known by which one it was, from 1. */
  let count = 0;
  /** The latest of each chain, and of each place in the ring the one before it in its chain; 0 ends a chain. */
  const latest = new Uint32Array(CHAINS);
  const before = new Uint32Array(NEIGHBOURS);
  const chainOf = (nik: string): number => digitsAt(nik, 8, 16) & (CHAINS - 1);
  return {
    find(nik) {
      // One that has left the ring, and all before it, are older than the whole ring.
      for (
        let nth = latest[chainOf(nik)] ?? 0;
        nth > 0 && nth > count - NEIGHBOURS;
        nth = before[nth % NEIGHBOURS] ?? 0
      ) {
        const found = ring[nth % NEIGHBOURS];
        if (found?.nik === nik) return found;
      }
      return undefined;
    },
    add(nik, row) {
      count += 1;
      const chain = chainOf(nik);
      ring[count % NEIGHBOURS] = { nik, row, told: false };
      before[count % NEIGHBOURS] = latest[chain] ?? 0;
      latest[chain] = count;
    },
  };
}

/** Cards with the number of today have been issued since SIAK came; their numbers hold a day from then on. */
const FIRST_CARDS = 2004;

/**
 * Whether the number of a row is a card's by its date: that of a man, another day than the birth date of the row, and
 * after the first cards, while the person was born before them. One such row is a typing error; most of a column is no
 * accident. `problems`: of the row, where NIK_DOB says that the two differ.
 */
export function looksLikeCard(nik: string, problems: readonly Problem[], today: IsoDate): boolean {
  const differs = problems.find(({ code }) => code === 'NIK_DOB');
  if (differs === undefined || digitsAt(nik, 6, 8) > 31) return false;
  const issued = 2000 + digitsAt(nik, 10, 12);
  const born = Number(String(differs.params?.['cell']).slice(-4));
  return born < FIRST_CARDS && issued >= FIRST_CARDS && issued <= digitsAt(today, 0, 4);
}
