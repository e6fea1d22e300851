/** Copies of a ledger: which are noticed, and that what waits in them is asked for before it is sent. */
import { copyFileSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOther } from '../../src/ledger/sqlite/copies.ts';
import { at, Desk, dose, SITI } from '../support/ledger-desk.ts';
import { type SqliteHome, sqliteHome } from '../support/sqlite-home.ts';

const ROWS = [at(5, dose()), at(6, dose(SITI)), at(7, dose({ nik: '3324011203909875', name: 'Agus Wijaya' }))];

let home: SqliteHome;
let desk: Desk;
beforeEach(async () => {
  home = await sqliteHome();
  desk = new Desk(home);
  await desk.nextRun();
  await desk.import('kendal.xlsx', ROWS);
  await desk.leave();
});
afterEach(async () => {
  await desk.leave();
  await home.remove();
});

const folder = (): string => dirname(home.options.path);
const beside = (): string => join(home.folder, 'salinan');

/** What the next run is told. */
async function suspicion(): Promise<unknown> {
  await desk.nextRun();
  return desk.ledger.suspect(2);
}

describe('is noticed', () => {
  it.each<[string, () => void]>([
    [
      'a folder that was copied to another place',
      () => {
        cpSync(folder(), beside(), { recursive: true });
        rmSync(folder(), { recursive: true });
        renameSync(beside(), `${folder()}x`);
        cpSync(`${folder()}x`, folder(), { recursive: true });
      },
    ],
    [
      'a ledger that was removed and copied back',
      () => {
        copyFileSync(home.options.path, join(home.folder, 'cadangan.db'));
        rmSync(home.options.path);
        copyFileSync(join(home.folder, 'cadangan.db'), home.options.path);
      },
    ],
  ])('%s', async (_what, copy) => {
    copy();
    expect(await suspicion()).toEqual({ entries: 3, asked: true });
    expect(await desk.states()).toEqual({ 'in-doubt': 3 });
  });

  it.each(['the ledger alone', 'the whole folder'])('an older one that was copied over: %s', async (what) => {
    mkdirSync(beside());
    cpSync(folder(), beside(), { recursive: true });
    // What the copy does not know: the night after it.
    await desk.nextRun();
    await desk.deliver();
    await desk.leave();
    if (what === 'the ledger alone') copyFileSync(join(beside(), 'ledger.db'), home.options.path);
    else for (const name of readdirSync(beside())) copyFileSync(join(beside(), name), join(folder(), name));
    expect(await suspicion()).toEqual({ entries: 3, asked: true });
  });
});

describe('is no copy', () => {
  it.each<[string, () => void]>([
    ['a ledger that lies where it lay', () => undefined],
    [
      'a folder that was renamed on its disk, and back',
      () => {
        renameSync(folder(), beside());
        renameSync(beside(), folder());
      },
    ],
  ])('%s', async (_what, change) => {
    change();
    expect(await suspicion()).toBeUndefined();
    expect(await desk.states()).toEqual({ pending: 3 });
  });

  it('a new ledger in the place of one that was deleted', async () => {
    rmSync(home.options.path);
    await desk.nextRun();
    await desk.import('kendal.xlsx', ROWS);
    expect(await desk.ledger.suspect(2)).toBeUndefined();
  });

  it('the second night of a new ledger in the place of one that had more of them', async () => {
    for (let night = 0; night < 3; night++) {
      await desk.nextRun();
      await desk.leave();
    }
    for (const name of ['ledger.db', 'ledger.db-wal', 'ledger.db-shm']) rmSync(join(folder(), name), { force: true });
    await desk.nextRun();
    await desk.import('kendal.xlsx', ROWS);
    await desk.leave();
    expect(await suspicion()).toBeUndefined();
  });

  it('one of which this was said once', async () => {
    copyFileSync(home.options.path, join(home.folder, 'cadangan.db'));
    rmSync(home.options.path);
    copyFileSync(join(home.folder, 'cadangan.db'), home.options.path);
    expect(await suspicion()).toEqual({ entries: 3, asked: true });
    await desk.leave();
    expect(await suspicion()).toBeUndefined();
  });
});

it.each<[string, string, string, string, boolean]>([
  ['a file that lies where it lay', '17 5', '17 5', 'linux', false],
  ['a copy', '17 5', '18 6', 'linux', true],
  ['a copy that got the number of the one that was deleted', '17 5', '17 6', 'linux', true],
  ['a stick with FAT, at its next mount', '17 5', '18 5', 'linux', false],
  ['a copy on a drive that does not say when files were made', '17 0', '18 0', 'linux', true],
  ['a copy of robocopy, which takes the birth along', '17 5', '18 5', 'win32', true],
  ['a copy of Finder, which does too', '17 5', '18 5', 'darwin', true],
])('by number and birth: %s', (_what, known, here, platform, is) => {
  expect(isOther(known, here, platform)).toBe(is);
});

describe('what waits in a copy', () => {
  beforeEach(async () => {
    copyFileSync(home.options.path, join(home.folder, 'cadangan.db'));
    rmSync(home.options.path);
    copyFileSync(join(home.folder, 'cadangan.db'), home.options.path);
  });

  it('is asked for in batches; absent after one question, it waits again', async () => {
    await suspicion();
    const doubt = (await desk.nextDoubt())!;
    expect(doubt).toMatchObject({ keys: [ROWS[0]?.key, ROWS[1]?.key], whole: false, misses: 1, missing: 2 });
    await desk.ledger.release(doubt, 0, { at: 1, ms: 1, answer: 'question' });
    expect(await desk.states()).toEqual({ pending: 2, 'in-doubt': 1 });
  });

  it('stays as it is where the target cannot be asked', async () => {
    await desk.nextRun();
    expect(await desk.ledger.suspect(undefined)).toEqual({ entries: 0, asked: false });
    expect(await desk.states()).toEqual({ pending: 3 });
    expect(await desk.ledger.suspect(2)).toBeUndefined();
  });
});
