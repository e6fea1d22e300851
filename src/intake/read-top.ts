/** The top of a sheet: as far as a header may stand. */
import type { HeaderSearch } from '../record/header/columns.ts';
import { findHeader, HEADER_SEARCH_ROWS } from '../record/header/header.ts';
import { type ProgrammeRules, programmeOf } from '../record/programme/programmes.ts';
import { dense } from '../record/sheet/far-cells.ts';
import type { SourceRow } from '../record/source-row.ts';
import { openSource } from '../source/open.ts';
import type { Sheet } from '../source/source.ts';
import type { FileToRead } from './file-messages.ts';

/** Rows that were read to find the header, and what comes after them. */
export interface SheetTop {
  readonly rows: readonly SourceRow[];
  readonly rest: AsyncIterator<readonly SourceRow[]>;
}

/** `withFills`: with the colours of cells. */
export async function readTop(sheet: Sheet, withFills = false): Promise<SheetTop> {
  const rest = sheet.rows(withFills)[Symbol.asyncIterator]();
  const rows: SourceRow[] = [];
  let filled = 0;
  while (filled < HEADER_SEARCH_ROWS) {
    const chunk = await rest.next();
    if (chunk.done) break;
    rows.push(...chunk.value.map((row, at) => (filled + at < HEADER_SEARCH_ROWS ? dense(row) : row)));
    filled += chunk.value.filter((row) => row.cells.some((cell) => cell !== '')).length;
  }
  return { rows, rest };
}

interface HeaderKnowledge extends Pick<FileToRead, 'name' | 'map' | 'constants' | 'forms'> {
  readonly rules: ProgrammeRules;
}

export function headerOf(
  sheet: string,
  rows: readonly SourceRow[],
  { name, map, constants, forms, rules }: HeaderKnowledge,
): HeaderSearch {
  return findHeader(rows, map, sheet, { fileName: name, constants, forms, programme: programmeOf(rules) });
}

/** The top of one of several sheets. */
export interface NamedTop {
  readonly sheet: string;
  readonly hidden: boolean;
  readonly rows: readonly SourceRow[];
}

/** The tops of all sheets of a file, for a look before it is read. Throws the RunErrors of the source. */
export async function readTops({ path, limits }: Pick<FileToRead, 'path' | 'limits'>): Promise<NamedTop[]> {
  const source = await openSource(path, limits);
  try {
    const tops: NamedTop[] = [];
    for (const sheet of source.sheets) {
      const { rows, rest } = await readTop(sheet);
      await rest.return?.();
      tops.push({ sheet: sheet.name, hidden: sheet.hidden, rows });
    }
    return tops;
  } finally {
    await source.close();
  }
}
