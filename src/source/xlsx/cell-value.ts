/** From the type, style and text of a `<c>` to a `Cell` (ECMA-376 part 1, 18.3.1.4 and 18.18.11). */
import { isValidDay, serialToDay } from '../../record/dates/dates.ts';
import type { Cell } from '../../record/source-row.ts';
import { damaged } from './fault.ts';
import { unescapeXstring } from './xml-text.ts';

/** What the `t` of a cell says; a cell without one is a number. */
export const NUMBER = 0;
export const SHARED = 1;
const TEXT_VALUE = 2;
export const INLINE = 3;
const BOOLEAN = 4;
const ERROR = 5;
const ISO_DATE = 6;
export type CellType = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** The type an attribute `t` names. @throws XlsxFault FILE_DAMAGED for one that the standard does not know. */
export function cellTypeOf(buf: Buffer, start: number, stop: number): CellType {
  if (stop - start === 1) {
    switch (buf[start]) {
      case 0x73: // s
        return SHARED;
      case 0x6e: // n
        return NUMBER;
      case 0x62: // b
        return BOOLEAN;
      case 0x65: // e
        return ERROR;
      case 0x64: // d
        return ISO_DATE;
    }
  }
  const name = buf.toString('latin1', start, stop);
  if (name === 'str') return TEXT_VALUE;
  if (name === 'inlineStr') return INLINE;
  throw damaged('a cell of an unknown type');
}

const UNCALCULATED: Cell = { kind: 'uncalculated' };

/** The cell that a `<v>` with this text means; not for shared strings. `raw` is '' where `<v>` is missing or empty. */
export function cellOf(type: CellType, raw: string, hasFormula: boolean, showsDay: boolean, date1904: boolean): Cell {
  switch (type) {
    case TEXT_VALUE:
    case INLINE:
      return unescapeXstring(raw);
    case NUMBER:
      // Writers that calculate nothing leave <v> out or empty (openpyxl does the latter); a calculated empty text has
      // t="str".
      if (raw === '') return hasFormula ? UNCALCULATED : '';
      return showsDay ? { kind: 'date', raw, day: serialToDay(Number(raw), date1904) } : { kind: 'number', raw };
    case ISO_DATE:
      return raw === '' ? '' : { kind: 'date', raw, day: dayOfIso(raw) };
    case BOOLEAN:
      return raw === '' ? '' : { kind: 'boolean', raw };
    case ERROR:
      return raw === '' ? '' : { kind: 'error', raw };
    default:
      throw damaged('a shared string is not told by its text');
  }
}

/** `1955-03-15`, also with a time of day behind; '' where there is no such day. */
function dayOfIso(raw: string): string {
  const [, year, month, day] = /^\s*(\d{4})-(\d{2})-(\d{2})(?:$|[T\s])/.exec(raw) ?? [];
  return isValidDay(Number(year), Number(month), Number(day)) ? `${year}-${month}-${day}` : '';
}
