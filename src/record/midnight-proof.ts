/** Proof, in one row, that a program wrote its days as instants: its birth date lies a day before that of its NIK, at what is midnight in Indonesia. */
import { dayAfter } from './calendar.ts';
import { isMidnightOfBirth } from './clock.ts';
import { readDate } from './dates.ts';
import { nikFacts } from './nik.ts';
import type { Cell } from './source-row.ts';
import { cellText } from './text-cell.ts';

/** Whether the other days of the row, where they have such a time of day too, are to be read as instants of UTC. `birth`: with the day first. */
export function provesInstants(birth: Cell, nik: Cell): boolean {
  const date = readDate(birth);
  if (date.kind !== 'day' || date.clock === undefined || !isMidnightOfBirth(date.clock)) return false;
  return nikFacts(cellText(nik).replace(/\D/g, ''))?.birthDates.includes(dayAfter(date.day)) ?? false;
}
