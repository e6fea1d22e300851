/** Columns of text under their heads. Pure. */
import { width } from './screen/bar-line.ts';

export interface Column {
  readonly head: string;
  /** Numbers stand on the right. */
  readonly right: boolean;
}

/** As many cells a row as there are columns; two blanks between them, none at the ends of lines. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map(({ head }) => head), ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => width(row[at] ?? ''))));
  return all.map((row) =>
    columns
      .map(({ right }, at) => {
        const cell = row[at] ?? '';
        const room = ' '.repeat((widths[at] ?? 0) - width(cell));
        return right ? room + cell : cell + room;
      })
      .join('  ')
      .trimEnd(),
  );
}
