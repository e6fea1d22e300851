/** Facility or post. */
import { clean, type FieldReading, wrong } from './field-reading.ts';
import { foldLabel } from './fold.ts';
import type { ReadingRules } from './rules.ts';
import type { Cell } from './source-row.ts';
import { cellError, cellText, isBlank } from './text-cell.ts';

/** The site as the sheet has it, or, when sites are listed in the mapping file, under the name listed there: others are SITE_UNKNOWN then. */
export function readSite(cell: Cell | undefined, rules: Pick<ReadingRules, 'siteNames'>): FieldReading<string> {
  const listed = rules.siteNames.size > 0;
  const damaged = cellError(cell, 'site', listed ? 'error' : 'warning');
  if (damaged) return damaged;
  const text = cellText(cell);
  if (isBlank(text)) return wrong('SITE_EMPTY', 'site', undefined, 'warning');
  if (!listed) return clean(text);
  const name = rules.siteNames.get(foldLabel(text));
  return name === undefined ? wrong('SITE_UNKNOWN', 'site', { v: text }) : clean(name);
}
