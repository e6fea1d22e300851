/**
 * Reads every file of a folder: `CORPUS=folder npx vitest run test/corpus.test.ts`, or our own fixtures. Each must end
 * as rows or as a known error within 20 s of processor and 1 GB. With `CORPUS_REFERENCE=folder`, every cell is compared
 * with `<path, / as __>.json` there (test/corpus/reference/main.ts makes those).
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, readAnything, type SpelledSheet } from './support/read-anything.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const corpus = process.env['CORPUS'] ?? FIXTURES;
const references = process.env['CORPUS_REFERENCE'];
/** Of our own traps only those of other programs: test/traps.test.ts reads them all, without a process for each. */
const OWN = /^(?!.*traps.*\.(?:xlsx|csv)$).*\.(?:xlsx|xls|xlsb|ods|csv)$/i;

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return names.filter((path) => statSync(path).isFile() && (corpus !== FIXTURES || OWN.test(path))).sort();
}

/** The first cells that are not as the reference has them. */
function differences(sheets: readonly SpelledSheet[], wanted: readonly SpelledSheet[]): string[] {
  return wanted.flatMap(({ name, rows }, index) => {
    const ours = sheets.find((sheet) => sheet.name === name) ?? sheets[index];
    return Object.entries(rows).flatMap(([line, cells]) =>
      cells.flatMap((cell, column) => {
        const found = ours?.rows[line]?.[column] ?? '';
        return same(found, cell) ? [] : [`${name} row ${line} column ${column + 1}: ${found} instead of ${cell}`];
      }),
    );
  });
}

/** Programs spell the same number with 15 or 17 digits; an error or a truth is one whatever its name. */
function same(a: string, b: string): boolean {
  if (a === b || (a.trim() === '' && b.trim() === '')) return true;
  const [kind, value] = a.split(' ');
  const [other, wanted] = b.split(' ');
  if (kind !== other) return false;
  return (
    kind === 'error' ||
    (kind === 'number' && Math.abs(Number(value) - Number(wanted)) <= 1e-12 * Math.abs(Number(wanted)))
  );
}

function verdict(path: string, outcome: Outcome): string[] {
  if (outcome.kind === 'hang' || outcome.kind === 'crash') return [JSON.stringify(outcome)];
  if (references === undefined || outcome.kind !== 'read') return [];
  const reference = join(references, `${relative(corpus, path).replaceAll('/', '__')}.json`);
  if (!existsSync(reference)) return [];
  return differences(outcome.sheets, JSON.parse(readFileSync(reference, 'utf8')) as SpelledSheet[]).slice(0, 5);
}

describe(`every file of ${corpus === FIXTURES ? 'fixtures' : corpus}`, () => {
  const files = filesIn(corpus);
  it('is there', () => expect(files.length).toBeGreaterThan(0));
  it.each(files.map((path) => [relative(corpus, path), path]))(
    '%s',
    async (_, path) => {
      const outcome = await readAnything(path);
      expect(verdict(path, outcome)).toEqual([]);
      if (corpus === FIXTURES) expect(outcome.kind).toBe('read');
    },
    300_000,
  );
});
