/**
 * What may be shown of an error that nobody foresaw: its class, its codes and the places that it passed. Its message
 * may quote a cell, and so may whatever else of it was made while the program ran; its stack names the folders of a
 * person's computer. Pure.
 */

/** `TypeError`. A name that was not given in a program is none. */
export function classOf({ name }: Error): string {
  return /^[A-Z][A-Za-z]{2,39}$/.test(name) && /(?:Error|Exception|Fault)$/.test(name) ? name : 'Error';
}

/** `ENOSPC`, `ERR_SQLITE_ERROR 2067`: words of systems and numbers of SQLite, which are short. */
export function codesOf(error: Error): string[] {
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown };
  return [
    ...(typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,59}$/.test(code) && !/\d{4}/.test(code) ? [code] : []),
    ...(typeof errcode === 'number' && Number.isInteger(errcode) && errcode >= 0 && errcode < 10_000
      ? [String(errcode)]
      : []),
  ];
}

const MOST_FRAMES = 12;

/** The stack without the message, each place as function and file name: no folder of the reader's computer. */
export function stackFrames(error: Error): string[] {
  return placesIn(error)
    .split('\n')
    .flatMap((line) => frameOf(line) ?? [])
    .slice(0, MOST_FRAMES)
    .map(
      ({ fn, file, line, column }) =>
        `    at ${fn ? `${fn} (${file}:${line}:${column})` : `${file}:${line}:${column}`}`,
    );
}

/** What stands below the message, which may look like a stack itself. */
function placesIn({ stack = '', message }: Error): string {
  const at = message === '' ? -1 : stack.indexOf(message);
  if (at >= 0) return stack.slice(at + message.length);
  // Whoever changed the message afterwards has left the old one in the stack: where that ends is not known.
  const first = stack.split('\n', 1)[0] ?? '';
  return message === '' || /^\s+at /.test(stack.slice(first.length + 1)) ? stack.slice(first.length) : '';
}

/**
 * ` at name (place:line:column)`, or without a name and brackets; undefined for any other line, and for a place that is
 * no module.
 */
function frameOf(text: string): { fn: string; file: string; line: string; column: string } | undefined {
  const begin = /^\s+at /.exec(text);
  const end = /:(\d{1,7}):(\d{1,7})\)?$/.exec(text);
  if (!begin || !end) return undefined;
  const [, line = '', column = ''] = end;
  const at = text.slice(begin[0].length, end.index);
  const bracket = at.lastIndexOf(' (');
  const place = bracket < 0 ? at : at.slice(bracket + 2);
  const file = place.startsWith('node:') ? place : (place.split(/[\\/]/).at(-1) ?? '');
  if (!/^(?:node:[\w/]{1,60}|[\w.-]{1,60}\.[cm]?[jt]s)$/.test(file)) return undefined;
  // `x [as y]`: y is how a value calls it, and not the program.
  const fn = at.slice(0, Math.max(bracket, 0)).split(' [as ')[0] ?? '';
  return { fn: /^[\w$.<># [\]]{1,80}$/.test(fn) && !/\d{4}/.test(fn) ? fn : '', file, line, column };
}
