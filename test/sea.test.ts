/** The single executable: built as `npm run build:sea` does, and run where there is no Node and nothing beside it. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownPlatform } from '../build/sea/node-binary.ts';
import { withoutSignature } from '../build/sea/unsign.ts';
import { PRESS_A_KEY } from '../src/text/window.ts';
import { VERSION } from '../src/version.ts';
import { type FakeServer, startFakeServer } from './support/fake-server.ts';
import { type Ended, run, vaxUpload } from './support/program.ts';
import { linesOf, REPOSITORY, readmeText } from './support/readme.ts';
import { hasTerminal, typedInto } from './support/typing.ts';

const LONG = 240_000;
const mayMount = spawnSync('unshare', ['-m', 'true']).status === 0;
const base = mkdtempSync(join(tmpdir(), 'vax-sea-test-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const made = join(base, `vax-upload-${VERSION}-${ownPlatform()}`);

/** A folder with the executable alone in it, and the path of that. */
function alone(name: string): string {
  const folder = join(base, name);
  mkdirSync(folder);
  linkSync(join(made, 'vax-upload'), join(folder, 'vax-upload'));
  return join(folder, 'vax-upload');
}

/** A folder with copies of these sheets. */
function sheets(name: string, ...files: readonly string[]): string {
  const folder = join(base, name);
  mkdirSync(folder);
  for (const file of files)
    copyFileSync(join(REPOSITORY, 'fixtures', file), join(folder, file.split('/').at(-1) ?? ''));
  return folder;
}

const execute = (executable: string, args: readonly string[], cwd: string, env = {}): Promise<Ended> =>
  run(executable, args, { cwd, env: { PATH: '/nowhere', ...env }, within: LONG });

let executable: string;
let night: Promise<Ended>;
beforeAll(async () => {
  const [line] = linesOf(readmeText('README.md'), 'bash').filter((each) => each.includes('build:sea'));
  const { exitCode, err } = await run('sh', ['-c', `${line} -- --out '${base}'`], {
    cwd: REPOSITORY,
    env: { HOME: process.env['HOME'] ?? base },
    within: LONG,
  });
  expect(exitCode, err).toBe(0);
  executable = alone('program');
  night = execute(executable, ['import', 'kendal.xlsx', '--to', 'sandbox'], sheets('night', 'kendal.xlsx'));
}, LONG);

test('says which it is', async () => {
  expect(await execute(executable, ['--version'], '/')).toEqual({ exitCode: 0, out: `${VERSION}\n`, err: '' });
  const { out } = await execute(executable, ['--version', '--json'], '/');
  expect(JSON.parse(out)).toMatchObject({ version: VERSION, built: 'executable', node: process.versions.node });
});

test('its help and its completion are those of the package', { timeout: LONG }, async () => {
  for (const args of [['--help'], ['import', '--help'], ['completion', 'zsh', '--lang', 'id']])
    expect(await execute(executable, args, '/')).toEqual(await vaxUpload(args, { cwd: '/' }));
});

test('carries a whole sheet through a night of the training server', { timeout: LONG }, async () => {
  const { exitCode, out, err } = await night;
  expect(exitCode, err).toBe(0);
  expect(out).toMatch(/ accepted +2,140\n/);
  expect(out).toMatch(/ total +2,214\n/);
});

test.each([
  ['an old workbook, through a library on a thread below a thread', 'merged-by-calc.xls'],
  ['a LibreOffice sheet', 'merged-by-calc.ods'],
])('reads %s', { timeout: LONG }, async (_, file) => {
  const folder = sheets(`reads ${file}`, `traps/${file}`);
  const [ours, theirs] = await Promise.all([
    execute(executable, ['check', file, '--json'], folder),
    vaxUpload(['check', file, '--json'], { cwd: folder }),
  ]);
  expect(withoutTimes(ours)).toEqual(withoutTimes(theirs));
  expect(ours.out).toContain('"event":"summary"');
});

function withoutTimes({ exitCode, out, err }: Ended): Ended {
  return { exitCode, out: out.replaceAll(/"ms":\d+/g, '"ms":0'), err };
}

test('marks the sheet that has rows to correct, and writes a blank one', { timeout: LONG }, async () => {
  const folder = sheets('corrects', 'perlu-perbaikan.xlsx');
  const { exitCode, err } = await execute(executable, ['import', 'perlu-perbaikan.xlsx', '--to', 'sandbox'], folder);
  expect(exitCode, err).toBe(3);
  expect(readdirSync(folder).join()).toMatch(/perbaikan-perlu-perbaikan-[\d-]+\.xlsx/);
  expect((await execute(executable, ['template', '-o', 'kosong.xlsx'], folder)).exitCode).toBe(0);
  const marked = readdirSync(folder).find((name) => name.startsWith('perbaikan-perlu')) ?? '';
  for (const name of [marked, 'kosong.xlsx']) {
    const { exitCode: read } = await vaxUpload(['check', name], { cwd: folder });
    expect([0, 3]).toContain(read);
  }
});

describe('a sheet is dropped on it', () => {
  let server: FakeServer;
  let stranger: FakeServer;
  let folder: string;
  const file = 'perlu-perbaikan.xlsx';
  const to = (url: string): string => `target: { type: json, url: "${url}" }\n`;
  beforeAll(async () => {
    server = await startFakeServer();
    stranger = await startFakeServer();
    folder = sheets('a drop', file);
    writeFileSync(join(folder, 'vax-upload.yaml'), to(stranger.url), { mode: 0o600 });
  });
  afterAll(async () => {
    await server.close();
    await stranger.close();
  });

  test('nothing is sent to whom a configuration beside the sheet names', { timeout: LONG }, async () => {
    const dropped = alone('bare');
    const { exitCode, err } = await execute(dropped, [join(folder, file)], folder);
    expect(exitCode).toBe(2);
    expect(err).toContain('[CONFIG_NOT_BESIDE]');
    expect(stranger.effects.size).toBe(0);
    // The advice: the command, typed where the configuration is somebody's own choice.
    const [, typed = ''] = /type: vax-upload (.+)\n/.exec(err) ?? [];
    const followed = await run('sh', ['-c', `'${dropped}' ${typed}`], { cwd: folder, within: LONG });
    expect(followed.exitCode, followed.err).toBe(3);
    expect(stranger.effects.size).toBeGreaterThan(0);
  });

  test.runIf(hasTerminal)('it goes where the one beside the executable says', { timeout: LONG }, async () => {
    const dropped = alone('set up');
    const home = dirname(dropped);
    writeFileSync(join(home, 'vax-upload.yaml'), to(server.url), { mode: 0o600 });
    const before = stranger.effects.size;
    const { exitCode, out } = await typedInto(`'${dropped}' '${join(folder, file)}'`, [[/Press any key/, 'q', 500]], {
      cwd: folder,
      within: LONG,
    });
    expect(exitCode, out).toBe(3);
    expect(out.trimEnd().endsWith(PRESS_A_KEY)).toBe(true);
    expect([server.effects.size > 20, stranger.effects.size]).toEqual([true, before]);
    expect(existsSync(join(home, '.vax-upload/ledger.db'))).toBe(true);
    // And whoever asks afterwards, from any folder without a configuration, is told of that ledger.
    const status = await execute(dropped, ['status', '--json'], '/');
    expect(JSON.parse(status.out.split('\n')[0] ?? '')).toMatchObject({ entries: { accepted: server.effects.size } });
  });
});

test('the licences of all that is in it lie beside it', () => {
  const notice = readFileSync(join(made, 'THIRD-PARTY.txt'), 'utf8');
  for (const part of [`Node.js ${process.versions.node}`, 'libuv', 'OpenSSL', 'V8'])
    expect(notice.includes(part)).toBe(true);
  for (const name of ['commander', 'exceljs', 'got', '@e965/xlsx', 'zod', 'yauzl', 'cli-progress', 'csv-parse'])
    expect(new RegExp(`^${name} \\d[\\w.-]* \\(.*(?:MIT|Apache-2.0|ISC|BSD).*\\)$`, 'm').test(notice), name).toBe(true);
  for (const name of ['LICENSE', 'SECURITY.md', 'README.md', 'docs/targets'])
    expect(existsSync(join(made, name))).toBe(true);
});

/**
 * No engine of containers runs here. What it would do with the last stage is done by hand: a root that cannot be
 * written, the executable where the file puts it, its user, its folder for data and its entry.
 */
describe('the Containerfile', () => {
  const stages = readFileSync(join(REPOSITORY, 'Containerfile'), 'utf8')
    .split(/^FROM /m)
    .slice(1);
  const said = (instruction: string): string =>
    new RegExp(`^${instruction} (.*)$`, 'm').exec(stages.at(-1) ?? '')?.[1] ?? '';

  test('builds by the command of the README, and gives the last stage what that makes', () => {
    const [build = '', last = ''] = stages;
    const [line = '?'] = linesOf(readmeText('README.md'), 'bash').filter((each) => each.includes('build:sea'));
    expect(build).toContain(`RUN ${line} -- --out /out`);
    expect(last).toContain('COPY --from=build /out/vax-upload /opt/vax-upload');
    expect(last).toContain('ln -s /opt/vax-upload/vax-upload /usr/local/bin/vax-upload');
  });

  test('is nobody, by number, and starts the program itself', () => {
    expect(said('USER')).toMatch(/^[1-9]\d+:[1-9]\d+$/);
    expect(said('ENTRYPOINT')).toBe('["vax-upload"]');
    expect([said('VOLUME'), said('WORKDIR')]).toEqual(['/data', '/data']);
  });

  test.runIf(mayMount)('works where nothing but its folder for data can be written', { timeout: LONG }, async () => {
    const [data, root] = [sheets('data', 'perlu-perbaikan.xlsx'), join(base, 'root')];
    mkdirSync(root);
    const [uid, gid] = said('USER').split(':');
    // Where chroot is, a path of users does not lead.
    const script = `
      PATH=$PATH:/usr/sbin:/sbin
      chown -R ${uid}:${gid} '${data}' && chmod 755 '${base}' && chmod 700 '${data}'
      mount -t tmpfs none '${root}' && cd '${root}' && mkdir -p data opt/vax-upload proc dev
      for each in usr bin lib lib64 etc; do
        if [ -L /$each ]; then cp -P /$each $each; elif [ -d /$each ]; then mkdir $each && mount --bind /$each $each && mount -o remount,ro,bind $each; fi
      done
      mount --bind '${made}' opt/vax-upload && mount -o remount,ro,bind opt/vax-upload
      mount -t proc none proc && mount --bind '${data}' data && for each in null urandom; do touch dev/$each && mount --bind /dev/$each dev/$each; done
      mount -o remount,ro '${root}'
      set -- --userspec=${said('USER')} .
      chroot "$@" /bin/sh -c 'cd /data && touch /x' && exit 99
      chroot "$@" /bin/sh -c 'cd /data && exec /opt/vax-upload/vax-upload import perlu-perbaikan.xlsx --to sandbox'`;
    const { exitCode, err } = await run('unshare', ['-m', 'sh', '-c', script], { cwd: base, within: LONG });
    expect(exitCode, err).toBe(3);
    expect(readdirSync(data).join()).toMatch(/perbaikan-perlu-perbaikan/);
    expect(readdirSync(join(data, '.vax-upload'))).toContain('sandbox.db');
  });
});

describe('the signature of a Windows executable', () => {
  /** A header as Microsoft's "PE Format" has it, 64 bits, with a signature of four bytes at the end. */
  function signed(): Buffer {
    const file = Buffer.alloc(0x200);
    file.write('MZ', 0, 'latin1');
    file.writeUInt32LE(0x80, 0x3c);
    file.write('PE\0\0', 0x80, 'latin1');
    file.writeUInt16LE(0x20b, 0x98);
    file.writeUInt32LE(0x1234, 0x98 + 64);
    file.writeUInt32LE(file.length, 0x98 + 144);
    file.writeUInt32LE(4, 0x98 + 148);
    return Buffer.concat([file, Buffer.from('SIGN')]);
  }

  test('is taken off, with all that points to it', () => {
    const bare = withoutSignature(signed());
    expect(bare).toHaveLength(0x200);
    expect([bare.readUInt32LE(0x98 + 144), bare.readUInt32LE(0x98 + 148), bare.readUInt32LE(0x98 + 64)]).toEqual([
      0, 0, 0,
    ]);
  });

  test.each([
    ['one without a signature', withoutSignature(signed())],
    ['a program of Linux', Buffer.from('\x7fELF and so on')],
    ['one whose signature is not at its end', Buffer.concat([signed(), Buffer.from('more')])],
  ])('%s stays as it is', (_, file) => {
    expect(withoutSignature(file)).toBe(file);
  });
});
