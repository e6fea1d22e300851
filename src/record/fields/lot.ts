/**
 * Batch numbers (FHIR `lotNumber`): nothing is invented, and nothing that Excel has counted is sent as if it were
 * whole.
 */

import type { Cell } from '../source-row.ts';
import { doubtful, type FieldReading, problem, wrong } from './field-reading.ts';
import { readText } from './text-cell.ts';

/** `2,021E+07` is what Excel made of batch 2021E04; `2021E04` itself is a batch. */
const COUNTED = /^\d+(?:[.,]\d+e\+?|e\+)\d+$/i;

const EMPTY = wrong('BATCH_EMPTY', 'lot', undefined, 'warning');

/** Excel keeps so many digits of a number and makes zeros of the others. */
const DIGITS_KEPT = 15;

/**
 * The batch as the sheet shows it, with the zeros and letters of its number format. Warnings only: BATCH_EMPTY, and
 * BATCH_NUM for any other numeric cell, which may have lost leading zeros; when its digits are gone altogether
 * (E-notation, a fraction, more than 15) it is sent without a batch.
 */
export function readLot(cell: Cell | undefined): FieldReading<string> {
  const read = readText(cell, 'lot', 'warning', EMPTY);
  const text = read.value;
  if (text === undefined || (typeof cell === 'string' && !COUNTED.test(text))) return read;
  // The sheet shows these zeros and letters: they are the batch, whatever Excel counts.
  if (typeof cell === 'object' && cell.kind === 'number' && cell.shown !== undefined) return read;
  const counted = problem('BATCH_NUM', 'lot', 'warning', { v: text });
  return /^\d+$/.test(text) && text.length <= DIGITS_KEPT ? doubtful(text, counted) : { problems: [counted] };
}
