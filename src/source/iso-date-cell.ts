/** Dates that a file writes in letters, as OpenDocument and the XML of Excel 2003 do. */
import { isValidDay } from '../record/dates/calendar.ts';
import type { Cell, HiddenPart } from '../record/source-row.ts';

/**
 * Day 0 of LibreOffice and of Excel: a date cell that holds one of them holds a time of day, or a link to an empty
 * cell.
 */
const DAYS_BEFORE_ALL = new Set(['1899-12-30', '1899-12-31']);

/** `1955-03-15`, `1955-03-15T08:30:00.000`. A time of day alone is a number, as it is in .xlsx. */
export function isoDateCell(raw: string, hides: HiddenPart | undefined): Cell {
  const [, year, month, date, clock = ''] = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](.*))?$/.exec(raw) ?? [];
  const day = isValidDay(Number(year), Number(month), Number(date)) ? `${year}-${month}-${date}` : '';
  if (!DAYS_BEFORE_ALL.has(day)) return { kind: 'date', raw, day, ...(hides === undefined ? {} : { hides }) };
  const [, hours, minutes, seconds = '0'] = /^(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?/.exec(clock) ?? [];
  const fraction = hours === undefined ? 0 : partOfDay(Number(hours), Number(minutes), Number(seconds));
  // As .xlsx has day 0.
  return fraction === 0 ? { kind: 'date', raw: '0', day: '' } : { kind: 'number', raw: String(fraction) };
}

/** A time of day as the part of a day that has gone by. */
export function partOfDay(hours: number, minutes: number, seconds: number): number {
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}
