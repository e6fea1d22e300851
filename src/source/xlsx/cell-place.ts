/** The numbers in the attributes of rows and cells, read from bytes: a sheet has millions of them. */
import { damaged } from './fault.ts';

/** Columns A to XFD. */
const MAX_COLUMN = 16_384;

/** The 0-based column of a reference such as `AB12`. @throws XlsxFault FILE_DAMAGED. */
export function columnOf(buf: Buffer, start: number, stop: number): number {
  let column = 0;
  let i = start;
  for (; i < stop; i++) {
    const letter = (buf[i] as number) & 0xdf;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
    if (column > MAX_COLUMN) throw damaged('a column beyond XFD');
  }
  if (column === 0 || i === stop) throw damaged('a cell reference without column or row');
  return column - 1;
}

/** A whole number without sign, at most nine digits. @throws XlsxFault FILE_DAMAGED. */
export function wholeNumber(buf: Buffer, start: number, stop: number): number {
  if (stop === start || stop - start > 9) throw damaged('not a whole number');
  let number = 0;
  for (let i = start; i < stop; i++) {
    const digit = (buf[i] as number) - 0x30;
    if (digit < 0 || digit > 9) throw damaged('not a whole number');
    number = number * 10 + digit;
  }
  return number;
}
