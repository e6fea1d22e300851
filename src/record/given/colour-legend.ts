/**
 * The legend of the colours of a workbook: a coloured cell with a word in it or beside it ("■ tidak hadir"), or a
 * sentence that names a colour ("kuning = batal"). Without a legend colours mean nothing. Pure.
 */

import { cellText } from '../cells.ts';
import { isLikeNik } from '../fields/nik.ts';
import type { SourceRow } from '../source-row.ts';
import { COLOUR_WORDS, isCalled, isLike } from './hues.ts';
import { presenceOf } from './presence.ts';
import { readRemark } from './remark.ts';

/** What a colour says of the dose. */
export interface ColourMeaning {
  /** As the legend has it. */
  readonly text: string;
  /** `back`: not given; `given`: it was; `unread`: the legend is not understood. */
  readonly kind: 'back' | 'given' | 'unread';
  /** Those it speaks of; empty where it names none, and speaks of all. */
  readonly doses: readonly number[];
}

export interface ColourLegend {
  /** Undefined for a colour that says nothing of the dose. */
  meaningOf(fill: string): ColourMeaning | undefined;
  /** Whether some colour is that of people who were there. */
  readonly affirms: boolean;
}

interface Entry {
  /** A colour, or a word for one. */
  readonly colour: string;
  readonly meaning: ColourMeaning;
}

/** Longer texts explain something else. */
const LONGEST = 80;

/** `sheets`: of each sheet the rows in which a legend may stand. Undefined where there is none. */
export function colourLegend(sheets: readonly (readonly SourceRow[])[]): ColourLegend | undefined {
  const entries = sheets.flatMap((rows) => {
    const width = tableWidth(rows);
    return rows.flatMap((row) => [...entriesIn(row, width), ...wordsIn(row, width)]);
  });
  if (entries.length === 0) return undefined;
  // Where one colour is explained twice, a no counts more.
  entries.sort((a, b) => Number(b.meaning.kind === 'back') - Number(a.meaning.kind === 'back'));
  const known = new Map<string, ColourMeaning | undefined>();
  const look = (fill: string): ColourMeaning | undefined => {
    const named = (is: (entry: Entry) => boolean): Entry | undefined => entries.find(is);
    const found =
      named(({ colour }) => colour === fill) ??
      named(({ colour }) => isLike(colour, fill)) ??
      named(({ colour }) => COLOUR_WORDS.has(colour) && isCalled(fill, colour));
    return found?.meaning;
  };
  return {
    affirms: entries.some(({ meaning }) => meaning.kind === 'given'),
    meaningOf(fill) {
      if (!known.has(fill)) known.set(fill, look(fill));
      return known.get(fill);
    },
  };
}

/**
 * Columns of the table, as far as its headings reach without a gap from the first number of a person on. Nobody there:
 * any column may hold the legend.
 */
function tableWidth(rows: readonly SourceRow[]): number {
  const first = rows.findIndex(hasPerson);
  const person = rows[first];
  if (person === undefined) return 0;
  let column = person.cells.findIndex(isLikeNik);
  const isHeaded = (at: number): boolean =>
    person.cells[at] !== undefined && person.cells[at] !== ''
      ? true
      : rows.slice(Math.max(0, first - 3), first).some(({ cells }) => (cells[at] ?? '') !== '');
  while (isHeaded(column)) column++;
  return column;
}

function hasPerson({ cells }: SourceRow): boolean {
  return cells.some(isLikeNik);
}

interface Swatch {
  readonly colour: string;
  /** Written in the cell, or beside it; '' for neither. */
  readonly text: string;
  readonly isOwn: boolean;
}

/**
 * Coloured cells with what is written in them, or beside them. `width`: columns in which rows of people have cells of
 * their own.
 */
function swatchesOf(row: SourceRow, width: number): readonly Swatch[] {
  const { fills, cells } = row;
  if (fills === undefined) return [];
  const from = hasPerson(row) ? width : 0;
  // The colour of the row itself may go on behind its last column.
  const ofPeople = new Set(from > 0 ? fills.slice(0, from) : []);
  const gap = Array.from(fills).findIndex((fill, column) => column >= from && fill === undefined);
  const textAt = (column: number): string => cellText(cells[column] ?? '');
  const isFirstText = cells.findIndex((cell) => cell !== '') < fills.findIndex((fill) => fill !== undefined);
  const found: Swatch[] = [];
  for (let column = from; column < fills.length; column++) {
    const colour = fills[column];
    if (colour === undefined || (ofPeople.has(colour) && (gap < 0 || column < gap))) continue;
    const own = textAt(column);
    // A swatch may be merged over several cells.
    if (own === '' && fills[column + 1] === colour) continue;
    const isBehindText = from === 0 && isFirstText && isTextWithoutFill(row, column - 1);
    const beside = isBehindText ? textAt(column - 1) : textRightOf(row, column);
    found.push({ colour, text: own === '' ? beside : own, isOwn: own !== '' });
  }
  return found;
}

function entriesIn(row: SourceRow, width: number): Entry[] {
  const found = swatchesOf(row, width);
  // A row of headings has one colour under many words.
  const isAlone = (colour: string): boolean =>
    new Set(found.flatMap((one) => (one.colour === colour && one.text !== '' ? [one.text] : []))).size === 1;
  return found.flatMap(({ colour, text, isOwn }) => {
    const meaning = isAlone(colour) ? meaningIn(text) : undefined;
    return meaning && !(isOwn && meaning.kind === 'unread') ? [{ colour, meaning }] : [];
  });
}

/** Whether a row below the header is a line of a legend, and nobody: all its texts belong to swatches. */
export function isLegendLine(row: SourceRow): boolean {
  if (hasPerson(row)) return false;
  const texts = row.cells.filter((cell) => cellText(cell) !== '');
  if (texts.length > 0 && texts.every((cell) => wordsIn({ ...row, cells: [cell] }, 0).length > 0)) return true;
  const explained = swatchesOf(row, 0).filter(
    ({ text, isOwn }) => text !== '' && (!isOwn || meaningIn(text) !== undefined),
  );
  return explained.length > 0 && explained.length === texts.length;
}

/** Whether a text behind the table explains a swatch there, and is no remark on its row. */
export function explainsSwatch({ fills, cells }: SourceRow, column: number, width: number): boolean {
  if (fills === undefined || fills[column] !== undefined) return false;
  for (let at = column - 1; at >= Math.max(width, column - 3); at--) {
    if (cellText(cells[at] ?? '') !== '') return false;
    if (fills[at] !== undefined) return true;
  }
  return false;
}

function isTextWithoutFill({ cells, fills }: SourceRow, column: number): boolean {
  return cellText(cells[column] ?? '') !== '' && fills?.[column] === undefined;
}

/** The next text, at most three cells on, and not that of another swatch. */
function textRightOf({ cells, fills }: SourceRow, column: number): string {
  for (let at = column + 1; at <= column + 3; at++) {
    if (fills?.[at] !== undefined) return '';
    const text = cellText(cells[at] ?? '');
    if (text !== '') return text;
  }
  return '';
}

/** "Kuning = tidak hadir, merah : batal", "yang batal diblok merah". */
function wordsIn(row: SourceRow, width: number): Entry[] {
  const from = hasPerson(row) ? width : 0;
  return row.cells.slice(from).flatMap((cell) => {
    const text = typeof cell === 'string' && cell.length > 5 ? cellText(cell) : '';
    return text === '' || text.length > 4 * LONGEST ? [] : partsOf(text).flatMap(entryIn);
  });
}

const COLOUR_WORD =
  /\b(?:merah|red|oranye|orange|oren|jingga|kuning|yellow|hijau|green|ijo|biru|blue|ungu|purple|violet|pink|pinky|abu|kelabu|grey|gray)\b/gi;
/** Around the name of a colour they say nothing. */
const NOISE =
  /\b(?:warna\w*|(?:di)?blok|(?:di)?beri|(?:di)?tandai|tanda|baris|sel|kolom|nama|yang|yg|adalah|artinya|berarti|ber|muda|tua|terang|abu|row|rows|cell|cells|coloured|colored|colour|color|marked|in|means|is|are|keterangan|ket|catatan|note|dengan|dgn)\b/gi;

function partsOf(text: string): string[] {
  return text.split(/[;,\n|]|\s\/\s/).flatMap((part) => {
    const words = [...part.matchAll(COLOUR_WORD)];
    if (words.length < 2) return words.length === 0 ? [] : [part];
    // Several in one breath: each has what follows it.
    return words.map(({ index }, at) => part.slice(index, words[at + 1]?.index));
  });
}

function entryIn(part: string): Entry[] {
  const [word = ''] = part.match(COLOUR_WORD) ?? [];
  const meaning = meaningIn(part.replace(COLOUR_WORD, ' ').replace(NOISE, ' ').replace(/[=:]+/g, ' '));
  return meaning && meaning.kind !== 'unread' ? [{ colour: word.toLowerCase(), meaning }] : [];
}

/**
 * Words of presence, of which the colour of those who were there may be made; "Sinovac" and "Dosis 1" are said of the
 * vaccine.
 */
const THERE =
  /\b(?:hadir|datang|sudah|sdh|udah|telah|selesai|(?:di|ter) ?vaksin\w*|disuntik|vaccinated|given|done|present|attended|completed?)\b/i;

function meaningIn(written: string): ColourMeaning | undefined {
  const text = withoutMarks(written);
  if (text.length < 2 || text.length > LONGEST || !/\p{L}/u.test(text)) return undefined;
  const said = readRemark(text);
  if (said.kind !== 'nothing') return { text, kind: 'back', doses: said.doses };
  const isThere = THERE.test(text) && !/\d/.test(text) && presenceOf(text, new Map()) === 'yes';
  if (isThere) return { text, kind: 'given', doses: [] };
  return said.unread ? { text, kind: 'unread', doses: [] } : undefined;
}

/** Without the marks between a swatch and its words. */
function withoutMarks(text: string): string {
  const isMark = (character: string | undefined): boolean =>
    character !== undefined && ' :=.-–—→>*'.includes(character);
  const characters = [...text.replace(/\s+/g, ' ')];
  let [from, to] = [0, characters.length];
  while (isMark(characters[from])) from++;
  while (to > from && isMark(characters[to - 1])) to--;
  return characters.slice(from, to).join('');
}
