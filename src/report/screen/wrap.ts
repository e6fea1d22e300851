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
 */
export function wrap(text: string, columns: number, indent = '  '): string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(UNBROKEN) ?? []) {
    if (line === '') line = lead + word;
    else if (width(line) + 1 + width(word) <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = lead + indent + word;
    }
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => each.replaceAll(NO_BREAK, ' '));
}

/** Lines that are wider than `columns` are wrapped; the others stay as they are, tables too. */
export function fitted(lines: readonly string[], columns: number): string[] {
  return lines.flatMap((line) => (width(line) <= columns ? [line] : wrap(line, columns)));
}
