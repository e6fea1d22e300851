/**
 * The recipe for a new field (CONTRIBUTING.md), followed in a copy: the compiler names every place that lacks it, and
 * when they have it, it is read, sent, kept and compared. Six files: these five, and docs/intake-api.yaml, which
 * test/sandbox/intake-api.test.ts holds equal to the table.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'a-field-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const WORDS = (word: string, heading: string) =>
  `weight: { word: '${word}', heading: '${heading}', hint: '62', refusal: '62', example: '62' },`;

const TABLE = [
  'src/record/table/person-fields.ts',
  '  /** NIK of the mother',
  `weight: { kind: 'text', need: 'optional', compared: 'content', template: true,
    headings: { tiers: ['berat badan, bb, weight'], not: '', ties: 'first' } },`,
] as const;

/** [file, what stands behind the new lines, the new lines]. */
const OTHERS = [
  ['src/text/id/fields.ts', '  motherNik:', WORDS('berat badan', 'Berat Badan')],
  ['src/text/en/fields.ts', '  motherNik:', WORDS('weight', 'Weight')],
  [
    'src/template/template-columns.ts',
    '    dose: {\n',
    "weight: { width: 10, format: 'text', rule: { kind: 'length', most: 10 } },",
  ],
  ['src/sandbox/record-check.ts', '  motherNik: optional', 'weight: optionalText(10),'],
] as const;

function add([file, behind, lines]: readonly [string, string, string]): void {
  const path = join(copy, file);
  const text = readFileSync(path, 'utf8');
  expect(text.split(behind).length, `${file}: ${behind}`).toBe(2);
  writeFileSync(
    path,
    text.replace(behind, () => `${lines}\n${behind}`),
  );
}

/** The files that do not compile. */
function build(): Promise<readonly string[]> {
  const compiler = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false'], { cwd: copy }, (_, out) =>
      resolve([...new Set(Array.from(out.matchAll(/^(src\/[^(]+)\(/gm), ([, file = '']) => file))]),
    );
  });
}

test('a field that is added to the table is asked for where it lacks, and then read, sent, kept and compared', async () => {
  for (const name of ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));

  add(TABLE);
  expect(await build()).toEqual(expect.arrayContaining(OTHERS.map(([file]) => file)));
  for (const other of OTHERS) add(other);
  expect(await build()).toEqual([]);

  const built = (file: string) => import(pathToFileURL(join(copy, 'dist', 'record', file)).href);
  const { findHeader } = (await built('header/header.js')) as typeof import('../../src/record/header/header.ts');
  const { readRow } = (await built('row/read-row.js')) as typeof import('../../src/record/row/read-row.ts');
  const { canonicalRecord } = (await built('key.js')) as typeof import('../../src/record/key.ts');
  const { RULES, SHEET, HEADINGS, person, row } = await import('../record/rows.ts');
  const found = findHeader([row([...HEADINGS, 'Berat Badan'], 1)], new Map());
  if (found.kind !== 'found') throw new Error('no header');
  const textOf = (weight: string) => {
    const read = readRow(row([...person().cells, weight]), found.header, SHEET, RULES);
    const reading = read.kind === 'read' ? read.readings[0] : undefined;
    return reading?.kind === 'valid' ? canonicalRecord(reading.record) : undefined;
  };
  expect(JSON.parse(textOf('62') ?? '{}')).toMatchObject({ participant: { weight: '62' } });
  expect(textOf('62')).not.toBe(textOf('63'));
}, 180_000);
