/** Values that stand once for the whole sheet: "Puskesmas : Kendal 1" above the header, or a sheet named "12 OKT 2021". */
import { readDate } from './dates.ts';
import { headingWords } from './heading-words.ts';
import { type DoseField, isDoseField, matchHeading } from './match-heading.ts';
import { monthOfWord } from './month-names.ts';
import type { SourceRow } from './source-row.ts';
import { cellText } from './text-cell.ts';

/**
 * The values above the header for the fields in `missing`. A field that two lines give different values for, equally clearly, gets none:
 * its rows then say that it is missing. Lines that name one dose ("Dosis 1 : 30 orang") are counts, not values.
 */
export function sheetDefaults(
  rowsAbove: readonly SourceRow[],
  sheetName: string,
  missing: readonly DoseField[],
): Partial<Record<DoseField, string>> {
  const found = new Map<DoseField, { value: string; strength: number; disputed: boolean }>();
  for (const { label, value } of rowsAbove.flatMap(pairsOf)) {
    const match = labelled(label);
    if (!match || !missing.includes(match.field)) continue;
    const before = found.get(match.field);
    if (!before || match.strength > before.strength) found.set(match.field, { ...match, value, disputed: false });
    else if (match.strength === before.strength && before.value !== value) before.disputed = true;
  }
  const defaults: Partial<Record<DoseField, string>> = {};
  for (const [field, { value, disputed }] of found) if (!disputed) defaults[field] = value;
  const day = missing.includes('date') && !found.has('date') ? dayOfSheetName(sheetName) : undefined;
  return day === undefined ? defaults : { ...defaults, date: day };
}

function labelled(label: string): { field: DoseField; strength: number } | undefined {
  const words = headingWords(label);
  if (words.length === 1 && words[0] === 'tempat') return { field: 'site', strength: 1 };
  const match = matchHeading(label);
  if (!match || match.dose !== undefined || !isDoseField(match.field)) return undefined;
  return { field: match.field, strength: match.strength };
}

/** "Label : value" in one cell, "Label :" with the value in the next filled cell, or the colon in a cell of its own or before the value. */
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
    if (label !== '' && value !== undefined && value !== '' && (own !== '' || !value.includes(':'))) pairs.push({ label, value });
  }
  return pairs;
}

/**
 * The day a sheet is named after, if there is no doubt that it is one: with day, month and year, and the month as a word or in the order of
 * ISO 8601. Undefined for "Sheet1", "12 OKT" (which year?) and "02-10-2021" (which order?).
 */
export function dayOfSheetName(name: string): string | undefined {
  const reading = readDate(name.trim());
  if (reading.kind !== 'day' || reading.fromSerial) return undefined;
  const clear = /^\d{4}-/.test(name.trim()) || (name.match(/\p{L}{3,}/gu) ?? []).some((word) => monthOfWord(word) > 0);
  return clear ? reading.day : undefined;
}
