/** What was understood of a sheet and of a row, as lines of text. Pure; holds headings and headlines, never cell text. */
import { FIELDS, type Field, type Problem } from '../record/problems.ts';
import { problemHeadline } from '../text/headline.ts';
import type { Messages } from '../text/messages.ts';
import { oneLine } from '../text/parameters.ts';
import type { RunEvent } from './events.ts';

const LONGEST_HEADING = 40;

/** Which column was taken for which field, what is not read, and what was taken from above the table. */
export function columnLines(event: Extract<RunEvent, { event: 'columns' }>, messages: Messages): string[] {
  const pairs = join(event.columns, (field, heading) => `${messages.fields[field]} ← ${quoted(heading)}`);
  const defaults = join(event.defaults, (field, value) => `${messages.fields[field]} = ${quoted(value)}`);
  const ignored = event.ignored.filter((heading) => heading.trim() !== '').map(quoted);
  return [
    messages.reading.columns(pairs),
    ...(defaults ? [messages.reading.defaults(defaults)] : []),
    ...(ignored.length > 0 ? [messages.reading.ignored(ignored.join(', '))] : []),
  ];
}

/** One row as a line: where it stands, what became of it, and what is wrong in general words. */
export function rowLine(event: Extract<RunEvent, { event: 'row' }>, messages: Messages): string {
  const said = event.problems.map((problem) => headlineOf(problem, messages));
  return messages.reading.row(
    oneLine(event.file),
    oneLine(event.sheet),
    event.line,
    messages.outcomes[event.outcome],
    said.join('; '),
  );
}

/** Things to know about a sheet as a whole. */
export function noteLines(notes: readonly Problem[], messages: Messages): string[] {
  return notes.map((note) => headlineOf(note, messages));
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
