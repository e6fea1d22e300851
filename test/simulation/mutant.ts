/** A copy of the program with one mutation, and the first seed that finds it. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Mutation } from './mutations.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What a simulation needs: no package at all. */
const PARTS = [
  'package.json',
  'src',
  'test/simulation',
  ...['consignments.ts', 'gate-in-memory.ts', 'one-by-one.ts'].map((file) => `test/support/${file}`),
];

/** The first of `seeds` seeds that finds the mutation, with what it found; undefined when none does. */
export async function firstFind(
  { changes, firstSeed = 1 }: Mutation,
  seeds: number,
): Promise<{ seed: number; found: string } | undefined> {
  const copy = await mkdtemp(join(tmpdir(), 'vax-upload-mutant-'));
  try {
    for (const part of PARTS) await cp(join(ROOT, part), join(copy, part), { recursive: true });
    for (const { file, from, to } of changes) {
      const text = await readFile(join(copy, file), 'utf8');
      if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
      await writeFile(
        join(copy, file),
        text.replace(from, () => to),
      );
    }
    const { stdout } = await promisify(execFile)(process.execPath, [
      join(copy, 'test/simulation/main.ts'),
      ...['--first', '--from', String(firstSeed), '--seeds', String(seeds)],
    ]);
    const said = /^SEED=(\d+): (.*)$/m.exec(stdout);
    return said ? { seed: Number(said[1]), found: said[2] ?? '' } : undefined;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}
