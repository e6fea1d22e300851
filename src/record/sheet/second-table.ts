/**
 * A second table, or a second title, in one sheet: what stands between the header and a row can change what its columns
 * and the values above them mean.
 */

import { readDate } from '../dates/dates.ts';
import type { Header } from '../header/columns.ts';
import { placeOf } from '../header/header-columns.ts';
import { headingTexts, looksLikeData } from '../header/heading-row.ts';
import { matchHeading } from '../header/match-heading.ts';
import { labelledValues } from '../header/sheet-defaults.ts';
import { sheetNameDefaults } from '../header/sheet-name.ts';
import type { RowReading } from '../row/read-row.ts';
import type { SourceRow } from '../source-row.ts';
import { DOSE_FIELDS, type DoseField } from '../table/fields.ts';
import { foldLabel } from '../words/fold.ts';
import { squash } from '../words/heading-words.ts';
import { holdsPerson } from './unread-sheet.ts';

/** Watches one sheet. */
export interface TableWatch {
  /**
   * Every row below the header, in order, and what it was read as by itself. Headings and titles that come again are no
   * row of anybody.
   */
  see(row: SourceRow, reading: RowReading): RowReading;
  /**
   * The line where another table begins; undefined where there is one table only. Either people stand above the header,
   * or a row stands below headings, or a title, that are not those of the sheet.
   */
  otherTable(): number | undefined;
}

const TITLE: RowReading = { kind: 'skipped', why: 'ROW_HEADER' };
/** More cells than a title and two values are somebody's row. */
const MOST_IN_TITLE = 4;

/**
 * `top`: the rows down to the header. Headings that come again with the same columns (page breaks) change nothing.
 * Under others, and under a title that gives another day, dose, vaccine, site or batch than the one that stands in for
 * a missing column, nothing is guessed: the sheet must be taken apart.
 */
export function watchTables(header: Header, top: readonly SourceRow[]): TableWatch {
  const [firstLine = 0] = header.lines;
  const headings = headingTexts(top.find(({ line }) => line === firstLine) ?? NO_ROW);
  const titles = new Set(top.filter(({ line }) => line < firstLine).map(wordsOf));
  /** The line of headings that are not those of the sheet, and of other values than those above it. */
  let table: number | undefined;
  const values = new Map<string, number>();
  // Where the second headings say more, they are the header, and the people above it are nobody's.
  let other = top.some((row) => row.line < firstLine && holdsPerson(row)) ? firstLine : undefined;

  function isTitle(row: SourceRow): boolean {
    const texts = headingTexts(row);
    if (namesPerson(texts)) {
      table = sameColumns(texts, headings) ? undefined : row.line;
      return true;
    }
    const said = valuesOf(row, texts).flatMap(({ field, value }) => {
      const before = header.defaults[field];
      return before === undefined ? [] : [{ field, same: sameValue(field, value, before) }];
    });
    for (const { field, same } of said) {
      if (same) values.delete(field);
      else values.set(field, row.line);
    }
    return said.length > 0 || titles.has(wordsOf(row));
  }

  return {
    see(row, reading) {
      const isSound = reading.kind === 'read' && reading.readings[0].kind === 'valid';
      const isData = isSound || looksLikeData(row);
      if (!isData && isTitle(row)) return TITLE;
      // Under other headings a row may look empty, for its person stands in other columns.
      if (table !== undefined && (isData || reading.kind === 'read')) other ??= table;
      if (values.size > 0 && reading.kind === 'read') other ??= Math.min(...values.values());
      return reading;
    },
    otherTable: () => other,
  };
}

const NO_ROW: SourceRow = { line: 0, hidden: false, cells: [] };
const NAMES_NUMBER = /nik|ktp|indu|ident|national|card/i;

/** Whether these are headings, an identity number and a name among them. */
function namesPerson(texts: readonly string[]): boolean {
  if (!texts.some((text) => text.length <= 60 && NAMES_NUMBER.test(text))) return false;
  const fields = new Set(texts.map((text) => (text.length > 60 ? undefined : matchHeading(text)?.field)));
  return fields.has('nik') && fields.has('name');
}

/** Whether every heading says what the first one in its column said, or neither is one of ours. */
function sameColumns(texts: readonly string[], headings: readonly string[]): boolean {
  return texts.every((text, index) => {
    const before = headings[index] ?? '';
    return text === '' || squash(text) === squash(before) || meaningOf(text) === meaningOf(before);
  });
}

function meaningOf(heading: string): string | undefined {
  const match = matchHeading(heading);
  return match && placeOf(match);
}

/** A signature is dated with its place: "Kendal, 3 Oktober 2021". */
const PLACE_BEFORE = /^(?!\s*(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|ahad)\b)[^,\d]+,/i;

/** "Tanggal : 3 Oktober 2021" in any of its forms, and a lone "DOSIS 2", "PKM Boja" or "3 Oktober 2021". */
function valuesOf(
  row: SourceRow,
  texts: readonly string[],
): readonly { readonly field: DoseField; readonly value: string }[] {
  const filled = texts.filter((text) => text !== '');
  const [only, ...more] = filled;
  if (only === undefined || filled.length > MOST_IN_TITLE) return [];
  if (more.length > 0 || only.includes(':')) return labelledValues(row);
  const alone = PLACE_BEFORE.test(only) ? {} : sheetNameDefaults({ sheet: only, file: '' }, []);
  return DOSE_FIELDS.flatMap((field) => {
    const value: string | undefined = (alone as Partial<Record<DoseField, string>>)[field];
    return value === undefined ? [] : [{ field, value }];
  });
}

function sameValue(field: DoseField, value: string, before: string): boolean {
  if (foldLabel(value) === foldLabel(before)) return true;
  const [day, dayBefore] = [readDate(value), readDate(before)];
  return field === 'date' && day.kind === 'day' && dayBefore.kind === 'day' && day.day === dayBefore.day;
}

function wordsOf(row: SourceRow): string {
  return headingTexts(row)
    .filter((text) => text !== '')
    .join(' ');
}
