/** What is remembered of columns, as a table and as JSON. Pure. */
import type { Mapping } from '../mappings/mappings.ts';
import { oneLine } from '../printable.ts';
import { type Meaning, readMeaning } from '../record/header/form.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';
import { width } from './screen/bar-line.ts';
import { wrap } from './screen/wrap.ts';

const LONGEST_HEADING = 40;
/** Of a stamp: a form is confirmed once in years. */
const DAY = '2026-11-23'.length;

export function mappingsJson(mappings: readonly Mapping[]): Record<string, unknown> {
  return {
    mappings: mappings.map(({ file, confirmed, columns }, index) => ({
      number: index + 1,
      columns: Object.fromEntries(columns),
      file,
      confirmed: new Date(confirmed).toISOString(),
    })),
  };
}

/**
 * A line a heading; number, file and day stand beside the first one of a form. Sentences are no wider than `screen`.
 */
export function mappingsLines(
  mappings: readonly Mapping[],
  messages: Messages,
  timeZone: string | undefined,
  screen: number,
): string[] {
  const { list, none } = messages.columns;
  if (mappings.length === 0) return wrap(list.empty, screen, '');
  const wordOf = (meaning: Meaning): string => {
    if (meaning === 'none') return none;
    const [, ...written] = meaning.split(':');
    const field = messages.fields[readMeaning(meaning).field];
    return written.length === 0 ? field : `${field} (${written.join(', ')})`;
  };
  const rows = mappings.flatMap(({ file, confirmed, columns }, index) =>
    Array.from(columns, ([heading, meaning], at) => {
      const first = at === 0 ? [oneLine(file, LONGEST_HEADING), stamp(confirmed, timeZone).slice(0, DAY)] : [];
      return [at === 0 ? String(index + 1) : '', `"${oneLine(heading, LONGEST_HEADING)}"`, wordOf(meaning), ...first];
    }),
  );
  const table = [list.titles, ...rows];
  const widths = list.titles.map((_, column) => Math.max(...table.map((row) => width(row[column] ?? ''))));
  const padded = (text: string, column: number): string =>
    text + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(text)));
  return [...table.map((row) => row.map(padded).join('  ').trimEnd()), '', ...wrap(list.forget, screen, '')];
}
