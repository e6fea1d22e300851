/** Fields that a record can do without: what cannot be read with certainty is left out, and said. */
import type { Field } from '../problems.ts';
import { type FieldReading, wrong } from './field-reading.ts';

/** VALUE_UNREAD, a warning: the record is sent without this value. `text`: what the cell says. */
export function unread(field: Field, text: string): FieldReading<never> {
  return wrong('VALUE_UNREAD', field, { v: text }, 'warning');
}
