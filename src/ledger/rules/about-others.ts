/** What two rows have together, in the words of problems: each says in which line the other one stands. */
import { numberInSlot } from '../../record/dose-slot.ts';
import type { Problem, ProblemCode } from '../../record/problems.ts';

/** Holds that no row has by itself: two rows have them together. */
export const ABOUT_OTHERS: ReadonlySet<ProblemCode> = new Set([
  'DUP_DIFF',
  'ROW_COPIES',
  'DOSE_ORDER_ROWS',
  'NIK_CONFLICT',
  'NIK_NEAR',
]);

/** The same dose stands in that line. */
export function repeatProblem(otherLine: number): Problem {
  return { code: 'DUP_EVENT', severity: 'warning', params: { r: otherLine } };
}

/** The same dose stands in that line with other content. `slot`: which one (record/dose-slot.ts). */
export function doseProblem(slot: number, otherLine: number): Problem {
  return { code: 'DUP_DIFF', field: 'dose', severity: 'hold', params: { d: numberInSlot(slot), r: otherLine } };
}

/** Another dose of the person stands in that line, and the two are out of order or on one day. */
export function orderProblem(otherLine: number): Problem {
  return { code: 'DOSE_ORDER_ROWS', field: 'date', severity: 'hold', params: { r: otherLine } };
}

/** That line has the same number for somebody else. */
export function strangerProblem(otherLine: number): Problem {
  return { code: 'NIK_CONFLICT', field: 'nik', severity: 'hold', params: { rows: otherLine } };
}

/** That line has a namesake whose number is one slip away. */
export function nearProblem(otherLine: number): Problem {
  return { code: 'NIK_NEAR', field: 'nik', severity: 'hold', params: { r: otherLine } };
}

/** That line of another correction sheet corrects the same row, differently. */
export function copiesProblem(otherLine: number): Problem {
  return { code: 'ROW_COPIES', severity: 'hold', params: { r: otherLine } };
}

/** That line has a namesake under another number. */
export function namesakeProblem(otherLine: number): Problem {
  return { code: 'DUP_PERSON', severity: 'warning', params: { r: otherLine } };
}
