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
import type { Gatherer } from './seen-row.ts';

/** A family stands together; remembering more rows would cost memory for sheets of a million. */
const NEIGHBOURS = 200;

/**
 * The lines of one number under different names in neighbouring rows: the family card's, pasted for everyone in the
 * house. `name`: that column.
 */
export function gatherFamilies(name: number): Gatherer<LineStretches> {
  const recent = new Map<string, { readonly name: string; readonly line: number; told: boolean }>();
  const ring: string[] = [];
  let at = 0;
  const lines = lineStretches();
  return {
    see({ row, nik }) {
      if (nik === undefined) return;
      const { line } = row;
      const before = recent.get(nik);
      if (before === undefined) {
        const oldest = ring[at];
        if (oldest !== undefined) recent.delete(oldest);
        ring[at] = nik;
        at = (at + 1) % NEIGHBOURS;
        recent.set(nik, { name: cellText(cellAt(row, name)), line, told: false });
        return;
      }
      const now = cellText(cellAt(row, name));
      if (before.name === now || before.name === '' || now === '' || namesAlike(before.name, now)) return;
      if (!before.told) lines.add(before.line);
      before.told = true;
      lines.add(line);
    },
    profile: () => lines,
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
