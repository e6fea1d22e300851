/**
 * From the attributes and the text of a `table:table-cell` to a `Cell` (OpenDocument 1.3 part 3, 19.387). The value
 * counts, not what is shown of it.
 */
import { serialToDay } from '../../record/dates/calendar.ts';
import type { Cell } from '../../record/source-row.ts';
import { isoDateCell, partOfDay } from '../iso-date-cell.ts';
import type { Attributes } from './attributes.ts';
import type { DateStyle } from './styles.ts';

/**
 * What the cell shows in place of a value that could not be calculated; LibreOffice calls the type of such a cell
 * `string`.
 */
const ERROR = /^(?:#[A-Z][A-Z0-9/]*[!?]?|Err:\d{3})$/;

/**
 * `text`: its paragraphs, undefined where it has none. `serials1904`: the calendar of numbers that a style shows as
 * days.
 */
export function odsCell(
  attributes: Attributes,
  text: string | undefined,
  style: DateStyle | undefined,
  serials1904: boolean,
): Cell {
  const isFormula = attributes.has('formula');
  if (text !== undefined && (isFormula || attributes.get('calcext:value-type') === 'error') && ERROR.test(text.trim()))
    return { kind: 'error', raw: text.trim() };
  switch (attributes.get('value-type')) {
    case 'float':
    case 'percentage':
    case 'currency':
      return numberOf(attributes, text, style, serials1904);
    case 'date':
      return dateOf(attributes.get('date-value'), text, style);
    case 'time':
      return timeOf(attributes.get('time-value'), text);
    case 'boolean':
      return booleanOf(attributes.get('boolean-value'), text);
    case 'string':
      return attributes.get('string-value') ?? text ?? '';
    default:
      if (text === undefined && isFormula) return { kind: 'uncalculated' };
      return text ?? '';
  }
}

function numberOf(
  attributes: Attributes,
  text: string | undefined,
  style: DateStyle | undefined,
  serials1904: boolean,
): Cell {
  const raw = attributes.get('value')?.trim() ?? '';
  // A program that gives the type and no value has put it into the text.
  if (raw === '') return text ?? '';
  if (!Number.isFinite(Number(raw))) return { kind: 'error', raw: '#NUM!' };
  if (style?.isDay !== true)
    return { kind: 'number', raw, ...(attributes.get('value-type') === 'float' ? shownIn(text, raw) : {}) };
  return { kind: 'date', raw, day: serialToDay(Number(raw), serials1904), ...hiddenBy(style) };
}

/**
 * LibreOffice writes beside the value what the cell shows of it: here a whole number with zeros, letters or signs
 * around it, and no amount.
 */
function shownIn(text: string | undefined, raw: string): { readonly shown?: string } {
  const shown = text?.trim() ?? '';
  if (shown === raw || !/^[1-9]\d{0,14}$/.test(raw) || !/^[\p{L}\d\s/:()-]*$/u.test(shown)) return {};
  const digits = shown.replace(/\D/g, '');
  // A blank alone is between thousands.
  return /^0*$/.test(digits.slice(0, -raw.length)) && digits.endsWith(raw) && shown.replace(/\s/g, '') !== raw
    ? { shown }
    : {};
}

function dateOf(value: string | undefined, text: string | undefined, style: DateStyle | undefined): Cell {
  const raw = value?.trim() ?? '';
  if (raw === '') return text ?? '';
  return isoDateCell(raw, style?.hides);
}

/** A time of day or an elapsed time is a number of days, as it is in Excel. */
function timeOf(value: string | undefined, text: string | undefined): Cell {
  const found = /^\s*(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?\s*$/.exec(value ?? '');
  if (!found) return text ?? '';
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  const fraction = Number(days) + partOfDay(Number(hours), Number(minutes), Number(seconds.replace(',', '.')));
  return { kind: 'number', raw: String(sign === '-' ? -fraction : fraction) };
}

function booleanOf(value: string | undefined, text: string | undefined): Cell {
  if (value === 'true' || value === '1') return { kind: 'boolean', raw: '1' };
  if (value === 'false' || value === '0') return { kind: 'boolean', raw: '0' };
  return text ?? '';
}

function hiddenBy(style: DateStyle | undefined): Pick<DateStyle, 'hides'> {
  return style?.hides === undefined ? {} : { hides: style.hides };
}
