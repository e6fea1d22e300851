/** What a rule finds in the profiles of a sheet. */
import { problem } from '../fields/field-reading.ts';
import type { Field, Problem, ProblemCode } from '../problems.ts';
import type { LineStretches } from '../sheet/line-stretches.ts';
import type { SheetProfile } from './sheet-profile.ts';

/** What refuses the whole file. Each has its run error in intake/refusal.ts. */
export type RefusalCode =
  | 'NIK_COL_ZERO'
  | 'NIK_IS_KK'
  | 'NIK_COL_DOB'
  | 'NIK_COL_UNREAD'
  | 'GIVEN_COL'
  | 'SEX_COL'
  | 'AGE_COL'
  | 'DATE_SWAP_COL'
  | 'DOB_SWAP_COL'
  | 'DATE_ORDER_COL'
  | 'DATE_UTC_COL';

/**
 * Something that refuses the file. Its params go into the error as they are: line numbers, counts and headings, never a
 * cell.
 */
export type Refusal = Problem & { readonly code: RefusalCode; readonly severity: 'error' };

/** `severity` says which: an error refuses the file, a warning is a note about it. */
export type Finding = Refusal | (Problem & { readonly severity: 'warning' });

/** A rule of columns: pure, and asked once, when every row of the sheet was seen. */
export type ColumnRule = (profile: SheetProfile) => readonly Finding[];

/** What is further to be said of a finding; see Refusal. */
export type FindingParams = Readonly<Record<string, string | number>>;

/**
 * The file is refused, for these rows: `n`, how many, and `rows`, which ones: `2-13, 15`. Without any there is nothing
 * to say.
 */
export function refused(
  code: RefusalCode,
  field: Field | undefined,
  lines: LineStretches | undefined,
  params: FindingParams = {},
): readonly Finding[] {
  if (lines === undefined || lines.count() === 0) return [];
  return [
    { ...problem(code, field, 'error', { n: lines.count(), rows: lines.text(), ...params }), code, severity: 'error' },
  ];
}

/** These rows are said beside what becomes of them. */
export function noted(
  code: ProblemCode,
  field: Field | undefined,
  lines: LineStretches | undefined,
): readonly Finding[] {
  if (lines === undefined || lines.count() === 0) return [];
  return [{ ...problem(code, field, 'warning', { n: lines.count(), rows: lines.text() }), severity: 'warning' }];
}
