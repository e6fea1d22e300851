/**
 * Values that stand once for the whole sheet: "Puskesmas : Kendal 1" above the header, or a sheet named "12 OKT" or
 * "Dosis 2".
 */

import { cellText } from '../cells.ts';
import type { SourceRow } from '../source-row.ts';
import { type DoseField, isDoseField, isOptional } from '../table/fields.ts';
import { headingWords } from '../words/heading-words.ts';
import { matchHeading } from './match-heading.ts';
import { type SheetNames, sheetNameDefaults } from './sheet-name.ts';

/**
 * The values above the header, and in the name of the sheet, for the fields in `missing`. A field that two lines give
 * different values for, equally clearly, gets none: its rows then say that it is missing. Lines that name one dose
 * ("Dosis 1 : 30 orang") are counts, not values.
 */
export function sheetDefaults(
  rowsAbove: readonly SourceRow[],
  names: SheetNames,
  missing: readonly DoseField[],
): Partial<Record<DoseField, string>> {
  const found = new Map<DoseField, { value: string; strength: number; disputed: boolean }>();
  for (const { field, strength, value } of rowsAbove.flatMap(labelledValues)) {
    if (!missing.includes(field)) continue;
    const before = found.get(field);
    if (!before || strength > before.strength) found.set(field, { strength, value, disputed: false });
    else if (strength === before.strength && before.value !== value) before.disputed = true;
  }
  const titles = rowsAbove.flatMap((row) => row.cells.map(cellText));
  const defaults: Partial<Record<DoseField, string>> = {};
  for (const [field, value] of Object.entries(sheetNameDefaults(names, titles)) as [DoseField, string][])
    if (missing.includes(field) && !found.has(field)) defaults[field] = value;
  for (const [field, { value, disputed }] of found) if (!disputed) defaults[field] = value;
  return defaults;
}

/** What a row says of all rows, by field; `strength` as of a heading. */
export function labelledValues(row: SourceRow): { field: DoseField; strength: number; value: string }[] {
  return [...pairsOf(row), ...barePair(row)].flatMap(({ label, value }) => {
    const match = labelled(label);
    return match ? [{ ...match, value }] : [];
  });
}

/** "Puskesmas | Kendal 1" without a colon: two cells, nothing else on the line, and the second is no heading itself. */
function barePair(row: SourceRow): { label: string; value: string }[] {
  const [label, value, ...more] = row.cells.map(cellText).filter((text) => text !== '');
  if (label === undefined || value === undefined || more.length > 0 || `${label}${value}`.includes(':')) return [];
  return matchHeading(value) ? [] : [{ label, value }];
}

function labelled(label: string): { field: DoseField; strength: number } | undefined {
  const words = headingWords(label);
  if (words.length === 1 && words[0] === 'tempat') return { field: 'site', strength: 1 };
  const match = matchHeading(label);
  if (!match || match.dose !== undefined || !isDoseField(match.field) || isOptional(match.field)) return undefined;
  return { field: match.field, strength: match.strength };
}

/**
 * "Label : value" in one cell, "Label :" with the value in the next filled cell, or the colon in a cell of its own or
 * before the value.
 */
export function pairsOf(row: SourceRow): { label: string; value: string }[] {
  const texts = row.cells.map(cellText).filter((text) => text !== '');
  const pairs: { label: string; value: string }[] = [];
  for (const [at, text] of texts.entries()) {
    const colon = text.indexOf(':');
    const next = texts[at + 1];
    const nextHasColon = next?.startsWith(':') ?? false;
    if (colon < 0 && !nextHasColon) continue;
    const label = colon < 0 ? text : text.slice(0, colon).trim();
    const own = colon < 0 ? '' : text.slice(colon + 1).trim();
    const beside = nextHasColon ? (next ?? '').slice(1).trim() || texts[at + 2] : next;
    const value = own === '' ? beside : own;
    // An empty "Puskesmas :" must not take the next label for its value.
    if (label !== '' && value !== undefined && value !== '' && (own !== '' || !value.includes(':')))
      pairs.push({ label, value });
  }
  return pairs;
}
