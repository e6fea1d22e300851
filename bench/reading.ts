/**
 * `npm run bench -- reading`: our reader of xlsx beside exceljs' stream reader, each in a process of its own, taking
 * turns so that a busy machine slows both; and a check of 100,000 rows. Ten columns, as bench/large-xlsx.ts makes them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DATA, largeFile } from './generate.ts';
import { type Measured, measure, median } from './measure.ts';

const ROOT = resolve(import.meta.dirname, '..');
const ROUNDS = 5;
const GOALS = { rowsPerSecond: 80_000, timesExceljs: 4, checkSeconds: 3, checkMegabytes: 250 } as const;

/** Prints two tables. */
export async function benchReading(quick: boolean): Promise<void> {
  const [many, fewer] = quick ? [20_000, 10_000] : [200_000, 100_000];
  const [large, file] = [await largeFile('xlsx', many), await largeFile('xlsx', fewer)];
  const folder = mkdtempSync(join(DATA, 'run-'));
  try {
    console.log(
      `| round | our reader, ${many} rows: s | of processor | peak MB | exceljs' stream reader: s | of processor | peak MB | times as fast |`,
    );
    console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
    const rates: number[] = [];
    const ratios: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const ours = await read('bench/alone/open-source.js', large, many, folder);
      const theirs = await read('bench/alone/exceljs.js', large, many, folder);
      const ratio = theirs.seconds / ours.seconds;
      rates.push(many / ours.seconds);
      ratios.push(ratio);
      console.log(`| ${round} | ${figures(ours)} | ${figures(theirs)} | ${ratio.toFixed(1)} |`);
    }
    console.log(
      `\nMedians: ${whole(median(rates))} rows/s, goal ≥ ${whole(GOALS.rowsPerSecond)}: ${yes(median(rates) >= GOALS.rowsPerSecond)}; ` +
        `${median(ratios).toFixed(1)} times exceljs, goal ≥ ${GOALS.timesExceljs}: ${yes(median(ratios) >= GOALS.timesExceljs)}\n`,
    );
    console.log(`| round | check, ${fewer} rows: s | of processor | peak MB |\n| --- | ---: | ---: | ---: |`);
    const checks: Measured[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const checked = await measure([join(ROOT, 'bin/vax-upload.js'), 'check', file, '--quiet'], folder);
      if (checked.exitCode !== 0 && checked.exitCode !== 3)
        throw new Error(`check ended with ${checked.exitCode}: ${checked.stderr}`);
      checks.push(checked);
      console.log(`| ${round} | ${figures(checked)} |`);
    }
    const seconds = median(checks.map((checked) => checked.seconds));
    const peak = Math.max(...checks.map((checked) => checked.peakMegabytes ?? Number.NaN));
    console.log(
      `\nMedian ${seconds.toFixed(2)} s, goal < ${GOALS.checkSeconds}: ${yes(seconds < GOALS.checkSeconds)}; ` +
        `highest peak ${whole(peak)} MB, goal < ${GOALS.checkMegabytes}: ${yes(peak < GOALS.checkMegabytes)}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both count the header as a row. */
async function read(program: string, file: string, rows: number, folder: string): Promise<Measured> {
  const measured = await measure([join(ROOT, program), file], folder);
  if (measured.exitCode !== 0 || Number(measured.stdout) !== rows + 1)
    throw new Error(
      `${program} ended with ${measured.exitCode} after ${measured.stdout.trim()} rows: ${measured.stderr}`,
    );
  return measured;
}

function figures({ seconds, processorSeconds = Number.NaN, peakMegabytes = Number.NaN }: Measured): string {
  return `${seconds.toFixed(2)} | ${processorSeconds.toFixed(2)} | ${whole(peakMegabytes)}`;
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en');
}

function yes(reached: boolean): string {
  return reached ? 'yes' : '**no**';
}
