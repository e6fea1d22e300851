/**
 * `npm run bench -- corrections`: correction sheets of 5,000 rows out of 100,000, and exceljs writing as many cells
 * with nothing around it.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DATA, largeFile } from './generate.ts';
import { type Measured, measure, median } from './measure.ts';

const TOOL = join(import.meta.dirname, '..', 'bin', 'vax-upload.js');
const RUNS = 3;
/** Rows to correct among the others. */
const WRONG_EVERY = 20;
const GOAL_SECONDS = 5;
const GOAL_MEGABYTES = 250;

export async function benchCorrections(quick: boolean): Promise<void> {
  const rows = quick ? 10_000 : 100_000;
  const wrong = rows / WRONG_EVERY;
  const file = await largeFile('xlsx', rows, WRONG_EVERY);
  const folder = mkdtempSync(join(DATA, 'corrections-'));
  try {
    const copy = join(folder, 'sheet.xlsx');
    cpSync(file, copy);
    const tool = (...args: string[]): Promise<Measured> => {
      // Nothing is written over: the workbook of the run before goes first.
      rmSync(join(folder, 'out.xlsx'), { force: true });
      return measure([TOOL, ...args, '-q'], folder);
    };
    console.log(
      `${rows.toLocaleString('en')} rows, ${wrong.toLocaleString('en')} of them to be corrected; medians of ${RUNS} runs\n`,
    );
    console.log('| command | s | goal | peak MB | goal | reached |\n| --- | ---: | ---: | ---: | ---: | --- |');
    await line('check', 3, () => tool('check', copy), undefined, GOAL_MEGABYTES);
    await line('check -o', 3, () => tool('check', copy, '-o', 'out.xlsx'), undefined, GOAL_MEGABYTES);
    await line('check -o --all', 3, () => tool('check', copy, '-o', 'out.xlsx', '--all'), undefined, GOAL_MEGABYTES);
    await tool('import', copy, '--to', 'sandbox', '--take-in-only', '--state', 'ledger.db');
    const rejects = (): Promise<Measured> => tool('rejects', '-o', 'out.xlsx', '--state', 'ledger.db');
    await line('rejects -o, the original marked', 0, rejects, GOAL_SECONDS);
    rmSync(copy);
    await line('rejects -o, the original gone: rows copied', 0, rejects, GOAL_SECONDS);
    const alone = [join(import.meta.dirname, 'alone/exceljs-write.js'), 'alone.xlsx', String(wrong)];
    await line('for comparison: exceljs writing these rows', 0, () => measure(alone, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function line(
  name: string,
  ends: number,
  work: () => Promise<Measured>,
  seconds?: number,
  megabytes?: number,
): Promise<void> {
  const runs: Measured[] = [];
  for (let n = 0; n < RUNS; n++) {
    const run = await work();
    if (run.exitCode !== ends) throw new Error(`${name} ended with ${run.exitCode}: ${run.stderr.slice(0, 500)}`);
    runs.push(run);
  }
  const took = median(runs.map((run) => run.seconds));
  const peak = Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN));
  const reached = took <= (seconds ?? Number.POSITIVE_INFINITY) && peak <= (megabytes ?? Number.POSITIVE_INFINITY);
  const goals = [seconds, megabytes].map((goal) => (goal === undefined ? '' : `≤ ${goal}`));
  const verdict = seconds === undefined && megabytes === undefined ? '' : reached ? 'yes' : '**no**';
  console.log(`| ${[name, took.toFixed(2), goals[0], Math.round(peak), goals[1], verdict].join(' | ')} |`);
}
