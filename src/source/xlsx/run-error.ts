/** From what goes wrong inside of a zip file of XML to an error of the run. */
import { type ErrorParams, RunError, systemCode } from '../../errors.ts';
import { XlsxFault } from './fault.ts';

/** What is no fault of a file or of the system is given back as it is: a bug, or a RunError already. */
export function asRunError(error: unknown, where: ErrorParams): unknown {
  if (error instanceof RunError) return error;
  if (error instanceof XlsxFault) return new RunError(error.code, { ...where, ...error.params }, { cause: error });
  const code = systemCode(error);
  switch (code) {
    case undefined:
      return error;
    case 'ENOENT':
      return new RunError('FILE_MISSING', where, { cause: error });
    case 'EISDIR':
      return new RunError('FILE_IS_FOLDER', where, { cause: error });
    case 'EIO':
      return new RunError('DISK_FAILED', { ...where, code }, { cause: error });
    default:
      // Codes of Node itself (ERR_INVALID_ARG_TYPE …) are bugs of ours; those of the system are short.
      return code.startsWith('ERR_') ? error : new RunError('FILE_UNREADABLE', { ...where, code }, { cause: error });
  }
}
