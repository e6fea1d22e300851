/** Rows that somebody has taken back without deleting them: struck through, or with a remark that the dose was not given. */
import { problem } from './field-reading.ts';
import { headingWords } from './heading-words.ts';
import type { Problem } from './problems.ts';
import { remember } from './remember.ts';
import { cellAt, type RowPlan } from './row-plan.ts';
import type { Cell, SourceRow } from './source-row.ts';
import { cellText } from './text-cell.ts';

/** Headings of columns in which people write what became of somebody. */
const REMARKS = new Set(
  'keterangan ket status catatan hasil skrining screening remark remarks note notes kondisi observasi info informasi'.split(' '),
);

/** Whether remarks on the row stand below this heading, which is none of ours; also below none at all. */
export function isRemarkHeading(heading: string): boolean {
  const words = headingWords(heading);
  return words.length === 0 || words.some((word) => REMARKS.has(word));
}

/** Not given, or not yet. "Gagal ginjal" is an illness, and a dose that is still to come ("belum booster") takes nothing back. */
const TAKEN_BACK =
  /\b(?:di)?batal(?:kan)?\b|\bpembatalan\b|\b(?:di)?tunda\b|\bpenundaan\b|\bcancel(?:led|ed)?\b|\bdrop ?out\b|^(?:gagal|menolak)$|\b(?:gagal|menolak) (?:(?:di ?)?vaksin\w*|(?:di ?)?suntik|s[kc]r?e?e?ning)|\b(?:tidak|tdk) (?:jadi|hadir|datang|(?:di ?)?vaksin\w*|(?:di ?)?suntik|layak|lolos)\b/i;

const takesBack = remember((text: string) => TAKEN_BACK.test(text));

/**
 * ROW_CANCELLED, a hold, for a row of which a cell that is read is struck through, or whose remarks, name, batch or site say that it was cancelled. What
 * a line through one cell means only its author knows.
 */
export function cancelled(row: SourceRow, plan: RowPlan): Problem | undefined {
  const struck = row.struck?.find((column) => plan.read.has(column));
  if (struck !== undefined) return hold(cellText(cellAt(row, struck)));
  const name = cellAt(row, plan.name);
  // Beside a name a remark is set off; most names are letters only.
  if (typeof name === 'string' && /[(/*-]/.test(name) && saysCancelled(name)) return hold(cellText(name));
  for (const column of plan.remarks) if (saysCancelled(cellAt(row, column))) return hold(cellText(cellAt(row, column)));
  for (let column = plan.header.width; column < row.cells.length; column++)
    if (saysCancelled(cellAt(row, column))) return hold(cellText(cellAt(row, column)));
  return undefined;
}

function saysCancelled(cell: Cell): boolean {
  return typeof cell === 'string' && cell.length >= 5 && takesBack(cell);
}

function hold(text: string): Problem {
  return problem('ROW_CANCELLED', undefined, 'hold', { v: text });
}
