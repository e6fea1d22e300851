/** Sentences on a screen of a given width. Pure. */
import { width } from './bar-line.ts';

export const NO_BREAK = '\u00A0';

/**
 * What stays on one line: a command in backticks, a heading in quotes with its field (of up to three words) before it,
 * otherwise a word.
 */
const UNBROKEN = /`[^`]*`[^ ]*|(?:[^ ,:"]+(?: [^ ,:"]+){0,2} ← )?"[^"]{0,40}"[^ ]*|[^ ]+/g;

/**
 * Breaks at spaces so that no line is wider than `columns`. A `command in backticks` and a "heading" stay whole, so
 * that they can be copied, and so do words that are joined by a no-break space, which is printed as an ordinary one.
 * Blanks between the columns of a table or a list stay, and what is broken goes on below its own column.
 */
export function wrap(text: string, columns: number, indent = '  '): string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const below = columnOf(text, columns) ?? lead + indent;
  const lines: string[] = [];
  let line = '';
  let end = lead.length;
  for (const { 0: word, index } of text.matchAll(UNBROKEN)) {
    const blanks = text.slice(end, index);
    end = index + word.length;
    if (line === '') line = lead + word;
    else if (width(line) + blanks.length + width(word) <= columns) line += blanks + word;
    else {
      lines.push(line);
      line = below + word;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => each.replaceAll(NO_BREAK, ' '));
}

/** Blanks up to the last column that begins in the left half; undefined where the text has no columns. */
function columnOf(text: string, columns: number): string | undefined {
  let begins: number | undefined;
  for (const { 0: gap, index } of text.matchAll(/(?<=[^ ]) {2,}/g)) {
    const at = width(text.slice(0, index + gap.length));
    if (at <= columns / 2) begins = at;
  }
  return begins === undefined ? undefined : ' '.repeat(begins);
}

/** Lines that are wider than `columns` are wrapped; the others stay as they are, tables too. */
export function fitted(lines: readonly string[], columns: number): string[] {
  return lines.flatMap((line) => (width(line) <= columns ? [line] : wrap(line, columns)));
}
