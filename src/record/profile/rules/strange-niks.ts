/**
 * NIK_COL_DOB: the NIKs of a column belong to other rows. It was sorted alone, shifted or dragged, or a VLOOKUP found
 * the wrong lines.
 */
import { type ColumnRule, refused } from '../finding.ts';
import { mostOf } from './most-of.ts';

/** Of true rows one in thirty has a NIK with another date at most; so few together are no accident. */
const ENOUGH_ROWS = 5;
/** A part of a column that was shifted or dragged: so many rows in a row, among which none agrees. */
const ENOUGH_IN_A_ROW = 10;

export const strangeNiks: ColumnRule = ({ identities: { compared, differ, longestRun } }) =>
  refused('NIK_COL_DOB', 'nik', longestRun >= ENOUGH_IN_A_ROW ? differ : mostOf(differ, compared, ENOUGH_ROWS));
