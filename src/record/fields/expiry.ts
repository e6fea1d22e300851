/** The day after which a vial may not be used (FHIR `expirationDate`). */

import { cellText } from '../cells.ts';
import { isoDay, isValidDay } from '../dates/calendar.ts';
import { readDate } from '../dates/dates.ts';
import { monthOfWord } from '../dates/month-names.ts';
import type { Field } from '../problems.ts';
import type { IsoDate } from '../record.ts';
import type { Cell } from '../source-row.ts';
import { absent, clean, type FieldReading } from './field-reading.ts';
import { isBlank } from './text-cell.ts';
import { unread } from './unread-value.ts';

/** `12/2022`, `Des 2022`, `2022-12`. */
const MONTH_AND_YEAR = /^(?:(\d{1,2}|\p{L}{3,9})\.?[-/. ]+(20\d{2})|(20\d{2})[-/.](\d{1,2}))$/u;

/**
 * The day. A vial that names a month only is good until its last day (WHO, and so the packages say). A day without its
 * year, or a number that Excel alone knows, is not read.
 */
export function readExpiry(cell: Cell, _: unknown, field: Field): FieldReading<IsoDate> {
  if (typeof cell === 'object' && cell.kind === 'date') {
    if (cell.hides === 'year') return unread(field, cellText(cell));
    if (cell.hides === 'day') return clean(lastDayOf(Number(cell.day.slice(0, 4)), Number(cell.day.slice(5, 7))));
  }
  const text = cellText(cell);
  if (text === '' || isBlank(text)) return absent;
  const month = monthIn(text);
  if (month !== undefined) return clean(month);
  const date = readDate(cell);
  switch (date.kind) {
    case 'empty':
      return absent;
    case 'day':
      return date.fromSerial ? unread(field, text) : clean(date.day);
    case 'two-digit-year':
      return isValidDay(2000 + date.yy, date.month, date.day)
        ? clean(isoDay(2000 + date.yy, date.month, date.day))
        : unread(field, text);
    case 'unreadable':
      return unread(field, text);
  }
}

function monthIn(text: string): IsoDate | undefined {
  const [, before = '', yearBehind, yearBefore, behind = ''] = MONTH_AND_YEAR.exec(text) ?? [];
  const written = yearBehind === undefined ? behind : before;
  const year = Number(yearBehind ?? yearBefore);
  const month = /^\d/.test(written) ? Number(written) : monthOfWord(written);
  return month >= 1 && month <= 12 ? lastDayOf(year, month) : undefined;
}

function lastDayOf(year: number, month: number): IsoDate {
  const last = [31, 30, 29, 28].find((day) => isValidDay(year, month, day)) ?? 28;
  return isoDay(year, month, last);
}
