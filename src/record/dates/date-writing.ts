/** How the dates of a column are written, where a person has looked and said so: `--map "Tgl Vaksin=date:mdy"`. */

import type { Field } from '../problems.ts';
import type { ClockOf } from './time-of-day.ts';

/** Day before month; month before day; year, day, month. */
export type DateOrder = 'dmy' | 'mdy' | 'ydm';
export type DateField = 'date' | 'birthDate';
/** A field with how its dates are written; only what is certain is read from a date column without such a word. */
export type DateMeaning =
  | `${DateField}:${DateOrder}`
  | `${DateField}:${ClockOf}`
  | `${DateField}:${DateOrder}:${ClockOf}`;

/** What was said of a column; what was not said is judged by the column itself. */
export interface DateWriting {
  readonly order?: DateOrder;
  /** Whose clock times are of: of UTC, in which a day of Indonesia begins on the evening before, or of the place. */
  readonly clock?: ClockOf;
}

const FIELDS: readonly DateField[] = ['date', 'birthDate'];
const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ydm'];
const CLOCKS: readonly ClockOf[] = ['utc', 'local'];

interface ReadMeaning {
  readonly field: Field;
  readonly writing: DateWriting;
}

const MEANINGS: ReadonlyMap<string, ReadMeaning> = new Map(
  FIELDS.flatMap((field) => [
    ...ORDERS.map((order): [string, ReadMeaning] => [`${field}:${order}`, { field, writing: { order } }]),
    ...CLOCKS.map((clock): [string, ReadMeaning] => [`${field}:${clock}`, { field, writing: { clock } }]),
    ...ORDERS.flatMap((order) =>
      CLOCKS.map((clock): [string, ReadMeaning] => [
        `${field}:${order}:${clock}`,
        { field, writing: { order, clock } },
      ]),
    ),
  ]),
);

/** Every word of this kind. */
export const DATE_MEANINGS: readonly string[] = [...MEANINGS.keys()];

/** Whether a word is one of ours. */
export function isDateMeaning(word: string): word is DateMeaning {
  return MEANINGS.has(word);
}

/** What a word of ours says. */
export function readDateMeaning(meaning: DateMeaning): ReadMeaning {
  return MEANINGS.get(meaning) ?? { field: 'date', writing: {} };
}
