/**
 * Titles, names of sheets and lines between rows that speak for all the rows below them: "DAFTAR TUNGGU", "TIDAK
 * HADIR".
 */

import { cellAt, cellText } from '../cells.ts';
import { problem } from '../fields/field-reading.ts';
import { isLegendLine } from '../given/colour-legend.ts';
import { type Said, speaksOf } from '../given/remark.ts';
import { assertsGiven, readHeadline, readTitle } from '../given/title.ts';
import type { Header } from '../header/columns.ts';
import type { Reading } from '../record.ts';
import { saysPresent } from '../row/marks.ts';
import type { RowReading } from '../row/read-row.ts';
import { planOf } from '../row/row-plan.ts';
import type { SourceRow } from '../source-row.ts';
import { countDigits } from '../words/count-digits.ts';

/** Watches one sheet. */
export interface TitleWatch {
  /**
   * Every row below the header, in order. A line that is such a title is no row of anybody; rows below it are held
   * (ROW_TITLE). `isCorrected`: a row of a correction sheet, which stands under titles of its original.
   */
  see(row: SourceRow, reading: RowReading, isCorrected?: boolean): RowReading;
  /** Whether every row so far that holds a person stands below such a title. */
  heldAll(): boolean;
}

interface Title {
  readonly text: string;
  readonly said: Said;
}

const TITLE: RowReading = { kind: 'skipped', why: 'ROW_HEADER' };
/** A line between rows has a text, and perhaps a number or a count beside it. */
const MOST_CELLS = 3;

/**
 * `top`: the rows down to the header. What is only planned ("RENCANA …") was given where the row itself says so in a
 * column; what was called off was not. A title between rows holds until the next one that says something else; one like
 * those that stood before it ("DUSUN B" after "DUSUN A") begins anew.
 */
export function watchTitles(header: Header, top: readonly SourceRow[], sheetName: string): TitleWatch {
  const plan = planOf(header);
  const [firstLine = 0] = header.lines;
  const ofSheet = headline(sheetName, top.filter(({ line }) => line < firstLine).flatMap(titleTexts));
  const kinds = new Set<string>();
  let section: Title | undefined;
  let [held, free] = [0, 0];

  /** Whether the row is a title; it then holds from here on. */
  function begins(row: SourceRow, isSkipped: boolean): boolean {
    const text = lineText(row);
    if (text === undefined) return false;
    const [title] = titleIn(text, readTitle);
    if (title) {
      section = title;
      return true;
    }
    if (assertsGiven(text)) {
      section = undefined;
      return true;
    }
    if (!isSkipped) return false;
    const [kind = ''] = text.toLowerCase().split(/\s+/);
    if (section === undefined) kinds.add(kind);
    else if (kinds.has(kind)) section = undefined;
    return false;
  }

  return {
    see(row, reading, isCorrected = false) {
      if (header.colours !== undefined && isLegendLine(row)) return TITLE;
      const isSkipped = reading.kind === 'skipped';
      const mayBegin = isSkipped ? reading.why === 'ROW_EMPTY' : cellAt(row, plan.birthDate) === '';
      if (mayBegin && begins(row, isSkipped)) return TITLE;
      if (isSkipped || isCorrected) return reading;
      const titles = [ofSheet, section].flatMap((title) => (title && concerns(title, row) ? [title] : []));
      const [first, ...others] = titles.length === 0 ? [] : reading.readings.map((one) => withTitles(one, titles));
      if (first === undefined || [first, ...others].some((one, at) => one === reading.readings[at])) free += 1;
      else held += 1;
      return first ? { ...reading, readings: [first, ...others] } : reading;
    },
    heldAll: () => held > 0 && free === 0,
  };

  function concerns({ said }: Title, row: SourceRow): boolean {
    return said.kind === 'back' || (said.kind === 'plan' && !saysPresent(row, plan));
  }
}

/**
 * What stands nearer to the table counts more: a sheet "Undangan" whose title says "REGISTER DOSIS 1" holds what was
 * given.
 */
function headline(sheetName: string, titles: readonly string[]): Title | undefined {
  const [above] = titles.flatMap((text) => titleIn(text, readHeadline));
  const [name] = titleIn(sheetName, readHeadline);
  if (name === undefined) return above;
  const isRegister = name.said.kind === 'plan' && titles.some((text) => REGISTER.test(text));
  return isRegister ? above : (above ?? name);
}

const REGISTER = /\b(?:register|laporan|rekap(?:itulasi)?|report|realisasi|hasil)\b/i;

function withTitles(reading: Reading, titles: readonly Title[]): Reading {
  const number = reading.kind === 'valid' ? reading.record.dose.number : undefined;
  const [first, ...others] = titles
    .filter(({ said }) => speaksOf(said, number))
    .map(({ text }) => problem('ROW_TITLE', undefined, 'hold', { v: text }));
  if (first === undefined) return reading;
  return { kind: 'invalid', at: reading.at, problems: [first, ...others, ...reading.problems] };
}

function titleIn(text: string, read: (text: string) => Said): Title[] {
  const said = read(text.trim());
  return said.kind === 'nothing' ? [] : [{ text: text.trim(), said }];
}

/** Titles above the header are one cell, or a few; "Puskesmas : Boja" is a value, not a title. */
function titleTexts(row: SourceRow): string[] {
  const texts = row.cells.map(cellText).filter((text) => text !== '');
  return texts.length > MOST_CELLS ? [] : texts.filter((text) => !text.includes(':') || text.length > 40);
}

/** The text of a line between rows; undefined for a row with more in it, or with a long number. */
function lineText(row: SourceRow): string | undefined {
  let only: string | undefined;
  let filled = 0;
  for (const cell of row.cells) {
    if (cell === '') continue;
    const text = cellText(cell);
    if (text === '') continue;
    if (++filled > MOST_CELLS || countDigits(text) > 8) return undefined;
    if (typeof cell === 'string' && /\p{L}/u.test(text)) {
      // The text of a cell merged over the row may be repeated in every column of it.
      if (only !== undefined && only !== text) return undefined;
      only = text;
    }
  }
  return only;
}
