/** What a failing disk means to the user, from system calls and from SQLite alike. */
import { RunError, systemCode } from '../errors.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that are about the disk or the file. */
const SQLITE = { BUSY: 5, READONLY: 8, IOERR: 10, CORRUPT: 11, FULL: 13, CANTOPEN: 14, NOTADB: 26 } as const;

/** A RunError where the cause is known; otherwise the error itself, which is then a bug. */
export function diskError(error: unknown, path: string): unknown {
  if (error instanceof RunError) return error;
  const known = ofSystem(systemCode(error)) ?? ofSqlite(primaryCode(error));
  return known ? new RunError(known, { path }, { cause: error }) : error;
}

function ofSystem(code: string | undefined) {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'DISK_FULL';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'DISK_READ_ONLY';
    case 'EIO':
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ELOOP':
    case 'ENAMETOOLONG':
    case 'ESTALE': // a network drive that was away
      return 'DISK_FAILED';
    default:
      return undefined;
  }
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
