/** Why a server refused, where the description says where that stands. PURE. Personal data: for correction sheets only. */
import type { Field } from '../../record/table/fields.ts';
import { explainValue, reasons as reasonsOf } from '../explain.ts';
import { type Reason, withoutReason } from '../reason.ts';
import type { Meanings, ReasonPlaces } from './description.ts';
import { at } from './pointer.ts';

/** At least one, with the field of ours that each is about, where that is known. */
export function reasonsIn(
  value: unknown,
  status: number,
  places: ReasonPlaces | undefined,
  meanings: Meanings,
): readonly Reason[] {
  const found = places ? placed(value, places) : explainValue(value);
  return found.length > 0 ? withMeanings(found, meanings) : withoutReason(status);
}

/** Says of each reason which of our fields it is about. */
export function withMeanings(reasons: readonly Reason[], meanings: Meanings): readonly Reason[] {
  return reasons.map((reason) => {
    const means = meant(reason, meanings);
    return means === undefined ? reason : { ...reason, means };
  });
}

function placed(value: unknown, { list, field, code, message }: ReasonPlaces): readonly Reason[] {
  const listed = list === undefined ? [value] : at(value, list);
  const items: readonly unknown[] = Array.isArray(listed) ? listed : [];
  const said = (item: unknown, pointer: string | undefined) => (pointer === undefined ? undefined : at(item, pointer));
  return reasonsOf(items.map((item) => [said(item, field), said(item, code), said(item, message)]));
}

/**
 * By the name of the field, whole or the last word of a path; else by a word that the message, or the code, has. The
 * first in the order of the description.
 */
function meant({ field = '', code = '', message }: Reason, meanings: Meanings): Field | undefined {
  const names = [field, field.split(/[/.]/).at(-1) ?? ''].map((name) => name.toLowerCase());
  const said = `${code} ${message}`.toLowerCase();
  for (const [word, ours] of meanings) if (field !== '' && names.includes(word.toLowerCase())) return ours;
  for (const [word, ours] of meanings) if (said.includes(word.toLowerCase())) return ours;
  return undefined;
}
