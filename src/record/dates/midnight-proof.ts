/**
 * Proof, in one row, that a program wrote its days as instants: its birth date lies a day before that of its NIK, at
 * what is midnight in Indonesia.
 */

import { nikFacts } from '../fields/nik.ts';
import { cellText } from '../fields/text-cell.ts';
import type { Cell } from '../source-row.ts';
import { dayAfter } from './calendar.ts';
import { readDate } from './dates.ts';
import { isMidnightOfBirth } from './time-of-day.ts';

/**
 * Whether the other days of the row, where they have such a time of day too, are to be read as instants of UTC.
 * `birth`: with the day first.
 */
export function provesInstants(birth: Cell, nik: Cell): boolean {
  const date = readDate(birth);
  if (date.kind !== 'day' || date.clock === undefined || !isMidnightOfBirth(date.clock)) return false;
  return nikFacts(cellText(nik).replace(/\D/g, ''))?.birthDates.includes(dayAfter(date.day)) ?? false;
}
