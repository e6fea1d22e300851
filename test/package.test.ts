/** What is in the package that people install. */
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERSION } from '../src/version.ts';
import { run } from './support/program.ts';
import { REPOSITORY } from './support/readme.ts';

const base = mkdtempSync(join(tmpdir(), 'vax-package-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
const checkout = join(base, 'a folder of another name');
const packed = join(base, 'package');
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
  const env = { HOME: base, npm_config_loglevel: 'error' };
  const { exitCode, err } = await run('npm', ['pack', '--pack-destination', base], {
    cwd: checkout,
    env,
    within: 120_000,
  });
  expect(exitCode, err).toBe(0);
  expect(
    (await run('tar', ['-xzf', join(base, `vax-upload-${VERSION}.tgz`), '-C', base], { cwd: base })).exitCode,
  ).toBe(0);
}, 150_000);

describe('the package', () => {
  it('runs nothing where it is installed, and brings nothing of our development', () => {
    const shipped = json(join(packed, 'package.json'));
    expect(Object.keys(shipped)).not.toEqual(expect.arrayContaining(['scripts']));
    for (const key of ['scripts', 'devDependencies', 'allowScripts', 'overrides'])
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
    const direct = Object.keys(json(join(packed, 'package.json'))['dependencies'] as Json);
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
