/** HTML as text that is safe by its type: whatever is put into it is escaped, here and nowhere else. Pure. */
import { oneLine } from '../printable.ts';

/** Text that is HTML already. Made by `html` and `trusted` only. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template; `false` and undefined are nothing. */
type Part = Html | string | number | false | undefined | readonly Part[];

/** A template whose parts are escaped unless they are `Html`; good for texts and for attributes in double quotes. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((piece, at) => piece + (at < parts.length ? written(parts[at]) : '')).join(''));
}

/** Our own markup: charts as the library draws them, the style. */
export function trusted(text: string): Html {
  return new Html(text);
}

function written(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return escaped(oneLine(String(part), LONGEST));
}

/** Longer than anything we say. */
const LONGEST = 2000;

const MARKS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => MARKS[mark] ?? '');
}
