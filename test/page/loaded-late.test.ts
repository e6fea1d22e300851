/** The chart library takes a third of a second and 60 MB: nothing has it but what is asked for the page. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { REPOSITORY } from '../support/readme.ts';

const SRC = join(REPOSITORY, 'src');
/** What a file needs in order to be loaded; `import('…')` and types come later or never. */
const NEEDED = /^(?:import|export) (?!type\b)(?:[^'";]*? from )?'([^']+)'/gm;

function loadedWith(start: string): Set<string> {
  const found = new Set<string>([start]);
  for (const file of found) {
    if (!file.endsWith('.ts')) continue;
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(NEEDED))
      found.add(name.startsWith('.') ? resolve(dirname(file), name) : name);
  }
  return found;
}

const CHARTS = join(SRC, 'page/chart-library.ts');

it('the page needs the charts, so that this test sees them', () => {
  const loaded = loadedWith(join(SRC, 'page/page.ts'));
  expect(loaded).toContain(CHARTS);
  expect(loaded).toContain('echarts/core');
});

it('only one file speaks to the library', () => {
  const files = globSync('**/*.ts', { cwd: SRC }).filter((file) =>
    /from '(?:echarts|zrender)/.test(readFileSync(join(SRC, file), 'utf8')),
  );
  expect(files).toEqual([relative(SRC, CHARTS)]);
});

it.each(globSync('{cli.ts,cli/*.ts,commands/*.ts,run/*.ts}', { cwd: SRC }))('%s is there without it', (file) => {
  expect(loadedWith(join(SRC, file))).not.toContain(CHARTS);
});
