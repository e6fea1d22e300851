/** A sheet that is dropped on the program: what it comes to, and a window that waits for a key. */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asImport, type DropSite } from '../../src/cli/dropped.ts';
import { holdOpen } from '../../src/cli/hold-open.ts';
import { RunError } from '../../src/errors.ts';
import { PRESS_A_KEY } from '../../src/text/window.ts';
import { vaxUpload } from '../support/program.ts';
import { REPOSITORY } from '../support/readme.ts';
import { CTRL_C, hasTerminal, typedInto } from '../support/typing.ts';

const THERE = new Set(['sheet.xlsx', '/home/siti/data maret.xlsx', 'inbox', 'status', '/opt/vax/vax-upload.yaml']);
const site: DropSite = {
  cwd: '/kerja',
  commands: new Set(['import', 'status']),
  isThere: (path) => THERE.has(path),
  programFolder: undefined,
  isConfigured: false,
};
const alone = { ...site, programFolder: '/opt/vax' };
const CONFIG = ['--config', '/opt/vax/vax-upload.yaml'];

describe('what a command line comes to', () => {
  test.each([
    ['a sheet', site, ['sheet.xlsx'], ['import', 'sheet.xlsx']],
    ['a folder of sheets', site, ['inbox'], ['import', 'inbox']],
    ['two sheets at once', site, ['sheet.xlsx', 'inbox'], ['import', 'sheet.xlsx', 'inbox']],
    ['a name with spaces', site, ['/home/siti/data maret.xlsx'], ['import', '/home/siti/data maret.xlsx']],
    ['a command', site, ['status'], undefined],
    ['a command, though a file is called like it', { ...site, isThere: () => true }, ['status'], undefined],
    ['a sheet that is not there', site, ['maret.xlsx'], undefined],
    ['one sheet that is there and one that is not', site, ['sheet.xlsx', 'maret.xlsx'], undefined],
    ['a sheet and a flag: somebody typed that', site, ['sheet.xlsx', '--json'], undefined],
    ['a flag', { ...site, isThere: () => true }, ['--help'], undefined],
    ['nothing', site, [], undefined],
    ['on the single executable', alone, ['sheet.xlsx'], ['import', 'sheet.xlsx', ...CONFIG]],
    [
      'on the single executable, where the environment names a configuration',
      { ...alone, isConfigured: true },
      ['sheet.xlsx'],
      ['import', 'sheet.xlsx'],
    ],
    ['on the single executable, a command', alone, ['status'], undefined],
  ] as const)('%s', (_, where, argv, meant) => {
    expect(asImport(argv, where)).toEqual(meant);
  });

  test('a configuration beside the sheet is a stranger: without one beside the executable nothing is sent', () => {
    const beside = { ...alone, isThere: (path: string) => ['sheet.xlsx', 'vax-upload.yaml'].includes(path) };
    expect(() => asImport(['sheet.xlsx'], beside)).toThrow(
      new RunError('CONFIG_NOT_BESIDE', { file: '/kerja/sheet.xlsx', folder: '/opt/vax' }),
    );
  });
});

describe('the window', () => {
  test('closes at a key, and leaves the keyboard as it was', async () => {
    const modes: boolean[] = [];
    const keyboard = Object.assign(new PassThrough(), { setRawMode: (raw: boolean) => modes.push(raw) });
    const screen = new PassThrough();
    const held = holdOpen(keyboard, screen, PRESS_A_KEY);
    setTimeout(() => keyboard.write('x'), 400);
    await held;
    expect(String(screen.read())).toBe(`\n${PRESS_A_KEY}\n`);
    expect(modes).toEqual([true, false]);
  });

  test('does not take for an answer what was typed while the program worked', async () => {
    const keyboard = new PassThrough();
    keyboard.write('\r\r');
    const since = performance.now();
    const held = holdOpen(keyboard, new PassThrough(), PRESS_A_KEY);
    setTimeout(() => keyboard.write('x'), 500);
    await held;
    expect(performance.now() - since).toBeGreaterThan(400);
  });

  test('closes when the keyboard is gone', async () => {
    const keyboard = new PassThrough();
    setTimeout(() => keyboard.end(), 50);
    await holdOpen(keyboard, new PassThrough(), PRESS_A_KEY);
  });
});

describe('the program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vax-dropped-'));
    await copyFile(join(REPOSITORY, 'fixtures/perlu-perbaikan.xlsx'), join(folder, 'sheet.xlsx'));
    await writeFile(join(folder, 'vax-upload.yaml'), 'to: sandbox\n', { mode: 0o600 });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('imports the sheet, and waits for nobody where nobody is', async () => {
    const { exitCode, out, err } = await vaxUpload(['sheet.xlsx'], { cwd: folder });
    expect(exitCode, err).toBe(3);
    expect(out).toMatch(/Import: 1 file/);
    expect(out + err).not.toContain(PRESS_A_KEY);
  });

  test.runIf(hasTerminal).each([
    ['any key', ' '],
    ['Ctrl-C', CTRL_C],
  ])('keeps the window open until %s, and its exit code', async (_, key) => {
    const command = `'${process.execPath}' '${join(REPOSITORY, 'bin/vax-upload.js')}' sheet.xlsx`;
    const { exitCode, out } = await typedInto(command, [[/Press any key/, key, 500]], { cwd: folder });
    expect(exitCode, out).toBe(3);
    expect(out.trimEnd().endsWith(PRESS_A_KEY)).toBe(true);
  });
});
