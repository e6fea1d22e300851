/** A file that is moved is there under one name at least at every moment, and nothing is written over. */
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
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
import type { Begun } from '../../src/inbox/memory.ts';
import { finishBegun, moveInto } from '../../src/inbox/move.ts';

/** Another disk than the one of temporary files, where there is one. */
const OTHER_DISK = '/dev/shm';
const hasOtherDisk = existsSync(OTHER_DISK) && statSync(OTHER_DISK).dev !== statSync(tmpdir()).dev;
const nobody = async (): Promise<void> => undefined;

let inbox: string;
let done: string;
const there = (): string[] => [...readdirSync(inbox), '|', ...(existsSync(done) ? readdirSync(done) : [])];

beforeEach(() => {
  inbox = mkdtempSync(join(tmpdir(), 'vax-move-'));
  done = join(inbox, '..', `${inbox.split('/').at(-1)}-done`);
  writeFileSync(join(inbox, 'boja.csv'), 'new');
});
afterEach(() => {
  for (const folder of [inbox, done]) rmSync(folder, { recursive: true, force: true });
});

describe('on one disk', () => {
  it('gives the folder the rights of the one that it is made in: a clerk has to take sheets out of it', async () => {
    const shared = join(inbox, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o2775);
    await moveInto(join(inbox, 'boja.csv'), join(shared, 'done'), 'boja.csv', nobody);
    expect(statSync(join(shared, 'done')).mode & 0o7777).toBe(0o2775);
  });

  it('makes the folder, and keeps the name', async () => {
    expect(await moveInto(join(inbox, 'boja.csv'), done, 'boja.csv', nobody)).toBe(join(done, 'boja.csv'));
    expect(there()).toEqual(['|', 'boja.csv']);
  });

  it('puts a number behind a name that is taken, and never writes over it', async () => {
    mkdirSync(done);
    writeFileSync(join(done, 'boja.csv'), 'old');
    writeFileSync(join(done, 'boja-2.csv'), 'older');
    expect(await moveInto(join(inbox, 'boja.csv'), done, 'boja.csv', nobody)).toBe(join(done, 'boja-3.csv'));
    expect(['boja.csv', 'boja-2.csv', 'boja-3.csv'].map((name) => readFileSync(join(done, name), 'utf8'))).toEqual([
      'old',
      'older',
      'new',
    ]);
  });

  it('ends a move that a kill has left with two names, and makes no second one', async () => {
    mkdirSync(done);
    linkSync(join(inbox, 'boja.csv'), join(done, 'boja.csv'));
    await moveInto(join(inbox, 'boja.csv'), done, 'boja.csv', nobody);
    expect(there()).toEqual(['|', 'boja.csv']);
  });

  it('says where it cannot, and leaves it where it was', async () => {
    writeFileSync(done, 'a file in the way');
    await expect(moveInto(join(inbox, 'boja.csv'), done, 'boja.csv', nobody)).rejects.toMatchObject({
      code: 'INBOX_STUCK',
      params: { path: join(inbox, 'boja.csv'), folder: done },
    });
    expect(readdirSync(inbox)).toEqual(['boja.csv']);
  });
});

describe.runIf(hasOtherDisk)('to another disk', () => {
  beforeEach(() => {
    done = mkdtempSync(join(OTHER_DISK, 'vax-move-'));
  });

  it('copies, keeps the time of the last change, and only then takes the old one away', async () => {
    const before = statSync(join(inbox, 'boja.csv')).mtimeMs;
    const noted: (readonly Begun[])[] = [];
    await moveInto(join(inbox, 'boja.csv'), done, 'boja.csv', async (begun) => {
      noted.push(begun);
    });
    expect(there()).toEqual(['|', 'boja.csv']);
    expect(readFileSync(join(done, 'boja.csv'), 'utf8')).toBe('new');
    expect(Math.abs(statSync(join(done, 'boja.csv')).mtimeMs - before)).toBeLessThan(2);
    expect(noted.map((begun) => begun.length)).toEqual([1, 0]);
  });

  it('puts a number behind a name that is taken', async () => {
    writeFileSync(join(done, 'boja.csv'), 'old');
    expect(await moveInto(join(inbox, 'boja.csv'), done, 'boja.csv', nobody)).toBe(join(done, 'boja-2.csv'));
    expect(readFileSync(join(done, 'boja.csv'), 'utf8')).toBe('old');
  });

  it.each<[when: string, inDone: string | undefined, after: string[]]>([
    ['while it copied: the old one stays, and the half goes', undefined, ['boja.csv', '|']],
    ['when the copy was whole: the old one goes', 'new', ['|', 'boja.csv']],
    ['and another version lies there: both stay', 'other', ['boja.csv', '|', 'boja.csv']],
  ])('a kill came %s', async (_when, inDone, after) => {
    let begun: readonly Begun[] = [];
    await moveInto(join(inbox, 'boja.csv'), done, 'boja.csv', async (noted) => {
      if (noted.length > 0) begun = noted;
    });
    writeFileSync(join(inbox, 'boja.csv'), 'new');
    rmSync(join(done, 'boja.csv'));
    writeFileSync(join(done, '.boja.csv.vax-upload.tmp'), 'ne');
    if (inDone !== undefined) writeFileSync(join(done, 'boja.csv'), inDone);
    await finishBegun(begun);
    expect(there()).toEqual(after);
  });
});
