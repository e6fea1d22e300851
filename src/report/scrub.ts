/**
 * What may be shown of an error that nobody foresaw. Its message may quote a cell, and its stack names the folders of a person's
 * computer, so only what the program itself has written is kept. Pure.
 */

/** V8's own errors speak of code, and SQLite's of tables and columns; whatever else is thrown may quote what it was given. */
const ABOUT_CODE = new Set(['TypeError', 'ReferenceError', 'RangeError']);

/** The message without digits and quoted values, or undefined when it may hold data that cannot be told apart. */
export function safeMessage(error: Error): string | undefined {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (!ABOUT_CODE.has(error.name) && code !== 'ERR_SQLITE_ERROR') return undefined;
  return scrub(error.message.split('\n', 1)[0] ?? '');
}

/** Replaces what could be data: long digit runs (NIK, phone), and everything in quotes that is not a name out of the program. */
export function scrub(text: string): string {
  return text
    .replace(/(["'`“])((?:(?!\1).)*)(["'`”])/g, (_, open: string, inner: string, close: string) =>
      /^[a-z_$][A-Za-z0-9_$.]{0,30}$/.test(inner) && !/\d{4}/.test(inner) ? open + inner + close : `${open}…${close}`,
    )
    .replace(/\d(?:[ .-]?\d){5,}/g, '#');
}

const MOST_FRAMES = 12;

/** The stack without the message, each place as function and file name: no folder of the reader's computer. */
export function stackFrames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .flatMap((line) => frameOf(line) ?? [])
    .slice(0, MOST_FRAMES)
    .map(({ fn, place, line, column }) => {
      const file = place.startsWith('node:') ? place : (place.split(/[\\/]/).at(-1) ?? place);
      return `    at ${fn ? `${scrub(fn)} (${file}:${line}:${column})` : `${file}:${line}:${column}`}`;
    });
}

/** `    at name (place:line:column)`, or without a name and brackets; undefined for any other line. */
function frameOf(text: string): { fn: string; place: string; line: string; column: string } | undefined {
  const begin = /^\s+at /.exec(text);
  const end = /:(\d+):(\d+)\)?$/.exec(text);
  if (!begin || !end) return undefined;
  const [, line = '', column = ''] = end;
  const at = text.slice(begin[0].length, end.index);
  const bracket = at.lastIndexOf(' (');
  return { fn: at.slice(0, Math.max(bracket, 0)), place: bracket < 0 ? at : at.slice(bracket + 2), line, column };
}
