/**
 * Proof, in one row, that a program wrote its days as instants: its birth date lies a day before that of its NIK, at
 * what is midnight in Indonesia.
 */

import { cellText } from '../cells.ts';
import { dayAfter } from '../dates/calendar.ts';
import { readDate } from '../dates/dates.ts';
import { isMidnightOfBirth } from '../dates/time-of-day.ts';
import type { Cell } from '../source-row.ts';
import { nikFacts } from './nik.ts';

/**
 * Whether the other days of the row, where they have such a time of day too, are to be read as instants of UTC.
 * `birth`: with the day first.
 */
export function provesInstants(birth: Cell, nik: Cell): boolean {
  const date = readDate(birth);
  if (date.kind !== 'day' || date.clock === undefined || !isMidnightOfBirth(date.clock)) return false;
  return nikFacts(cellText(nik).replace(/\D/g, ''))?.birthDates.includes(dayAfter(date.day)) ?? false;
}
