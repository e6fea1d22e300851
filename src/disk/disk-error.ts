/** What a failing disk means to the user, from system calls and from SQLite alike. */
import { RunError, type RunErrorCode, systemCode } from '../errors.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that are about the disk or the file. */
const SQLITE = { BUSY: 5, READONLY: 8, IOERR: 10, CORRUPT: 11, FULL: 13, CANTOPEN: 14, NOTADB: 26 } as const;

/** System calls (errno(3)). */
const SYSTEM: Readonly<Record<string, RunErrorCode>> = {
  ENOSPC: 'DISK_FULL',
  EDQUOT: 'DISK_FULL',
  EFBIG: 'DISK_FULL',
  EROFS: 'DISK_READ_ONLY',
  EACCES: 'DISK_READ_ONLY',
  EPERM: 'DISK_READ_ONLY',
  // Windows, when Excel has the file open.
  EBUSY: 'DISK_READ_ONLY',
  EIO: 'DISK_FAILED',
  ENOTDIR: 'DISK_FAILED',
  EISDIR: 'DISK_FAILED',
  EEXIST: 'DISK_FAILED',
  ELOOP: 'DISK_FAILED',
  ENAMETOOLONG: 'DISK_FAILED',
  // A network drive that was away.
  ESTALE: 'DISK_FAILED',
};

/** A RunError where the cause is known; otherwise the error itself, which is then a bug. */
export function diskError(error: unknown, path: string): unknown {
  if (error instanceof RunError) return error;
  const code = systemCode(error);
  if (code !== undefined && SYSTEM[code]) return new RunError(SYSTEM[code], { path, code }, { cause: error });
  const known = ofSqlite(primaryCode(error));
  return known ? new RunError(known, { path }, { cause: error }) : error;
}

function ofSqlite(code: number | undefined) {
  switch (code) {
    case SQLITE.FULL:
      return 'DISK_FULL';
    case SQLITE.READONLY:
    case SQLITE.CANTOPEN:
      return 'DISK_READ_ONLY';
    case SQLITE.IOERR:
      return 'DISK_FAILED';
    case SQLITE.CORRUPT:
      return 'LEDGER_DAMAGED';
    case SQLITE.NOTADB:
      return 'LEDGER_NOT_OURS';
    case SQLITE.BUSY:
      return 'LEDGER_BUSY';
    default:
      return undefined;
  }
}

/** The primary result code is the low byte of the extended one. */
function primaryCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : undefined;
}
