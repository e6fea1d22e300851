/** The sex column: the forms know two values, and forty spellings of them. */

import { cellText } from '../cells.ts';
import type { Sex } from '../record.ts';
import type { Cell } from '../source-row.ts';
import { codedValue } from '../words/code-before.ts';
import { foldLabel } from '../words/fold.ts';
import { remember } from '../words/remember.ts';
import { absent, clean, type FieldReading, wrong } from './field-reading.ts';
import { cellError, isBlank } from './text-cell.ts';

const MALE = clean<Sex>('male');
const FEMALE = clean<Sex>('female');

/**
 * Folded, blanks removed. P is perempuan, although pria begins with it; L, LK laki-laki; 1 and 2 as the forms with
 * boxes number them.
 */
const SPELLINGS: ReadonlyMap<string, FieldReading<Sex>> = new Map([
  ...spellings(
    MALE,
    'l lk lki laki lakilaki lakilaki2 laki2 lakilakil llakilaki lakil pria cowok cowo lelaki m male man 1 1lakilaki',
  ),
  ...spellings(
    FEMALE,
    'p pr prp prmp perempuan perempuanp pperempuan prempuan permpuan perempun w wanita wnt cewek cewe f female woman 2 2perempuan',
  ),
]);

function spellings(sex: FieldReading<Sex>, words: string): [string, FieldReading<Sex>][] {
  return words.split(' ').map((word) => [word, sex]);
}

const readSexText = remember((text: string): FieldReading<Sex> => {
  if (isBlank(text)) return absent;
  return spelled(text) ?? coded(text) ?? wrong('SEX_UNKNOWN', 'sex', { v: text });
});

function spelled(text: string): FieldReading<Sex> | undefined {
  return SPELLINGS.get(foldLabel(text).replaceAll(' ', ''));
}

/** "2 = Perempuan", "P - Pria": a letter is the first of its word, or of another spelling of it. */
function coded(text: string): FieldReading<Sex> | undefined {
  const { code, value } = codedValue(text) ?? { code: '', value: '' };
  const sex = spelled(value);
  const agrees = /\d/.test(code) || value.toLowerCase().startsWith(code) || spelled(code) === sex;
  return agrees ? sex : undefined;
}

/** Male or female; absent for an empty cell, where the NIK says it (person-checks.ts). */
export function readSex(cell: Cell | undefined): FieldReading<Sex> {
  if (cell === 'L') return MALE;
  if (cell === 'P') return FEMALE;
  return cellError(cell, 'sex') ?? readSexText(cellText(cell));
}
