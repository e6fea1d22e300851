/** Which dose of its series, in COVID-19: 1, 2, 3 (the booster) or 4 (the second booster). */

import { cellText } from '../cells.ts';
import { COVID19 } from '../programme/covid19.ts';
import type { Series } from '../programme.ts';
import type { Cell } from '../source-row.ts';
import { codedValue } from '../words/code-before.ts';
import { foldLabel } from '../words/fold.ts';
import { remember } from '../words/remember.ts';
import { clean, type FieldReading, wrong } from './field-reading.ts';
import { cellError, isBlank } from './text-cell.ts';

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...numbers(1, '1 i satu pertama kesatu one first 1st st'),
  ...numbers(2, '2 ii dua kedua two second 2nd nd'),
  ...numbers(3, '3 iii tiga ketiga three third 3rd rd'),
  ...numbers(4, '4 iv empat keempat four fourth 4th th'),
]);
const FILLERS = 'dosis dose dos d ke v vaksin vaksinasi vaccine tahap suntik suntikan kunjungan kedatangan nomor no';

function numbers(number: number, words: string): [string, number][] {
  return words.split(' ').map((word) => [word, number]);
}

/** How the doses of a series are written. */
interface DoseWords {
  readonly primary: number;
  readonly boosters: ReadonlySet<string>;
  /** Words beside the number that say nothing. */
  readonly fillers: ReadonlySet<string>;
}

const readers = new WeakMap<Series, (text: string) => FieldReading<number>>();

/** One for each series, made once. */
function readerFor(series: Series): (text: string) => FieldReading<number> {
  const known = readers.get(series);
  if (known) return known;
  const words = {
    primary: series.primary,
    boosters: new Set(series.boosters.split(' ')),
    fillers: new Set(`${FILLERS} ${series.beside}`.split(' ')),
  };
  const read = remember((text: string): FieldReading<number> => {
    if (isBlank(text)) return wrong('DOSE_EMPTY', 'dose');
    const number = numberOf(foldLabel(text), words) ?? labelled(text, words);
    return number === undefined || number > series.doses ? wrong('DOSE_BAD', 'dose', { v: text }) : clean(number);
  });
  readers.set(series, read);
  return read;
}

/**
 * `1`, `II`, `ke-1`, `Dosis 2`, `V1`, `pertama`, `1 (satu)`, `Booster`, `Booster 2`, `Dosis 3 (booster)`; an error
 * where two readings are possible. `series`: that of COVID-19 unless another one is meant.
 */
export function readDoseNumber(cell: Cell | undefined, series: Series = COVID19.series[0]): FieldReading<number> {
  const damaged = cellError(cell, 'dose');
  if (damaged) return damaged;
  const text = cellText(cell);
  // A cell with a date holds what Excel made of 1/2.
  if (typeof cell === 'object' && cell.kind !== 'number') return wrong('DOSE_BAD', 'dose', { v: text });
  return readerFor(series)(text.replace(/^0?([1-4])(?:[.,]0+)?$/, '$1'));
}

/**
 * The dose of a value behind a code ("0: Pertama", "B1 - Booster"). A code from 1 to 4 that is not that dose, and a
 * value that is a bare number, leave two readings.
 */
function labelled(text: string, words: DoseWords): number | undefined {
  const { code, value } = codedValue(text) ?? { code: '', value: '' };
  if (!/\p{L}{2}/u.test(value)) return undefined;
  const number = numberOf(foldLabel(value), words);
  const said = /^[dv]?0*([1-4])$/.exec(code)?.[1];
  return said === undefined || Number(said) === number ? number : undefined;
}

function numberOf(folded: string, { primary, boosters, fillers }: DoseWords): number | undefined {
  const words = folded.match(/\d+|\p{L}+/gu)?.filter((word) => !fillers.has(word)) ?? [];
  const at = words.findIndex((word) => boosters.has(word));
  if (at < 0) return onlyNumber(words);
  const before = words.slice(0, at);
  const behind = words.slice(at + 1);
  const which = behind.length === 0 ? 1 : onlyNumber(behind);
  if (which === undefined || which > 2) return undefined;
  const dose = primary + which;
  return before.length === 0 || onlyNumber(before) === dose ? dose : undefined;
}

/** The number that all these words say (`1 satu`); undefined when they disagree or one of them says none. */
function onlyNumber(words: readonly string[]): number | undefined {
  const [first, ...others] = words.map((word) => NUMBERS.get(word));
  return first !== undefined && others.every((number) => number === first) ? first : undefined;
}
