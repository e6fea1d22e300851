/** `--version`, for people and for scripts. */
import { existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { asksVersionForScript } from '../../src/cli/version-json.ts';
import { STEPS } from '../../src/ledger/sqlite/steps.ts';
import { VERSION } from '../../src/version.ts';
import { vaxUpload } from '../support/program.ts';
import { REPOSITORY } from '../support/readme.ts';

const cwd = tmpdir();

describe('who asks for it', () => {
  test.each([
    [['--version', '--json'], true],
    [['--json', '-V'], true],
    [['--version'], false],
    [['--json'], false],
    [['status', '--json', '--version'], false],
    [['--version', '--json', '--quiet'], false],
    [[], false],
  ])('%j: %s', (argv, asks) => {
    expect(asksVersionForScript(argv)).toBe(asks);
  });
});

test('for a person it is the number alone', async () => {
  for (const flag of ['--version', '-V'])
    expect(await vaxUpload([flag], { cwd })).toEqual({ exitCode: 0, out: `${VERSION}\n`, err: '' });
});

test('for a script it is one line with all that a message about a fault needs', async () => {
  const { exitCode, out, err } = await vaxUpload(['--version', '--json'], { cwd });
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out.split('\n')).toHaveLength(2);
  expect(JSON.parse(out)).toMatchObject({
    name: 'vax-upload',
    version: VERSION,
    built: 'package',
    node: process.versions.node,
    platform: process.platform,
    arch: process.arch,
    sqlite: process.versions['sqlite'],
    ledgerStep: STEPS.length,
  });
});

test.runIf(existsSync(join(REPOSITORY, '.git')))('it tells the commit that it was built from', async () => {
  const built = JSON.parse(readFileSync(join(REPOSITORY, 'dist/build-info.json'), 'utf8')) as { commit: string };
  expect(built.commit).toMatch(/^[0-9a-f]{40}$/);
  const { out } = await vaxUpload(['--version', '--json'], { cwd });
  expect(JSON.parse(out)).toMatchObject(built);
});
