/**
 * Everything that can be wrong with a field, a row, a column or a file: a code and parameters, never text.
 * The two sentences of each code live in text/codes.ts; the rules and their reasons in docs/validation.md.
 */
import type { Field } from './table/fields.ts';

export { FIELDS, type Field } from './table/fields.ts';

/** `error` keeps the row back until it is corrected, `hold` until a person decides; `warning` is sent all the same. */
export type Severity = 'error' | 'hold' | 'warning';

export const PROBLEM_CODES = [
  'NIK_NUMERIC',
  'NIK_COL_ZERO',
  'NIK_COL_DOB',
  'NIK_COL_UNREAD',
  'NIK_EMPTY',
  'NIK_LENGTH',
  'NIK_CLEANED',
  'NIK_DATE',
  'NIK_SERIAL0',
  'NIK_REPEATED',
  'NIK_REGION',
  'NIK_DOB',
  'NIK_SEX',
  'NIK_IS_KK',
  'NIK_IS_MOTHER',
  'PASSPORT_COUNTRY',
  'NIK_CONFLICT',
  'NIK_NEAR',
  'NIK_REMARK',
  'NAME_EMPTY',
  'NAME_NULL',
  'NAME_ODD',
  'NAME_LONG',
  'DOB_EMPTY',
  'DOB_PARSE',
  'DOB_AMBIG',
  'DOB_RANGE',
  'DOB_SWAP',
  'DOB_SWAP_COL',
  'AGE_DOB',
  'AGE_COL',
  'SEX_UNKNOWN',
  'SEX_FROM_NIK',
  'SEX_COL',
  'GIVEN_COL',
  'PHONE_BAD',
  'PHONE_LOST0',
  'PHONE_EXP',
  'DATE_EMPTY',
  'DATE_PARSE',
  'DATE_FUTURE',
  'DATE_EARLY',
  'DATE_SWAP_COL',
  'DATE_ORDER_COL',
  'DATE_UTC_COL',
  'DOSE_EMPTY',
  'DOSE_BAD',
  'DOSE_ORDER',
  'DOSE_ORDER_ROWS',
  'DOSE_INTERVAL',
  'AGE_MIN',
  'VACC_EMPTY',
  'VACC_UNKNOWN',
  'VACC_MIX',
  'BATCH_EMPTY',
  'BATCH_NUM',
  'BATCH_EXPIRED',
  'SITE_EMPTY',
  'SITE_UNKNOWN',
  'CATEGORY_UNKNOWN',
  'CELL_ERROR',
  'CELL_DITTO',
  'CELL_CLEANED',
  'CELL_GARBLED',
  'VALUE_UNREAD',
  'DUP_EVENT',
  'DUP_DIFF',
  'DUP_PERSON',
  'ROW_QUOTE',
  'ROW_SHIFTED',
  'ROW_CANCELLED',
  'ROW_NOT_GIVEN',
  'ROW_TITLE',
  'ROW_COLOUR',
  'ROW_GONE',
  'ROW_COPIES',
  'ROW_WRAPPED',
  'ROW_EMPTY',
  'ROW_TOTAL',
  'ROW_EXAMPLE',
  'ROW_HEADER',
  'ROW_HIDDEN',
  'SHEET_HIDDEN',
  'REMARK_UNREAD',
  'SHEETS',
  'SHEET_LOST',
  'FILE_ENC',
  'FILE_ENC_PARTS',
  'SERVER_REFUSED',
  'SERVER_NO_REASON',
  'PERSON_UNKNOWN',
  'PERSON_UNSURE',
  'SERVER_NO_WORD',
  'SERVER_NO_SITE',
  'SERVER_DELETED',
  'SERVER_OTHER_DOSE',
  'VACC_UNCODED',
  'BATCH_NEEDED',
  'EXPIRY_NEEDED',
  'PROVINCE_DOSE',
  'PROVINCE_ORDER',
  'PROVINCE_NUMBER',
  'PROVINCE_NEAR',
  'PROVINCE_HELD',
  'PROVINCE_TWIN',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/**
 * One thing wrong with one field. `params` may hold what the cell said (`v`), which is personal data:
 * only the correction sheet, which belongs to the clerk, may print it; logs, events and errors never do.
 */
export interface Problem {
  readonly code: ProblemCode;
  /** Absent when the row or the file as a whole is meant. */
  readonly field?: Field;
  readonly severity: Severity;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Whether any of these keeps the row back. */
export function keepsBack(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity !== 'warning');
}
