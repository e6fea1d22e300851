/**
 * From a cell as the library gives it to a `Cell`. Type, raw value and number format are taken; the library's own idea
 * of a date is not.
 */
import type { CellObject } from '@e965/xlsx';
import { serialToDay } from '../../record/dates/calendar.ts';
import type { Cell, HiddenPart } from '../../record/source-row.ts';
import { asShown, type ShownNumber, shownNumber } from '../number-format.ts';
import { hiddenPart, isDayFormat } from '../xlsx/date-format.ts';

/** The error codes of BIFF ([MS-XLS] 2.5.10), which all the binary formats share. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

/** `date1904`: the calendar in which the workbook counts its days. */
export function cellOf(cell: CellObject | undefined, date1904: boolean): Cell {
  if (cell === undefined) return '';
  const { t, v, z, f } = cell;
  if (t === 'e') return { kind: 'error', raw: ERRORS[Number(v)] ?? '#UNKNOWN!' };
  if (v === undefined || v === null) return f === undefined ? '' : { kind: 'uncalculated' };
  if (typeof v === 'string') return v;
  if (typeof v === 'boolean') return { kind: 'boolean', raw: v ? '1' : '0' };
  // Asked for numbers, the library still gives a Date where a text could be no other day; its UTC parts are the
  // calendar's.
  if (v instanceof Date) return dateOf(v);
  if (!Number.isFinite(v)) return { kind: 'error', raw: '#NUM!' };
  const raw = String(v);
  const shown = formatOf(z);
  if (!shown.isDay) return asShown({ kind: 'number', raw }, shown.number);
  return { kind: 'date', raw, day: serialToDay(v, date1904), ...(shown.hides ? { hides: shown.hides } : {}) };
}

interface Shown {
  readonly isDay: boolean;
  readonly hides?: HiddenPart | undefined;
  readonly number?: ShownNumber | undefined;
}

const NUMBER: Shown = { isDay: false };
const KNOWN_FORMATS = new Map<string, Shown>();

/** A sheet has millions of cells and a handful of formats. */
function formatOf(format: string | number | undefined): Shown {
  if (format === undefined || format === 'General') return NUMBER;
  const code = String(format);
  const known =
    KNOWN_FORMATS.get(code) ??
    (isDayFormat(code) ? { isDay: true, hides: hiddenPart(code) } : { isDay: false, number: shownNumber(code) });
  KNOWN_FORMATS.set(code, known);
  return known;
}

function dateOf(value: Date): Cell {
  if (Number.isNaN(value.getTime())) return { kind: 'error', raw: '#VALUE!' };
  // The Z is the library's, not the file's.
  const raw = value.toISOString().slice(0, -1);
  return { kind: 'date', raw, day: raw.slice(0, 10) };
}
