/** What a system call that fails on a file means: never a bug, whatever it says. */
import { constants } from 'node:os';
import { describe, expect, it } from 'vitest';
import { diskError } from '../../src/disk/disk-error.ts';
import { RunError } from '../../src/errors.ts';

const fault = (code: string, syscall = 'write'): Error => Object.assign(new Error('fault'), { code, syscall });
const ofSqlite = (errcode: number): Error => Object.assign(new Error('fault'), { code: 'ERR_SQLITE_ERROR', errcode });

describe('an error of a file', () => {
  it.each([
    ['no space left', 'ENOSPC', 'DISK_FULL'],
    ['the quota is used up', 'EDQUOT', 'DISK_FULL'],
    ['larger than the disk takes files (FAT)', 'EFBIG', 'DISK_FULL'],
    ['mounted read-only', 'EROFS', 'DISK_READ_ONLY'],
    ['somebody else has it open', 'EBUSY', 'DISK_READ_ONLY'],
    ['a program that runs', 'ETXTBSY', 'DISK_READ_ONLY'],
    ['a network drive that was away', 'ESTALE', 'DISK_FAILED'],
    ['a FUSE drive whose program died', 'ENOTCONN', 'DISK_FAILED'],
    ['a stick that was pulled out', 'ENXIO', 'DISK_FAILED'],
    ['a path through a file', 'ENOTDIR', 'DISK_FAILED'],
    ['a name that is too long', 'ENAMETOOLONG', 'DISK_FAILED'],
    ['an error that Node has no name for', 'Unknown system error -117', 'DISK_FAILED'],
    ['no locks to be had (NFS)', 'ENOLCK', 'DISK_NO_LOCK'],
    ['no locks, no forcing (SMB, cloud folders)', 'ENOTSUP', 'DISK_NO_LOCK'],
    ['a folder that cannot be forced to the disk', 'EINVAL', 'DISK_NO_LOCK'],
    ['too many files open in this process', 'EMFILE', 'FILES_OPEN'],
    ['too many files open on this computer', 'ENFILE', 'FILES_OPEN'],
  ])('%s', (_, code, expected) => {
    expect(diskError(fault(code), '/a')).toMatchObject({ code: expected, params: { path: '/a', code } });
  });

  it('is none of ours, whichever errno it is', () => {
    const bugs = Object.keys(constants.errno).filter(
      (code) => !(diskError(fault(code, 'fsync'), '/a') instanceof RunError),
    );
    // Whoever asked for a file knows what it means that there is none.
    expect(bugs).toEqual(['ENOENT']);
  });

  it.each([
    ['a port that is taken', fault('EADDRINUSE', 'listen')],
    ['a server that refuses', fault('ECONNREFUSED', 'connect')],
    ['a mistake in our own code', Object.assign(new TypeError('fault'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['a statement that is wrong', ofSqlite(1)],
  ])('%s is no word about a disk', (_, error) => {
    expect(diskError(error, '/a')).toBe(error);
  });
});

describe('an error of SQLite', () => {
  it.each([
    ['SQLITE_PERM: the lock may not be had', 3, 'DISK_NO_LOCK'],
    ['SQLITE_IOERR_LOCK', 3850, 'DISK_NO_LOCK'],
    ['SQLITE_IOERR_SHMLOCK', 5130, 'DISK_NO_LOCK'],
    ['SQLITE_IOERR_SHMMAP: no shared memory on this drive', 5386, 'DISK_NO_LOCK'],
    ['SQLITE_PROTOCOL', 15, 'DISK_NO_LOCK'],
    ['SQLITE_IOERR_WRITE', 778, 'DISK_FAILED'],
    ['SQLITE_FULL', 13, 'DISK_FULL'],
    ['SQLITE_BUSY', 5, 'LEDGER_BUSY'],
    ['SQLITE_CORRUPT', 11, 'LEDGER_DAMAGED'],
  ])('%s', (_, errcode, expected) => {
    expect(diskError(ofSqlite(errcode), '/a')).toMatchObject({ code: expected });
  });
});
