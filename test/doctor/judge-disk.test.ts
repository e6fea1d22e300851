/** Whether folders, files and disks are fit for a ledger, one row a situation. */
import { describe, expect, it } from 'vitest';
import { judgeFolder, judgeRights, judgeSpace } from '../../src/doctor/judge-disk.ts';

const MIB = 1024 * 1024;
const [CLERK, OTHER, ROOT] = [1000, 1001, 0] as const;
const path = '/srv/kendal/.vax-upload';

describe('the folder of the ledger', () => {
  it.each<[string, number, number, number | undefined, string]>([
    ['ours alone', CLERK, 0o700, CLERK, 'good'],
    ['others may look', CLERK, 0o755, CLERK, 'good'],
    ['our group may write', CLERK, 0o775, CLERK, 'note group'],
    ['everybody may write', CLERK, 0o777, CLERK, 'bad anybody'],
    ['everybody may write, and only owners tidy', ROOT, 0o1777, CLERK, 'good'],
    ['of another user', OTHER, 0o755, CLERK, 'bad owner'],
    ['of the superuser', ROOT, 0o755, CLERK, 'good'],
    ['of a user, for the superuser', CLERK, 0o700, ROOT, 'good'],
    ['on Windows, which has no such rights', 0, 0o666, undefined, 'good'],
  ])('%s', (_, owner, mode, uid, expected) => {
    const { result, why } = judgeFolder({ path, owner, mode }, uid);
    expect([result, why].filter(Boolean).join(' ')).toBe(expected);
  });
});

describe('files of ours', () => {
  const found = (owner: number, mode: number, uid: number | undefined = CLERK): string[] =>
    judgeRights([{ path: `${path}/ledger.db`, owner, mode }], uid).map(({ result, why }) => `${result} ${why ?? ''}`);
  it.each<[string, number, number, string]>([
    ['ours alone', CLERK, 0o600, 'good '],
    ['read by the group', CLERK, 0o640, 'note readable'],
    ['read by everybody', CLERK, 0o644, 'note readable'],
    ['written by the group', CLERK, 0o660, 'bad writable'],
    ['of another user', OTHER, 0o600, 'bad owner'],
    ['of the superuser, as after `sudo vax-upload`', ROOT, 0o600, 'bad owner'],
  ])('%s', (_, owner, mode, expected) => expect(found(owner, mode)).toEqual([expected]));

  it('tells the superuser that what is written now is no longer the clerk’s', () =>
    expect(found(CLERK, 0o600, ROOT)).toEqual(['note owner']));

  it('says nothing where there is nothing, or no such rights', () => {
    expect(judgeRights([], CLERK)).toEqual([]);
    expect(judgeRights([{ path, owner: 0, mode: 0o666 }], undefined)).toEqual([]);
  });

  it('names a path that a shell would take apart in quotes', () =>
    expect(
      judgeRights([{ path: '/srv/PKM Kendal/ledger.db', owner: CLERK, mode: 0o644 }], CLERK)[0]?.params,
    ).toMatchObject({
      cure: "chmod 600 '/srv/PKM Kendal/ledger.db'",
    }));
});

describe('room on the disk', () => {
  it.each<[string, number, number | undefined, string]>([
    ['plenty', 10_000 * MIB, 1e6, 'good'],
    ['a file system that does not count names', 10_000 * MIB, undefined, 'good'],
    ['half a gigabyte', 512 * MIB, 1e6, 'note scarce'],
    ['less than the journal may take', 50 * MIB, 1e6, 'bad full'],
    ['nothing', 0, 1e6, 'bad full'],
    ['no more names', 10_000 * MIB, 3, 'bad names'],
  ])('%s', (_, freeBytes, freeNames, expected) => {
    const { result, why } = judgeSpace({ path, freeBytes, freeNames });
    expect([result, why].filter(Boolean).join(' ')).toBe(expected);
  });
});
