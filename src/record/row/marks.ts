/**
 * What keeps a row back because it says itself that the dose was not given. One answer for every place in which a row
 * can say so.
 */

import { cellAt, cellText } from '../cells.ts';
import { problem } from '../fields/field-reading.ts';
import { explainsSwatch } from '../given/colour-legend.ts';
import { type Colours, meaningsIn } from '../given/colours.ts';
import { presenceOf } from '../given/presence.ts';
import { readRemark, type Said } from '../given/remark.ts';
import type { SettledColumn } from '../given/settled.ts';
import { plainlyTakenBack } from '../given/taken-back.ts';
import type { Problem } from '../problems.ts';
import type { Cell, CellNote, SourceRow } from '../source-row.ts';
import { noValueOf } from '../words/no-value.ts';
import type { RowPlan } from './row-plan.ts';

/** A problem, and the doses that it keeps back; all of the row where it names none. */
export interface Mark {
  readonly problem: Problem;
  readonly doses: readonly number[];
}

const NONE: readonly Mark[] = [];
const ALL: readonly number[] = [];
const NO_NOTES: readonly CellNote[] = [];

/**
 * ROW_CANCELLED (struck through, or taken back in words, also in a note at a cell) and ROW_NOT_GIVEN (a column about
 * presence that does not say yes): holds, at most one of each place. CELL_DITTO, an error, for a remark that says what
 * the one above says. What a line through one cell means only its author knows.
 */
export function marksOf(row: SourceRow, plan: RowPlan): readonly Mark[] {
  let marks: Mark[] | undefined;
  const add = (mark: Mark | undefined): void => {
    if (mark) marks = [...(marks ?? []), mark];
  };
  const struck = row.struck?.find((column) => plan.read.has(column));
  if (struck !== undefined) add(cancelled(cellText(cellAt(row, struck)), ALL, { line: struck }));
  const name = cellAt(row, plan.name);
  // Beside a name a remark is set off; most names are letters only.
  if (typeof name === 'string' && /[(/*-]/.test(name) && plainlyTakenBack(name)) add(cancelled(name, ALL));
  for (const column of plan.sentAsTheyStand) {
    const cell = cellAt(row, column);
    if (typeof cell === 'string' && cell.length >= 3 && plainlyTakenBack(cell)) add(cancelled(cellText(cell), ALL));
  }
  for (const column of plan.remarks) add(remarkIn(cellAt(row, column)));
  const { width } = plan.header;
  for (let column = width; column < row.cells.length; column++)
    if (!explainsSwatch(row, column, width)) add(remarkIn(cellAt(row, column)));
  for (const { column, text } of row.notes ?? NO_NOTES) {
    const mark = remarked(text, { note: column });
    // At a cell of one dose it speaks of that dose, unless it names another.
    if (mark) add(mark.doses.length > 0 ? mark : { ...mark, doses: doseAt(column, plan) });
  }
  if (plan.header.colours) for (const mark of coloured(row, plan, plan.header.colours)) add(mark);
  for (const column of plan.given) add(column.kind === 'negative' ? filledIn(row, column) : notPresent(row, column));
  return marks ?? NONE;
}

/** Those of the problems that concern this dose; undefined: its number is not known. */
export function marksFor(marks: readonly Mark[], dose: number | undefined): readonly Problem[] {
  if (marks.length === 0) return [];
  const problems = marks
    .filter(({ doses }) => doses.length === 0 || dose === undefined || doses.includes(dose))
    .map(({ problem: of }) => of);
  // One of a kind is enough to send somebody there; what several columns say is said of each.
  return problems.filter(
    (one, index) => one.code === 'ROW_NOT_GIVEN' || problems.findIndex(({ code }) => code === one.code) === index,
  );
}

/** Whether a column of the row says that somebody was there and vaccinated. */
export function saysPresent(row: SourceRow, plan: RowPlan): boolean {
  return plan.given.some(
    (column) => column.kind === 'presence' && presenceOf(cellAt(row, column.at), column.legend, column) === 'yes',
  );
}

/** The dose whose own column this is; none where all doses of the row share it. */
function doseAt(column: number, { header }: RowPlan): readonly number[] {
  const dose = header.doses.find(
    ({ number, columns }) => number !== undefined && Object.values(columns).includes(column),
  );
  return dose?.number === undefined ? ALL : [dose.number];
}

/**
 * CELL_DITTO: what the remark above says of its row is said of this one too, and in a sorted sheet another one stands
 * there.
 */
function remarkIn(cell: Cell): Mark | undefined {
  if (typeof cell !== 'string' || cell === '') return undefined;
  const text = cellText(cell);
  if (noValueOf(text) === 'ditto')
    return { problem: problem('CELL_DITTO', undefined, 'error', { v: text }), doses: ALL };
  return remarked(cell);
}

function remarked(cell: Cell, beside: BesideCells = {}): Mark | undefined {
  // One sign may be a cross; one letter says nothing.
  if (typeof cell !== 'string' || (cell.length < 2 && (cell === '' || cell.charCodeAt(0) < 0x2000))) return undefined;
  const said: Said = readRemark(cell);
  return said.kind === 'nothing' ? undefined : cancelled(cellText(cell), said.doses, beside);
}

function notPresent(row: SourceRow, column: SettledColumn): Mark | undefined {
  const cell = cellAt(row, column.at);
  const presence = presenceOf(cell, column.legend, column);
  if (presence === 'yes' || (presence === 'blank' && !column.blankHolds)) return undefined;
  const said: Said = typeof cell === 'string' ? readRemark(cell) : { kind: 'nothing', unread: false };
  const doses = column.dose === undefined ? (said.kind === 'nothing' ? ALL : said.doses) : [column.dose];
  return { problem: problem('ROW_NOT_GIVEN', undefined, 'hold', { column: column.heading, v: cellText(cell) }), doses };
}

/**
 * ROW_COLOUR: at a cell of one dose a colour speaks of that dose, at any other of all, unless its legend names some.
 */
function coloured(row: SourceRow, plan: RowPlan, { legend, present }: Colours): readonly Mark[] {
  const found = meaningsIn(row, legend, plan.header.width);
  const back = found.filter(({ meaning }) => meaning.kind === 'back');
  if (back.length === 0) return present !== undefined && found.length === 0 ? [colourMark(`≠ ${present}`, ALL)] : NONE;
  const marks = back.map(({ column, meaning: { text, doses } }) => ({
    text,
    doses: doses.length > 0 ? doses : doseAt(column, plan),
  }));
  const ofAll = marks.find(({ doses }) => doses.length === 0);
  return (ofAll ? [ofAll] : marks).map(({ text, doses }) => colourMark(text, doses));
}

function colourMark(v: string, doses: readonly number[]): Mark {
  return { problem: problem('ROW_COLOUR', undefined, 'hold', { v }), doses };
}

const EMPTY_WORDS =
  /^(?:0+|[-–—_.\s]+|n|t|f|no|none|not|tidak|tdk|tidak ada|false|null|nil|nihil|nan|undefined|n\/a|#n\/a|\\n|0000-00-00.*)$/i;

function filledIn(row: SourceRow, column: SettledColumn): Mark | undefined {
  const cell = cellAt(row, column.at);
  if (cell === '') return undefined;
  if (typeof cell === 'object' && cell.kind === 'boolean' && /^(?:0|false)$/i.test(cell.raw)) return undefined;
  const text = cellText(cell);
  if (text === '' || EMPTY_WORDS.test(text) || column.legend.get(text.toLowerCase()) === 'no') return undefined;
  return cancelled(`${column.heading}: ${text}`, column.dose === undefined ? ALL : [column.dose]);
}

/**
 * What says it is no text of a cell but a line through it, or a note at it: its column, 0-based. Whoever copies the row
 * must copy that too.
 */
interface BesideCells {
  readonly line?: number;
  readonly note?: number;
}

function cancelled(v: string, doses: readonly number[], beside: BesideCells = {}): Mark {
  return { problem: problem('ROW_CANCELLED', undefined, 'hold', { v, ...beside }), doses };
}
