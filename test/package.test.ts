/** What is in the package that people install. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { grammarOf } from '../src/cli/grammar.ts';
import { buildProgram } from '../src/cli/program.ts';
import { EXIT } from '../src/exit-codes.ts';
import { LANGUAGES } from '../src/text/language.ts';
import { VERSION } from '../src/version.ts';
import { type Ended, run } from './support/program.ts';
import { linesOf, REPOSITORY, readmeText } from './support/readme.ts';

const base = mkdtempSync(join(tmpdir(), 'vax-package-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const checkout = join(base, 'a folder of another name');
const prefix = join(base, 'for all users');
const packed = join(prefix, 'lib/node_modules/vax-upload');
const has = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const COPIED = [
  'src',
  'bin',
  'build',
  'docs',
  '.npmrc',
  'tsconfig.json',
  'tsconfig.build.json',
  'LICENSE',
  'SECURITY.md',
  'CHANGELOG.md',
];

type Json = Record<string, unknown>;
const json = (path: string): Json => JSON.parse(readFileSync(path, 'utf8')) as Json;

beforeAll(async () => {
  mkdirSync(checkout);
  for (const name of [...COPIED, 'package.json', 'package-lock.json', 'README.md', 'README.id.md'])
    cpSync(join(REPOSITORY, name), join(checkout, name), { recursive: true });
  symlinkSync(join(REPOSITORY, 'node_modules'), join(checkout, 'node_modules'));
  // What a packing that was killed leaves behind is put right by the next one.
  copyFileSync(join(checkout, 'package.json'), join(checkout, '.package.json.whole'));
  // As the README says it, into a folder of its own instead of the one for all users.
  // And without a network: all is in it.
  const env = { HOME: base, npm_config_loglevel: 'error', npm_config_prefix: prefix, npm_config_offline: 'true' };
  const [install = ''] = linesOf(readmeText('README.md'), 'bash');
  const { exitCode, err } = await run('sh', ['-c', install], { cwd: checkout, env, within: 200_000 });
  expect(exitCode, err).toBe(0);
}, 210_000);

/** What is typed after that: found on the path, by any Node 24. */
const installed = (command: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  run('bash', ['-c', command], {
    cwd,
    env: { PATH: `${join(prefix, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin`, HOME: base, ...env },
  });

describe('installed for all', () => {
  it('is there by its name, from any folder', async () => {
    const { exitCode, out, err } = await installed('vax-upload --version', '/');
    expect({ exitCode, out, err }).toEqual({ exitCode: 0, out: `${VERSION}\n`, err: '' });
  });

  it('imports, corrects and goes on, as from a checkout', async () => {
    const folder = join(base, 'kerja');
    mkdirSync(folder);
    copyFileSync(join(REPOSITORY, 'fixtures/perlu-perbaikan.xlsx'), join(folder, 'sheet.xlsx'));
    const { exitCode, err } = await installed('vax-upload import sheet.xlsx --to sandbox', folder);
    expect(exitCode, err).toBe(3);
    expect(readdirSync(folder).join()).toMatch(/perbaikan-sheet-[\d-]+\.xlsx/);
    expect((await installed('vax-upload status --to sandbox', folder)).exitCode).toBe(0);
  });

  it('finds its threads, also one that is started by another', async () => {
    const folder = join(base, 'old');
    mkdirSync(folder);
    copyFileSync(join(REPOSITORY, 'fixtures/traps/merged-by-calc.xls'), join(folder, 'old.xls'));
    const { exitCode, out, err } = await installed('vax-upload check old.xls', folder);
    expect(exitCode, err).toBe(0);
    expect(out).toContain('2 rows = 2 ready to send');
  });

  it('lets bash complete, by the second line of the README', async () => {
    const [, line = ''] = linesOf(readmeText('README.md'), 'bash');
    const tried = 'source ~/.bashrc; COMP_WORDS=(vax-upload stat); COMP_CWORD=1; _vax_upload; echo "$COMPREPLY"';
    const { out, err } = await installed(`${line}; ${tried}`, base);
    expect({ out, err }).toEqual({ out: 'status\n', err: '' });
  });

  it('is of a size that a slow line bears', async () => {
    const { out } = await installed(`du -sm '${join(prefix, 'lib/node_modules')}'`, base);
    expect(Number.parseInt(out, 10)).toBeLessThan(12);
  });

  it('has the documents that its messages name, and nothing of our development', () => {
    for (const name of ['SECURITY.md', 'LICENSE', 'THIRD-PARTY.txt', 'README.id.md'])
      expect(existsSync(join(packed, name)), name).toBe(true);
    const said = LANGUAGES.flatMap((language) =>
      readdirSync(join(REPOSITORY, 'src/text', language)).map((name) =>
        readFileSync(join(REPOSITORY, 'src/text', language, name), 'utf8'),
      ),
    ).join('\n');
    const named = [...new Set(Array.from(said.matchAll(/docs\/[\w/-]+\.\w+/g), ([path]) => path))];
    expect(named.length).toBeGreaterThan(4);
    for (const path of named) expect(existsSync(join(packed, path)), path).toBe(true);
    const files = readdirSync(packed, { recursive: true, encoding: 'utf8' }).filter(
      (name) => !name.startsWith('node_modules'),
    );
    expect(files.filter((name) => /(?:\.ts|\.map|\.test\.js)$/.test(name))).toEqual([]);
    expect(readdirSync(packed).filter((name) => /^(?:src|test|build|bench|fixtures)$/.test(name))).toEqual([]);
  });
});

describe('the manual', () => {
  const pages = { en: 'man1/vax-upload.1', id: 'id/man1/vax-upload.1' };

  it.each(Object.entries(pages))('has every command and flag, in one language: %s', (language, path) => {
    const page = readFileSync(join(packed, 'man', path), 'utf8').replaceAll('\\-', '-');
    const { verbs } = grammarOf(
      buildProgram(
        async () => undefined,
        () => undefined,
        language === 'id' ? 'id' : 'en',
      ),
    );
    for (const { name, flags } of verbs) {
      expect(page).toMatch(new RegExp(`^\\.SS "${name}\\b`, 'm'));
      for (const { long } of flags) expect(page).toContain(long);
    }
    for (const code of Object.values(EXIT)) expect(page).toMatch(new RegExp(`\\b${code}\\b`));
  });

  it.runIf(has('mandoc')).each(Object.values(pages))('has nothing that mandoc would warn of: %s', async (path) => {
    expect(await run('mandoc', ['-T', 'lint', join(packed, 'man', path)], { cwd: base })).toEqual({
      exitCode: 0,
      out: '',
      err: '',
    });
  });

  it.runIf(has('man'))('is found by man, once it is installed', async () => {
    const { exitCode, out } = await installed(`man -M '${join(prefix, 'share/man')}' vax-upload`, base, { LANG: 'C' });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/vax-upload - vaccination records/);
  });
});

describe('the package', () => {
  it('runs nothing where it is installed, and brings nothing of our development', () => {
    const shipped = json(join(packed, 'package.json'));
    expect(Object.keys(shipped)).not.toEqual(expect.arrayContaining(['scripts']));
    for (const key of ['scripts', 'dependencies', 'devDependencies', 'allowScripts', 'overrides'])
      expect(shipped, key).not.toHaveProperty(key);
    expect(shipped).toMatchObject({
      name: 'vax-upload',
      bin: { 'vax-upload': 'bin/vax-upload.js' },
      engines: { node: '>=24' },
    });
  });

  it('says how it is kept safe, and what it is made of', () => {
    expect(readFileSync(join(packed, 'SECURITY.md'), 'utf8')).toContain('# Security');
    const bill = json(join(packed, 'sbom.cdx.json')) as {
      metadata: { component: Json };
      components: { name: string; hashes?: unknown }[];
    };
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'vax-upload' } } });
    const direct = Object.keys(json(join(REPOSITORY, 'package.json'))['dependencies'] as Json);
    const named = bill.components.map(({ name }) => name);
    for (const dependency of direct) expect(named).toContain(dependency);
    expect(named).not.toContain('vitest');
    expect(bill.components.filter(({ hashes }) => !hashes)).toEqual([]);
  });

  it('leaves the checkout as it was', () => {
    expect(readFileSync(join(checkout, 'package.json'), 'utf8')).toBe(
      readFileSync(join(REPOSITORY, 'package.json'), 'utf8'),
    );
  });
});

it('no outdated part of exceljs stands in the lock file', () => {
  const { packages } = json(join(REPOSITORY, 'package-lock.json')) as { packages: Record<string, unknown> };
  const names = Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, ''));
  for (const old of ['fstream', 'inflight', 'rimraf', 'binary', 'buffers', 'chainsaw'])
    expect(names).not.toContain(old);
});
