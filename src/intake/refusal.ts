/** What the columns of a sheet refuse a file for, as an error about the file. */
import { RunError, type RunErrorCode } from '../errors.ts';
import type { Refusal, RefusalCode } from '../record/profile/finding.ts';

const RUN_ERROR_OF = {
  NIK_COL_ZERO: 'NIK_COL_ZERO',
  NIK_IS_KK: 'NIK_COL_KK',
  NIK_COL_DOB: 'NIK_COL_DOB',
  NIK_COL_UNREAD: 'NIK_COL_UNREAD',
  SEX_COL: 'SEX_COL',
  GIVEN_COL: 'GIVEN_COL',
  AGE_COL: 'AGE_COL',
  DATE_SWAP_COL: 'DATE_COL_SWAPPED',
  DOB_SWAP_COL: 'DOB_COL_SWAPPED',
  DATE_ORDER_COL: 'DATE_COL_ORDER',
  DATE_UTC_COL: 'DATE_COL_UTC',
} as const satisfies Record<RefusalCode, RunErrorCode>;

/** With the rows, and whatever else the rule has to say of the column. `sheet`: empty where the file has no sheets. */
export function refusal({ code, params }: Refusal, file: string, sheet: string): RunError {
  return new RunError(RUN_ERROR_OF[code], { ...params, file, ...(sheet === '' ? {} : { sheet }) });
}
