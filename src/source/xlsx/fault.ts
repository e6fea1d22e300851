/** What can be wrong with an xlsx file, said by the part that sees it. The file's name is added in xlsx.ts. */
import type { RunErrorCode } from '../../errors.ts';

type FaultCode = Extract<RunErrorCode, 'FILE_DAMAGED' | 'FILE_TOO_LARGE' | 'FILE_ENCRYPTED' | 'FILE_TYPE'>;

/** A file that cannot be read. The message is for developers and, like `params`, never holds text of a cell. */
export class XlsxFault extends Error {
  override readonly name = 'XlsxFault';
  readonly code: FaultCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: FaultCode, message: string, params: Readonly<Record<string, string | number>> = {}) {
    super(message);
    this.code = code;
    this.params = params;
  }
}

/** The file is not what the standards for zip, XML or SpreadsheetML (ECMA-376) allow. */
export function damaged(message: string): XlsxFault {
  return new XlsxFault('FILE_DAMAGED', message);
}

/** The file exceeds one of the SourceLimits, or a limit that follows from them. */
export function tooLarge(limit: string, max: number, line?: number): XlsxFault {
  return new XlsxFault(
    'FILE_TOO_LARGE',
    `more than ${limit} ${max}`,
    line === undefined ? { limit, max } : { limit, max, line },
  );
}
