/** Sentences on a screen of a given width. Pure. */
import { width } from './bar-line.ts';

/** Breaks at spaces so that no line is wider than `columns`; a `command in backticks` stays whole, so that it can be copied. */
export function wrap(text: string, columns: number, indent = '  '): string[] {
  const lead = /^ */.exec(text)?.[0] ?? '';
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/`[^`]*`\S*|\S+/g) ?? []) {
    if (line === '') line = lead + word;
    else if (width(line) + 1 + width(word) <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = lead + indent + word;
    }
  }
  return line === '' ? lines : [...lines, line];
}
