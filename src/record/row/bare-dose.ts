/** The column of a bare heading "Dosis 1" or "V1", in which clerks write the day, the vaccine, or a tick. */

import { cellText } from '../cells.ts';
import { readDate } from '../dates/dates.ts';
import { readVaccine, type VaccineRules } from '../fields/vaccines.ts';
import type { Cell } from '../source-row.ts';
import { foldLabel } from '../words/fold.ts';
import { saysGiven } from './cell-content.ts';

/** What such a cell is to be read as. Neither: a tick, or nothing. */
export interface BareDose {
  readonly date?: Cell;
  readonly vaccine?: Cell;
}

const TICKS = new Set(['', 'v', 'x', 'y', 'ya', 'yes', 'ok', 'sudah', 'sdh', 'true', '1', '2', '3', '4']);

/** What is neither a tick nor a vaccine is the date, and if it cannot be read as one, that is said of the date. */
export function bareDose(cell: Cell, rules: VaccineRules): BareDose {
  if (!saysGiven(cell) || (typeof cell === 'object' && cell.kind === 'boolean')) return {};
  const date = readDate(cell);
  if (date.kind === 'day' || date.kind === 'two-digit-year') return { date: cell };
  if (TICKS.has(foldLabel(cellText(cell)))) return {};
  return readVaccine(cell, rules).value === undefined ? { date: cell } : { vaccine: cell };
}
