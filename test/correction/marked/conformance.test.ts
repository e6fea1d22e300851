/**
 * Every workbook that can be marked is one that Excel opens: no fault of the package that its original did not have.
 * `CORPUS=folder` takes the workbooks of that folder instead of our own fixtures.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { RunError } from '../../../src/errors.ts';
import { isUntouched } from '../../support/changed-parts.ts';
import { markAnything } from '../../support/mark-anything.ts';
import { zipBytes } from '../../support/plain-workbook.ts';
import { writeWhole } from '../../support/whole-package.ts';
import { workbookFaults } from '../../support/workbook-faults.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const corpus = process.env['CORPUS'] ?? FIXTURES;
const folder = mkdtempSync(join(tmpdir(), 'marked-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Excel asks to repair this one: its rows are copied instead of marked. */
const NEVER_MARKED = 'traps/sheet-that-is-not-there.xlsx';

const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' })
  .map((name) => join(corpus, name))
  .filter((path) => /\.xls[xm]$/i.test(path) && statSync(path).isFile())
  .sort();

describe(`every workbook of ${corpus === FIXTURES ? 'fixtures' : corpus}`, () => {
  it('is there', () => expect(files.length).toBeGreaterThan(0));
  it.each(files.map((path) => [relative(corpus, path), path]))(
    '%s',
    async (name, path) => {
      const original = join(folder, basename(name));
      await writeWhole(path, original);
      const marked = join(folder, `marked-${basename(name)}`);
      const before = new Set((await workbookFaults(original)).map(placeless));
      for (const all of [false, true]) {
        if (!(await markAnything(original, marked, all).catch(known))) {
          if (name === NEVER_MARKED) return;
          expect(corpus, 'a fixture that cannot be marked').not.toBe(FIXTURES);
          return;
        }
        expect((await workbookFaults(marked)).filter((fault) => !before.has(placeless(fault)))).toEqual([]);
        const [was, is] = [await zipBytes(original), await zipBytes(marked)];
        for (const [part, bytes] of was)
          if (isUntouched(part)) expect(is.get(part)?.equals(bytes), `${part} is as it was`).toBe(true);
      }
      rmSync(original);
      rmSync(marked);
    },
    120_000,
  );
});

/** A fault without where it is: rows have other numbers now. */
function placeless(fault: string): string {
  return fault.replace(/\b(?:[A-Z]{1,3})?\d+\b|undefined/g, '#');
}

function known(error: unknown): boolean {
  if (error instanceof RunError) return false;
  throw error;
}
