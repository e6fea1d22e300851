/**
 * A row as its header lets it be read: dates and names of several columns joined, codes replaced by what they stand
 * for.
 */
import { joinDateParts } from '../header/date-parts.ts';
import { decoded } from '../header/legend.ts';
import { joinNames } from '../header/name-parts.ts';
import type { SourceRow } from '../source-row.ts';
import type { RowPlan } from './row-plan.ts';

/** The very row where there is nothing of the kind, as in nearly every sheet. */
export function shownRow(
  source: SourceRow,
  { parts, names, legends }: Pick<RowPlan, 'parts' | 'names' | 'legends'>,
): SourceRow {
  const dated = parts.length === 0 ? source : joinDateParts(source, parts);
  const named = names.length === 0 ? dated : joinNames(dated, names);
  if (legends.size === 0) return named;
  const cells = [...named.cells];
  for (const [at, legend] of legends) {
    const cell = cells[at];
    if (cell !== undefined) cells[at] = decoded(cell, legend);
  }
  return { ...named, cells };
}
