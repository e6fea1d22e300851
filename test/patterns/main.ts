/**
 * Part of `npm run lint`: no pattern of the program may take longer than its text deserves.
 *
 * A pattern that goes back over its text (`/(a+)+b/`) takes minutes for a cell of a few thousand letters,
 * and cells come from strangers. recheck decides it for each pattern and shows a text that proves it.
 * Prints one line for each that is not linear, with its place, and ends with 1.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { judge } from './judge.ts';
import { patternsOf } from './literals.ts';

const ROOT = join(dirname(import.meta.filename), '../..');

/**
 * Patterns that are built at run time, from parts that stand as literals in the same file, plain words or escaped
 * texts.
 */
const BUILT = [
  'src/printable.ts',
  'src/record/words/garbled.ts',
  'src/record/programme/products.ts',
  'src/correction/marked/sheet-cells.ts',
];

const faults: string[] = [];
const verdicts = new Map<string, string>();
for (const path of globSync(['src/**/*.ts', 'bin/*.js'], { cwd: ROOT }).sort()) {
  const { literals, built } = patternsOf(path, readFileSync(join(ROOT, path), 'utf8'));
  if (!BUILT.includes(path)) faults.push(...built.map((line) => `${path}:${line} builds a pattern at run time`));
  for (const { pattern, flags, line } of literals) {
    const key = `/${pattern}/${flags}`;
    const verdict = verdicts.get(key) ?? judge(pattern, flags);
    verdicts.set(key, verdict);
    if (verdict !== 'safe') faults.push(`${path}:${line} ${key} ${verdict}`);
  }
}
for (const fault of faults) console.log(fault);
console.log(`${verdicts.size} patterns looked at, ${faults.length} at fault`);
process.exitCode = faults.length > 0 ? 1 : 0;
