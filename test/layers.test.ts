/** Who imports whom in src/: build/layers.ts against the tree, the linter and ARCHITECTURE.md. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { withRules, withTable } from '../build/layer-rules.ts';
import { allowed, CORE, ROOMS, roomOf } from '../build/layers.ts';
import { circlesAmong, importsOf } from './support/imports.ts';

const HOME = join(import.meta.dirname, '..');
const SRC = join(HOME, 'src');
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replaceAll('\\', '/'));
const imports = new Map(files.map((file) => [file, importsOf(join(SRC, file)).map((path) => relative(SRC, path))]));

test('layers: every file of src/ stands in a room of build/layers.ts, and every room has a file', () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
  const rooms = new Set(files.map((file) => roomOf(file)?.at));
  expect(ROOMS.filter(({ at }) => !rooms.has(at)).map(({ at }) => at)).toEqual([]);
});

test('layers: no file imports from a room that its own may not import', () => {
  const broken = [...imports].flatMap(([file, targets]) => {
    const room = roomOf(file);
    const may = room ? allowed(room) : new Set();
    return targets
      .filter((target) => {
        const other = roomOf(target);
        return other?.at !== room?.at && !may.has(other?.at ?? '');
      })
      .map((target) => `${file} → ${target}: ${room?.why}`);
  });
  expect(broken).toEqual([]);
});

test('layers: no room of the core may import a comfort', () => {
  const comforts = ROOMS.filter(({ comfort }) => comfort).map(({ at }) => at);
  expect(comforts.length).toBeGreaterThan(5);
  for (const at of CORE) {
    const room = ROOMS.find((each) => each.at === at);
    expect(room && [...allowed(room)].filter((other) => comforts.includes(other))).toEqual([]);
  }
});

test('layers: of what verbs share, only compose*.ts knows concrete ledgers and targets', () => {
  const concrete = /^(?:ledger\/sqlite|target\/(?:json|http))\//;
  const knowing = [...imports].filter(
    ([file, targets]) => file.startsWith('run/') && targets.some((to) => concrete.test(to)),
  );
  expect(knowing.length).toBeGreaterThan(0);
  expect(knowing.map(([file]) => file).filter((file) => !/^run\/compose[\w-]*\.ts$/.test(file))).toEqual([]);
});

test('circles: no file of src/ imports itself by way of others, not even for a type', () => {
  expect(circlesAmong(imports)).toEqual([]);
});

test('circles: one of three files, and one with itself, would be seen', () => {
  const tree = new Map([
    ['a', ['b', 'd']],
    ['b', ['c']],
    ['c', ['a']],
    ['d', []],
    ['e', ['e']],
  ]);
  expect(circlesAmong(tree).map((circle) => circle.toSorted())).toEqual([['a', 'b', 'c'], ['e']]);
});

describe('layers: written down', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vax-layers-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const config = JSON.parse(readFileSync(join(HOME, 'biome.json'), 'utf8'));

  test('biome.json has the rules of build/layers.ts: `npm run layers` writes them', () => {
    expect(config).toEqual(withRules(config));
  });

  test('ARCHITECTURE.md has the table of build/layers.ts: `npm run layers` writes it', () => {
    const document = readFileSync(join(HOME, 'ARCHITECTURE.md'), 'utf8');
    expect(document).toBe(withTable(document));
  });

  test('the linter refuses every import from one room into another that is not allowed, and no other', () => {
    const names = ROOMS.map(({ at }) => at).filter((at) => at !== 'correction/format.ts');
    const inRoom = (at: string) => (at.endsWith('.ts') ? at : `${at}/planted.ts`);
    for (const at of names) {
      const file = join(folder, 'src', inRoom(at));
      mkdirSync(dirname(file), { recursive: true });
      const others = names.filter((other) => other !== at).map((other) => relative(dirname(inRoom(at)), inRoom(other)));
      const lines = others.map((path) => `import '${path.startsWith('.') ? path : `./${path}`}';`);
      writeFileSync(file, `${lines.join('\n')}\n`);
    }
    cpSync(join(HOME, 'biome.json'), join(folder, 'biome.json'));
    const report = lint(folder);
    const refused = new Set(report.map(({ file, line }) => `${file}:${line}`));
    const expected = names.flatMap((at) => {
      const room = ROOMS.find((each) => each.at === at);
      const may = room ? allowed(room) : new Set();
      return names
        .filter((other) => other !== at)
        .flatMap((other, index) => (may.has(other) ? [] : [`src/${inRoom(at)}:${index + 1}`]));
    });
    expect([...refused].toSorted()).toEqual(expected.toSorted());
  });
});

/** The imports that the linter of this checkout refuses in another folder. */
function lint(folder: string): readonly { readonly file: string; readonly line: number }[] {
  const only = '--only=style/noRestrictedImports';
  const args = ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=github', only, 'src'];
  let out = '';
  try {
    out = execFileSync(join(HOME, 'node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    out = (error as { readonly stdout: string }).stdout;
  }
  return [...out.matchAll(/file=[^,]*(src\/[^,]+),line=(\d+)/g)].map(([, file = '', line = '']) => ({
    file,
    line: Number(line),
  }));
}

/** The shape of the ledger, which is never changed once it was released, and a drawing. */
const MAY_BE_LONG = ['ledger/sqlite/steps.ts', 'ledger/states.ts'];

test('layers: what is read of the ledger and of delivery has at most 120 characters a line', () => {
  const read = files.filter((file) => /^(ledger|delivery|intake|thread)\//.test(file) && !MAY_BE_LONG.includes(file));
  const long = read.flatMap((file) =>
    readFileSync(join(SRC, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (line.length > 120 ? [`${file}:${index + 1}`] : [])),
  );
  expect(long).toEqual([]);
});
