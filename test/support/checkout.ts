/**
 * A folder that looks like a fresh clone after `npm ci`: everything that is only read is a link, everything that is
 * written to is a copy.
 */
import { cp, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REPOSITORY } from './readme.ts';

export interface Checkout extends AsyncDisposable {
  readonly folder: string;
}

/**
 * `sheets`: with the fixtures, to be imported; `sources`: with the sources and one small test, to build and test it
 * there.
 */
export async function checkout(what: 'sheets' | 'sources'): Promise<Checkout> {
  const folder = await mkdtemp(join(tmpdir(), 'vax-upload-checkout-'));
  for (const name of ['bin', 'node_modules']) await symlink(join(REPOSITORY, name), join(folder, name));
  const copied = ['package.json', 'package-lock.json', '.npmrc', ...(what === 'sheets' ? ['fixtures'] : SOURCES)];
  for (const name of copied) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await cp(join(REPOSITORY, name), join(folder, name), { recursive: true });
  }
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

const SOURCES = [
  'src',
  'build/build-info.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
  'test/setup.ts',
  'test/support/own-folder.ts',
  'test/nearest.test.ts',
];
