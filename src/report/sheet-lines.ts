/**
 * What was understood of a sheet and of a row, as lines of text. Pure; holds headings and headlines, never cell text.
 */

import type { RunEvent } from '../events.ts';
import { oneLine } from '../printable.ts';
import { mapFlags } from '../record/header/map-flags.ts';
import type { ReadColumn } from '../record/header/read-columns.ts';
import { FIELDS, type Field, type Problem, type ProblemCode } from '../record/problems.ts';
import { notesToTell } from '../record/sheet/notes-to-tell.ts';
import { isSentField } from '../record/table/fields.ts';
import { problemHeadline } from '../text/headline.ts';
import type { Messages } from '../text/messages.ts';

const LONGEST_HEADING = 40;

export type ColumnsEvent = Extract<RunEvent, { event: 'columns' }>;

/**
 * Which column was taken for which field, what is not read, and what was taken from above the table; one short line
 * when all that is as in the sheet before, so that thirty files of one form do not fill the screen.
 */
export function columnLines(event: ColumnsEvent, messages: Messages, last?: ColumnsEvent): string[] {
  const file = oneLine(event.file);
  const sheet = oneLine(event.sheet);
  const lines = detailLines(event, messages);
  const [columns = '', ...others] = lines;
  if (last && lines.join('\n') === detailLines(last, messages).join('\n'))
    return [messages.reading.sameColumns(file, sheet)];
  return [messages.reading.columns(file, sheet, columns), ...others];
}

function detailLines(event: ColumnsEvent, messages: Messages): string[] {
  const pairs = event.columns
    .map(({ headings, ...column }) => `${columnWord(column, messages)} ← ${headings.map(quoted).join(' + ')}`)
    .join(', ');
  const defaults = join(event.defaults, (field, value) => `${messages.fields[field]} = ${quoted(value)}`);
  const set = join(event.set?.used ?? {}, (field, value) => `${messages.fields[field]} = ${quoted(value)}`);
  const unused = event.set?.unused.map((field) => messages.fields[field]).join(', ');
  const ignored = event.ignored.filter((heading) => heading.trim() !== '').map(quoted);
  return [
    pairs,
    ...(defaults ? [messages.reading.defaults(defaults)] : []),
    ...(set ? [messages.reading.set(set)] : []),
    ...(unused ? [messages.reading.setUnused(unused)] : []),
    ...(ignored.length > 0 ? [messages.reading.ignored(ignored.join(', '))] : []),
    ...(event.guesses.length > 0 ? [messages.columns.near(guessesOf(event, messages), mapFlags(event.guesses))] : []),
  ];
}

/** What a column holds, with its dose in a wide sheet, and whether it is sent at all. */
function columnWord(
  { field, dose, group }: Omit<ReadColumn, 'headings'>,
  { fields, columns, reading }: Messages,
): string {
  const word = fields[field];
  if (dose !== undefined) return columns.ofDose(word, dose);
  if (group !== undefined) return columns.ofGroup(word, group);
  return isSentField(field) ? word : reading.notSent(word);
}

function guessesOf({ guesses }: ColumnsEvent, messages: Messages): string {
  return guesses.map(({ heading, ...guess }) => `${columnWord(guess, messages)} ← ${quoted(heading)}`).join(', ');
}

/** Whether what was said of headings will be known the next time. */
export function rememberedLine(
  { path, headings, failed }: Extract<RunEvent, { event: 'remembered' }>,
  { columns }: Messages,
): string {
  const place = oneLine(path);
  return failed === undefined ? columns.remembered(headings, place) : columns.notRemembered(place, failed);
}

/**
 * One row as a line: where it stands, what became of it, and what is wrong in general words. `delivered`: the run has
 * tried to send; otherwise what waits is ready.
 */
export function rowLine(event: Extract<RunEvent, { event: 'row' }>, messages: Messages, delivered: boolean): string {
  const said = event.problems.map((problem) => headlineOf(problem, messages));
  return messages.reading.row(
    oneLine(event.file),
    oneLine(event.sheet),
    event.line,
    event.outcome === 'waiting' && !delivered ? messages.readyToSend : messages.outcomes[event.outcome],
    said.join('; '),
  );
}

/** Things to know about a sheet as a whole, with how often and where. */
export function noteLines(notes: readonly Problem[], messages: Messages): string[] {
  return notesToTell(notes).map((note) => {
    const [times, rows] = [howOften(note), linesOf(note)];
    const named = note.code === 'SHEET_LOST' ? 'sheet' : note.code === 'FILE_ENC' ? 'encoding' : undefined;
    if (named !== undefined) return `${headlineOf(note, messages)} (${oneLine(String(note.params?.[named] ?? ''))})`;
    if (times === undefined) return headlineOf(note, messages);
    const often = rows === undefined ? messages.figures.number(times) : messages.reading.inRows(times, rows);
    return `${headlineOf(note, messages)} (${often})`;
  });
}

/** Notes that count something in their parameter `n`. */
const COUNTED: ReadonlySet<ProblemCode> = new Set([
  'ROW_EMPTY',
  'ROW_TOTAL',
  'ROW_HIDDEN',
  'REMARK_UNREAD',
  'SHEETS',
  'DOB_SWAP_COL',
  'DATE_UTC_COL',
  'NIK_IS_KK',
]);
/** No sheet has more rows, and every phone number and NIK is larger. */
const MOST_ROWS = 9_999_999;

/**
 * The count in a note. Of all parameters this one and `rows` are the only ones that are ever printed, and only where
 * they cannot be a cell's.
 */
export function howOften({ code, params }: Problem): number | undefined {
  const n = params?.['n'];
  return COUNTED.has(code) && typeof n === 'number' && Number.isInteger(n) && n >= 0 && n <= MOST_ROWS ? n : undefined;
}

/** The lines in a note, `2-13, 15, …`. */
export function linesOf({ code, params }: Problem): string | undefined {
  const rows = params?.['rows'];
  return COUNTED.has(code) &&
    typeof rows === 'string' &&
    /^(?:\d{1,7}(?:-\d{1,7})?|…)(?:, (?:\d{1,7}(?:-\d{1,7})?|…))*$/.test(rows)
    ? rows
    : undefined;
}

function headlineOf(problem: Problem, messages: Messages): string {
  return problemHeadline(problem.code, messages.language);
}

function quoted(text: string): string {
  return `"${oneLine(text, LONGEST_HEADING)}"`;
}

function join(of: Readonly<Partial<Record<Field, string>>>, piece: (field: Field, text: string) => string): string {
  return FIELDS.flatMap((field) => {
    const text = of[field];
    return text === undefined ? [] : [piece(field, text)];
  }).join(', ');
}
