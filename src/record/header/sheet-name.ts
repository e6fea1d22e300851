/** What the name of a sheet says of all its rows: the day, the dose, the vaccine or the site. */
import { readDate } from '../dates/dates.ts';
import { monthOfWord } from '../dates/month-names.ts';
import { knownVaccine } from '../fields/vaccines.ts';
import type { Programme } from '../programme.ts';
import type { DoseRecord } from '../record.ts';
import { headingWords } from '../words/heading-words.ts';
import { matchHeading } from './match-heading.ts';

/** Where rows come from. */
export interface SheetNames {
  readonly sheet: string;
  /** As the user typed it, or its base name. */
  readonly file: string;
  /** As in HeaderContext. */
  readonly programme?: Programme | undefined;
}

/**
 * A sheet named so holds what was given there. Anything else beside it ("Kendal 1 (revisi)") is part of the name of the
 * site.
 */
const SITE_WORDS = new Set(['puskesmas', 'faskes', 'posyandu', 'klinik', 'rs', 'rsud', 'rsu']);

/**
 * What the whole name is, and only that: "12 OKT 2021", "Dosis 2", "Sinovac", "PKM Boja". `titles`, the texts above the
 * header, and the name of the file give a day without a year its year.
 */
export function sheetNameDefaults(
  { sheet, file, programme }: SheetNames,
  titles: readonly string[],
): { date?: string; dose?: string; vaccine?: DoseRecord['dose']['vaccine']; site?: string } {
  const day = dayOfSheetName(sheet) ?? dayWithYearElsewhere(sheet, [...titles, file]);
  if (day !== undefined) return { date: day };
  const match = matchHeading(sheet);
  if (match?.field === 'dose' && match.dose !== undefined) return { dose: String(match.dose) };
  if (knownVaccine(sheet, programme) !== undefined) return { vaccine: sheet.trim() };
  const words = headingWords(sheet);
  return words.length > 1 && SITE_WORDS.has(words[0] ?? '') ? { site: sheet.trim() } : {};
}

/**
 * The day a sheet is named after, if there is no doubt that it is one: with day, month and year, and the month as a
 * word or in the order of ISO 8601. Undefined for "Sheet1", "12 OKT" (which year?) and "02-10-2021" (which order?).
 * @internal Exported for its tests.
 */
export function dayOfSheetName(name: string): string | undefined {
  const reading = readDate(name.trim());
  if (reading.kind !== 'day' || reading.fromSerial) return undefined;
  const clear = /^\d{4}-/.test(name.trim()) || (name.match(/\p{L}{3,}/gu) ?? []).some((word) => MONTH.test(word));
  return clear ? reading.day : undefined;
}

/** Names of months in full or in short, and nothing that only begins like one ("Desa"). */
const MONTH =
  /^(?:jan(?:uari|uary)?|[fp]eb(?:ruari|ruary)?|mar(?:et|ch)?|mrt|apr(?:il)?|mei|may|jun[ie]?|jul[iy]?|agu(?:s|st|stus)?|ag[ts]|agst|aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|no[vp](?:ember)?|de[sc](?:ember)?)$/i;

/** "12 OKT" is a day of 2021 where a title or the file says "Oktober 2021": the same month, and one year only. */
function dayWithYearElsewhere(name: string, texts: readonly string[]): string | undefined {
  const [, day, month = ''] = /^\s*(?:\p{L}+\s*,\s*)?(\d{1,2})[\s._-]*(\p{L}{3,})\s*$/u.exec(name) ?? [];
  const wanted = monthOfWord(month);
  if (day === undefined || !MONTH.test(month)) return undefined;
  const years = new Set<string>();
  for (const text of texts) {
    for (const [, word = '', year = ''] of text.matchAll(/(?<!\p{L})(\p{L}{3,})[\s._-]*((?:19|20)\d\d)(?!\d)/gu))
      if (MONTH.test(word) && monthOfWord(word) === wanted) years.add(year);
  }
  const [year, ...others] = years;
  if (year === undefined || others.length > 0) return undefined;
  const reading = readDate(`${day} ${month} ${year}`);
  return reading.kind === 'day' ? reading.day : undefined;
}
