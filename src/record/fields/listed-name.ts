/**
 * Sites and categories: taken as the sheet has them, or, once the mapping file lists some, only under a name of that
 * list.
 */

import type { ReadingRules } from '../rules.ts';
import type { Cell } from '../source-row.ts';
import { codedValue } from '../words/code-before.ts';
import { foldLabel } from '../words/fold.ts';
import { nearestNames } from '../words/nearest-names.ts';
import { remember } from '../words/remember.ts';
import { absent, clean, type FieldReading, wrong } from './field-reading.ts';
import { cellError, isBlank, readText, shownText } from './text-cell.ts';

type Names = ReadonlyMap<string, string>;
type Rules<Field extends 'siteNames' | 'categoryNames'> = Pick<ReadingRules, Field | 'writtenNames'>;

interface ListedField {
  readonly field: 'site' | 'category';
  /** What an unlisted name is. */
  readonly unknown: 'SITE_UNKNOWN' | 'CATEGORY_UNKNOWN';
  /** What an empty cell is. */
  readonly empty: FieldReading<never>;
}

const SITE: ListedField = {
  field: 'site',
  unknown: 'SITE_UNKNOWN',
  empty: wrong('SITE_EMPTY', 'site', undefined, 'warning'),
};
const CATEGORY: ListedField = { field: 'category', unknown: 'CATEGORY_UNKNOWN', empty: absent };

/** Facility or post. SITE_UNKNOWN names what is near in the list, if anything is, and never uses it. */
export function readSite(
  cell: Cell | undefined,
  { siteNames, writtenNames }: Rules<'siteNames'>,
): FieldReading<string> {
  return read(cell, SITE, siteNames, writtenNames.sites);
}

/** Kategori sasaran. CATEGORY_UNKNOWN names what is near in the list, if anything is, and never uses it. */
export function readCategory(
  cell: Cell | undefined,
  { categoryNames, writtenNames }: Rules<'categoryNames'>,
): FieldReading<string> {
  return read(cell, CATEGORY, categoryNames, writtenNames.categories);
}

/** An empty list means that there is none. */
function read(cell: Cell | undefined, of: ListedField, names: Names, written: readonly string[]): FieldReading<string> {
  if (names.size === 0) return readText(cell, of.field, 'warning', of.empty);
  const damaged = cellError(cell, of.field);
  if (damaged) return damaged;
  const text = shownText(cell);
  // A list may have a category 0.
  return isBlank(text) && !names.has(foldLabel(text)) ? of.empty : lookUp(of, names, written)(text);
}

const lookUps = new WeakMap<Names, (text: string) => FieldReading<string>>();

function lookUp(
  { field, unknown }: ListedField,
  names: Names,
  written: readonly string[],
): (text: string) => FieldReading<string> {
  let find = lookUps.get(names);
  if (!find) {
    find = remember((text) => {
      const name = names.get(foldLabel(text)) ?? names.get(foldLabel(codedValue(text)?.value ?? text));
      if (name !== undefined) return clean(name);
      const nearest = nearestNames(
        text,
        written.map((each) => [each, each]),
      );
      return wrong(unknown, field, { v: text, ...(nearest === undefined ? {} : { nearest }) });
    });
    lookUps.set(names, find);
  }
  return find;
}
