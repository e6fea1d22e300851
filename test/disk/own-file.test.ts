import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type OwnFileKind, readOwnFile, readOwnFileSync } from '../../src/disk/own-file.ts';
import { RunError } from '../../src/errors.ts';
import { run } from '../support/program.ts';

const base = mkdtempSync(join(tmpdir(), 'vax-own-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const US = process.geteuid?.() ?? 0;
const SOMEBODY = 4_711;
const isRoot = US === 0;

/** Whether it was read, or why not and what is to be typed. */
async function outcome(path: string, kind: OwnFileKind, uid: number | undefined): Promise<string> {
  const ways = [() => readOwnFile(path, kind, uid), async () => readOwnFileSync(path, kind, uid)];
  const said = await Promise.all(
    ways.map((way) =>
      way().then(String, (error: unknown) => {
        if (!(error instanceof RunError)) throw error;
        expect([error.code, error.params['path']]).toEqual(['SETTINGS_UNSAFE', path]);
        return `${error.params['why']}: ${error.params['cure']}`;
      }),
    ),
  );
  expect(said[0]).toBe(said[1]);
  return said[0] ?? '';
}

let files = 0;
/** A file of ours in a folder of ours. */
function made(mode: number, folderMode = 0o755, name = 'berkas'): string {
  files += 1;
  const folder = join(base, String(files));
  mkdirSync(folder);
  const path = join(folder, name);
  writeFileSync(path, 'isi');
  chmodSync(path, mode);
  chmodSync(folder, folderMode);
  return path;
}

const MODES: readonly (readonly [name: string, kind: OwnFileKind, mode: number, folder: number, end: string])[] = [
  ['a configuration that everybody may read', 'settings', 0o644, 0o755, 'isi'],
  ['a configuration of ours alone', 'settings', 0o600, 0o700, 'isi'],
  ['a configuration that the group may change (umask 002)', 'settings', 0o664, 0o755, 'writable: chmod go-w FILE'],
  ['a configuration that everybody may change', 'settings', 0o646, 0o755, 'writable: chmod go-w FILE'],
  ['in a folder of the group', 'settings', 0o644, 0o775, 'isi'],
  ['in a folder that everybody may change', 'settings', 0o644, 0o777, 'folder: chmod o-w FOLDER'],
  ['in a folder like /tmp, where nobody exchanges what is ours', 'settings', 0o644, 0o1777, 'isi'],
  ['a token of ours alone', 'secret', 0o600, 0o755, 'isi'],
  ['a token that cannot even be written', 'secret', 0o400, 0o755, 'isi'],
  ['a token that the group may read', 'secret', 0o640, 0o755, 'readable: chmod 600 FILE'],
  ['a token that everybody may read', 'secret', 0o644, 0o755, 'readable: chmod 600 FILE'],
  ['a token that others may change', 'secret', 0o622, 0o755, 'writable: chmod 600 FILE'],
  ['a token in a folder that everybody may change', 'secret', 0o600, 0o777, 'folder: chmod o-w FOLDER'],
];

describe.skipIf(process.platform === 'win32')('a file that a run follows', () => {
  it.each(MODES)('%s', async (_, kind, mode, folder, end) => {
    const path = made(mode, folder);
    expect(await outcome(path, kind, US)).toBe(end.replace('FILE', path).replace('FOLDER', dirname(path)));
  });

  it.runIf(isRoot)('of somebody else, and of the superuser', async () => {
    const path = made(0o644);
    chownSync(path, SOMEBODY, SOMEBODY);
    expect(await outcome(path, 'settings', US)).toBe(`owner: chown ${US} ${path}`);
    expect(await outcome(path, 'settings', SOMEBODY)).toBe('isi');
    chownSync(path, 0, 0);
    // A mounted secret of a container: only the superuser could close it.
    for (const kind of ['settings', 'secret'] as const) expect(await outcome(path, kind, SOMEBODY)).toBe('isi');
    chmodSync(path, 0o666);
    expect(await outcome(path, 'secret', SOMEBODY)).toBe(`writable: chmod go-w ${path}`);
  });

  it('under another name: the file that it leads to is asked', async () => {
    const path = made(0o666);
    const link = join(base, 'tautan');
    symlinkSync(path, link);
    expect(await outcome(link, 'settings', US)).toBe(`writable: chmod go-w ${link}`);
  });

  it('is followed when the advice was, also where its name has spaces', async () => {
    for (const [mode, folder] of [
      [0o666, 0o755],
      [0o644, 0o777],
    ] as const) {
      const path = made(mode, folder, "kunci si 'A'.yaml");
      const cure = (await outcome(path, 'settings', US)).replace(/^\w+: /, '');
      expect((await run('sh', ['-c', cure], { cwd: base })).exitCode).toBe(0);
      expect(await outcome(path, 'settings', US)).toBe('isi');
    }
  });

  it('where the system has no such users, nothing is asked', async () => {
    expect(await outcome(made(0o666), 'secret', undefined)).toBe('isi');
  });

  it('that is not there is what the system says', async () => {
    await expect(readOwnFile(join(base, 'tidak-ada'), 'settings', US)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
