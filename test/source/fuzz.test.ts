/**
 * Fixtures of every format with some bytes changed: always rows or a known error, never a crash. Ten
 * seconds with each run of the tests (csv and xlsx have two more of their own); `FUZZ_SECONDS=600 npx vitest run
 * test/source/fuzz.test.ts` goes on, and `FUZZ_SEED` begins where another run failed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RunError } from '../../src/errors.ts';
import { chance, mutate } from '../support/mutate.ts';
import { freshPath } from '../support/xlsx-reading.ts';
import { readAll } from './csv-fixture.ts';

const TRAPS = join(import.meta.dirname, '..', '..', 'fixtures', 'traps');
const SECONDS = Number(process.env['FUZZ_SECONDS'] ?? 10);
const SEED = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
/** The formats that a library reads come more often: it is the one that is not ours. */
const VICTIMS = [
  'saved-by-calc.xls',
  'saved-by-calc.ods',
  'binary-workbook.xlsb',
  'html-table.xls',
  'xml-of-excel-2003.xls',
  'rich-text.xlsx',
  'semicolons.csv',
  'utf-16.csv',
];

async function end(path: string): Promise<string> {
  try {
    return `${(await readAll(path)).rows.length} rows`;
  } catch (error) {
    if (error instanceof RunError) return error.code;
    throw error;
  }
}

describe('a file with some bytes changed', () => {
  it(
    'is read, or refused with a known error',
    async () => {
      const good = VICTIMS.map((name) => readFileSync(join(TRAPS, name)));
      const until = performance.now() + SECONDS * 1000;
      let seed = SEED;
      for (; performance.now() < until; seed++) {
        const random = chance(seed);
        const path = freshPath('bin');
        writeFileSync(path, mutate(good[random(good.length)] ?? Buffer.alloc(0), random));
        const began = performance.now();
        await end(path).catch((error: unknown) => {
          throw new Error(`FUZZ_SEED=${seed}: not a known error`, { cause: error });
        });
        expect(performance.now() - began, `FUZZ_SEED=${seed} took too long`).toBeLessThan(20_000);
      }
      console.info(`mutated files of every format: seeds ${SEED} to ${seed - 1}`);
      expect(seed - SEED).toBeGreaterThan(3);
    },
    SECONDS * 1000 + 30_000,
  );
});
