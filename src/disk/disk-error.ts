/** What a failing disk means to the user, from system calls and from SQLite alike. */
import { RunError, type RunErrorCode, systemCode } from '../errors.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that are about the disk or the file. */
const SQLITE = {
  PERM: 3,
  BUSY: 5,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  PROTOCOL: 15,
  NOLFS: 22,
  NOTADB: 26,
} as const;
/** Extended ones that say that a lock, or the shared memory in which readers and writer meet, cannot be had. */
const NO_LOCK: ReadonlySet<number> = new Set([2058, 2314, 3594, 3850, 5130, 5386]);

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
  // A program that is being run.
  ETXTBSY: 'DISK_READ_ONLY',
  // Network and cloud folders that cannot lock, or cannot force what was written to the disk.
  ENOLCK: 'DISK_NO_LOCK',
  ENOTSUP: 'DISK_NO_LOCK',
  EOPNOTSUPP: 'DISK_NO_LOCK',
  EINVAL: 'DISK_NO_LOCK',
  ENOSYS: 'DISK_NO_LOCK',
  // Not the disk: this process, or the whole computer, has too many files open.
  EMFILE: 'FILES_OPEN',
  ENFILE: 'FILES_OPEN',
};

/** Those of the network are no word about a disk. */
const NETWORK: ReadonlySet<string> = new Set(['connect', 'listen', 'bind', 'accept', 'getaddrinfo', 'spawn']);

/** A RunError where the cause is known; otherwise the error itself, which is then a bug. */
export function diskError(error: unknown, path: string): unknown {
  if (error instanceof RunError) return error;
  const code = systemCode(error);
  if (code !== undefined && SYSTEM[code]) return new RunError(SYSTEM[code], { path, code }, { cause: error });
  if (code !== undefined && isOfDisk(error, code)) return new RunError('DISK_FAILED', { path, code }, { cause: error });
  const known = ofSqlite(sqliteCode(error));
  return known ? new RunError(known, { path }, { cause: error }) : error;
}

/**
 * Whatever else a system call on a file can say is no bug of ours. That something is not there is for whoever asked for
 * it.
 */
function isOfDisk(error: unknown, code: string): boolean {
  const call = error instanceof Error && 'syscall' in error ? String(error.syscall) : '';
  return (
    call !== '' && !NETWORK.has(call) && code !== 'ENOENT' && /^(E[A-Z0-9]+|Unknown system error -\d+)$/.test(code)
  );
}

function ofSqlite(code: number | undefined): RunErrorCode | undefined {
  if (code === undefined) return undefined;
  if (NO_LOCK.has(code)) return 'DISK_NO_LOCK';
  // The primary result code is the low byte of the extended one.
  switch (code & 0xff) {
    case SQLITE.PERM:
    case SQLITE.PROTOCOL:
      return 'DISK_NO_LOCK';
    case SQLITE.FULL:
      return 'DISK_FULL';
    case SQLITE.READONLY:
    case SQLITE.CANTOPEN:
      return 'DISK_READ_ONLY';
    case SQLITE.IOERR:
    case SQLITE.NOLFS:
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

/** The extended result code of an error of SQLite. */
export function sqliteCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode : undefined;
}
