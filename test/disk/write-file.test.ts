import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFileWhole, writeNewFile } from '../../src/disk/write-file.ts';
import { RunError } from '../../src/errors.ts';
import { asNobody } from '../support/as-nobody.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'write-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeFileWhole', () => {
  it('writes what was filled in, for the owner only', async () => {
    const path = join(folder, 'a.txt');
    await writeFileWhole(path, async (into) => void into.write('whole'));
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('shows the old file until the new one is whole', async () => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    await writeFileWhole(path, async (into) => {
      into.write('new');
      expect(readFileSync(path, 'utf8')).toBe('old');
    });
    expect(readFileSync(path, 'utf8')).toBe('new');
  });

  it.each([
    ['the disk is full', 'ENOSPC', 'DISK_FULL'],
    ['the quota is used up', 'EDQUOT', 'DISK_FULL'],
    ['the disk reports a fault', 'EIO', 'DISK_FAILED'],
    ['the folder may not be written to', 'EACCES', 'DISK_READ_ONLY'],
    ['the drive is mounted read-only', 'EROFS', 'DISK_READ_ONLY'],
  ])('when %s, keeps the old file and leaves no temporary one', async (_, code, expected) => {
    const path = join(folder, 'a.txt');
    writeFileSync(path, 'old');
    const fault = Object.assign(new Error(code), { code });
    const error = await writeFileWhole(path, async (into) => {
      into.write('half');
      into.destroy(fault);
    }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(RunError);
    expect(error).toMatchObject({ code: expected, params: { path }, cause: fault });
    expect(readdirSync(folder)).toEqual(['a.txt']);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('grows in a work file, over what a killed run left of one, and leaves none', async () => {
    const [path, work] = [join(folder, 'a.txt'), join(folder, 'work')];
    writeFileSync(work, 'half of an older one');
    await writeFileWhole(path, async (into) => void into.write('whole'), { path: work, beside: work });
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  // Memory that Linux shows as a disk: another one than that of the folder.
  const elsewhere = '/dev/shm';
  const isOther = existsSync(elsewhere) && statSync(elsewhere).dev !== statSync(tmpdir()).dev;
  it.skipIf(!isOther)('may have its work file on another disk', async () => {
    const [path, workFile] = [join(folder, 'a.txt'), join(elsewhere, `work-${process.pid}`)];
    const beside = join(folder, '.a.txt.tmp');
    writeFileSync(beside, 'half of an older one');
    await writeFileWhole(path, async (into) => void into.write('whole'), { path: workFile, beside });
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect([...readdirSync(folder), existsSync(workFile)]).toEqual(['a.txt', false]);
  });

  it('does not wait for ever on a stream that died under whoever fills it', async () => {
    const fault = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const writing = writeFileWhole(join(folder, 'a.txt'), (into) => {
      into.destroy(fault);
      return new Promise(() => undefined);
    });
    await expect(writing).rejects.toMatchObject({ code: 'DISK_FULL' });
  });

  it('passes a bug on as it is, and leaves nothing behind', async () => {
    const bug = new TypeError('a bug');
    await expect(writeFileWhole(join(folder, 'a.txt'), () => Promise.reject(bug))).rejects.toBe(bug);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so when the folder is a file', async () => {
    writeFileSync(join(folder, 'file'), '');
    const writing = writeFileWhole(join(folder, 'file', 'a.txt'), async () => undefined);
    await expect(writing).rejects.toMatchObject({ code: 'DISK_FAILED' });
  });

  it('says so when the folder may not be written to', async () => {
    chmodSync(folder, 0o555);
    await asNobody(async () => {
      const writing = writeFileWhole(join(folder, 'a.txt'), async (into) => void into.write('x'));
      await expect(writing).rejects.toMatchObject({ code: 'DISK_READ_ONLY' });
    });
    chmodSync(folder, 0o700);
  });
});

describe('writeNewFile', () => {
  it('writes what was filled in, in a folder it makes, readable as ordinary files are', async () => {
    const path = join(folder, 'new', 'a.txt');
    await writeNewFile(path, async (into) => void into.write('whole'));
    expect(readFileSync(path, 'utf8')).toBe('whole');
    expect(statSync(path).mode & 0o777).toBe(0o666 & ~process.umask());
    expect(readdirSync(join(folder, 'new'))).toEqual(['a.txt']);
  });

  it.each([
    ['is there before', true],
    ['comes while it is written', false],
  ])('leaves a file alone that %s', async (_, before) => {
    const path = join(folder, 'a.txt');
    if (before) writeFileSync(path, 'of somebody else');
    const writing = writeNewFile(path, async (into) => {
      expect(before).toBe(false);
      writeFileSync(path, 'of somebody else');
      into.write('ours');
    });
    await expect(writing).rejects.toMatchObject({ code: 'OUTPUT_EXISTS', params: { path } });
    expect(readFileSync(path, 'utf8')).toBe('of somebody else');
    expect(readdirSync(folder)).toEqual(['a.txt']);
  });

  it('shows nothing until it is whole, and leaves nothing when it fails', async () => {
    const path = join(folder, 'a.txt');
    const fault = Object.assign(new Error('full'), { code: 'ENOSPC' });
    const writing = writeNewFile(path, async (into) => {
      into.write('half');
      expect(existsSync(path)).toBe(false);
      into.destroy(fault);
    });
    await expect(writing).rejects.toMatchObject({ code: 'DISK_FULL', params: { path } });
    expect(readdirSync(folder)).toEqual([]);
  });
});
