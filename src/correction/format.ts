/**
 * How a correction sheet is known again when it comes back: what is written into it by which the program finds its own
 * columns, its notes, where a row came from and what the clerk decided. Sentences are in text/. Sheets of earlier
 * versions come back as well, so nothing here may change; it may only be added to. Pure.
 */
import type { ProblemCode } from '../record/problems.ts';
import type { OriginalRow } from '../record/record.ts';

/** Headings with this beginning are ours: no field is read from such columns. */
export const OWN_COLUMN = 'vax-upload:';

/**
 * What stands over our columns where a header has two lines, as "Dosis 1" stands over its own: without it they would be
 * read as columns of the last dose.
 */
export const OWN_GROUP = 'vax-upload';

/** Our columns: the line a row came from, what is wrong with it, and its file and sheet (`writeOrigin`). */
export const OWN_HEADINGS = {
  id: { line: `${OWN_COLUMN} baris`, reason: `${OWN_COLUMN} alasan`, origin: `${OWN_COLUMN} asal` },
  en: { line: `${OWN_COLUMN} row`, reason: `${OWN_COLUMN} reason`, origin: `${OWN_COLUMN} origin` },
} as const;

/** The title of the first sheet. It has no header row, so a reader passes over that sheet. */
export const OVERVIEW_TITLES = { id: 'Baris yang perlu diperbaiki', en: 'Rows to correct' } as const;

/**
 * Our notes begin so, and end so where a note of the clerk follows: authors do not come back (LibreOffice leaves them
 * out), texts do.
 */
export const NOTE_BEGINNING = 'vax-upload:\n';
export const NOTE_END = '\n—\n';

/**
 * Written into the cell with our reasons, alone, these say: leave this row alone. One for each language, and each is
 * understood in both.
 */
export const DISMISSAL = { id: 'abaikan', en: 'ignore' } as const;

/**
 * How the sentences begin, up to what they quote, of problems that no cell of the row shows: a correction sheet has
 * neither the title nor the legend, so the reasons themselves say it.
 */
export const SAID_BESIDE = {
  ROW_TITLE: {
    id: 'Judul di atas baris ini atau nama lembarnya menyatakan dosis tidak atau belum diberikan',
    en: 'The title above this row, or the name of its sheet, says that the dose was not given',
  },
  ROW_COLOUR: {
    id: 'Warna baris ini, menurut keterangan warnanya, menyatakan dosis tidak atau belum diberikan',
    en: 'The colour of this row says, by its legend, that the dose was not given',
  },
} as const satisfies Partial<Record<ProblemCode, Readonly<Record<'id' | 'en', string>>>>;

/** Which of our columns, in whatever language, stands where: 0-based, -1 where there is none. */
export function ownColumn(headings: readonly string[], own: 'line' | 'origin' | 'reason'): number {
  const names: readonly string[] = Object.values(OWN_HEADINGS).map((names) => names[own]);
  return headings.findIndex((heading) => names.includes(heading.trim()));
}

/** Whether this is the title of the first sheet of a correction workbook, in whatever language. */
export function isOverview(title: string): boolean {
  return (Object.values(OVERVIEW_TITLES) as readonly string[]).includes(title.trim());
}

/** Whether a heading is one of ours, or stands over ours where a header has two lines. */
export function isOwnHeading(heading: string): boolean {
  return heading.trim() === OWN_GROUP || heading.trim().startsWith(OWN_COLUMN);
}

/** Whether a cell with reasons holds a DISMISSAL and nothing else; capitals and a full stop make no difference. */
export function isDismissal(text: string): boolean {
  const word = text.trim().replace(/[.!]$/, '').toLowerCase();
  return (Object.values(DISMISSAL) as readonly string[]).includes(word);
}

/** What the clerk had noted beside what we say; undefined where there is nothing else. */
export function withoutOurNote(text: string): string | undefined {
  const lines = text.replace(/\r\n?|_x000D_\n?/g, '\n');
  if (!lines.startsWith(NOTE_BEGINNING)) return text;
  const end = lines.indexOf(NOTE_END);
  return end < 0 ? undefined : lines.slice(end + NOTE_END.length);
}

const SEPARATOR = ' / ';
const DIGEST = / #([\da-f]{8})$/;

/**
 * `kendal.xlsx / OKT 2021 #9f86d081`, or `kendal.csv #9f86d081` where there are no sheets. Neither a file name nor a
 * sheet name holds a slash. The digest tells the sheets of many days apart that go by one name.
 */
export function writeOrigin({ file, sheet, digest }: Omit<OriginalRow, 'line'>): string {
  return `${file}${sheet === '' ? '' : SEPARATOR}${sheet}${digest === undefined ? '' : ` #${digest}`}`;
}

/** No system takes a longer name for a file, in UTF-16 units, and no program one for a sheet. */
const LONGEST_NAME = 255;
const isName = (text: string): boolean => text.length <= LONGEST_NAME && !text.includes('\0');

/** The way back; undefined for an empty cell, and for names that nothing can have. */
export function readOrigin(text: string): Omit<OriginalRow, 'line'> | undefined {
  const digest = DIGEST.exec(text)?.[1];
  const place = text.replace(DIGEST, '');
  const at = place.indexOf(SEPARATOR);
  const file = at < 0 ? place : place.slice(0, at);
  const sheet = at < 0 ? '' : place.slice(at + SEPARATOR.length);
  if (file === '' || !isName(file) || !isName(sheet)) return undefined;
  return { file, sheet, ...(digest === undefined ? {} : { digest }) };
}
