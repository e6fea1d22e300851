/**
 * `npm run bench -- ledger`: what a ledger of a million accepted entries costs a run that has nothing to do. The ledger
 * is made once, by the built program itself against the instant server (two minutes), and kept in bench/data.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startInstantServer } from './delivery/instant-server-process.ts';
import { DATA, largeFile } from './generate.ts';
import { type Measured, measure, median } from './measure.ts';

const TOOL = join(import.meta.dirname, '..', 'bin', 'vax-upload.js');
const RUNS = 5;
/** A resume that finds nothing to do, start and end of the program included. */
const RESUME_GOAL_SECONDS = 1;
/** The page of the last night, its charts included. */
const REPORT_GOAL_SECONDS = 2;

export async function benchLedger(quick: boolean): Promise<void> {
  const rows = quick ? 100_000 : 1_000_000;
  const file = await largeFile('csv', rows);
  const folder = await largeLedger(file, rows);
  const place = ['--to', readFileSync(join(folder, 'address'), 'utf8'), '--state', join(folder, 'ledger.db')];
  const run = (...args: string[]): Promise<Measured> => measure([TOOL, ...args, ...place], folder);
  console.log(`A ledger of ${rows.toLocaleString('en')} accepted entries\n`);
  console.log('| command | s | peak MB | goal | reached |\n| --- | ---: | ---: | ---: | --- |');
  const resumes = await repeat(() => run('resume', '-q'), 0);
  line('resume, nothing to do', resumes, RESUME_GOAL_SECONDS);
  line('status', await repeat(() => run('status'), 0));
  line('report', await repeat(() => run('report', '-o', join(folder, 'report.html')), 0), REPORT_GOAL_SECONDS);
  line('import of the same file', [await ended(run('import', file, '-q'), 0)]);
  line('for comparison: check of that file', [await ended(measure([TOOL, 'check', file, '-q'], folder), 0)]);
}

async function repeat(work: () => Promise<Measured>, exitCode: number): Promise<Measured[]> {
  const runs: Measured[] = [];
  for (let n = 0; n < RUNS; n++) runs.push(await ended(work(), exitCode));
  return runs;
}

function line(name: string, runs: readonly Measured[], goal?: number): void {
  const seconds = median(runs.map((run) => run.seconds));
  const peak = Math.round(Math.max(...runs.map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN)));
  const judged = goal === undefined ? ['', ''] : [`≤ ${goal}`, seconds <= goal ? 'yes' : '**no**'];
  console.log(`| ${[name, seconds.toFixed(2), peak, ...judged].join(' | ')} |`);
}

/** The folder of the ledger, its key and the address it belongs to. */
async function largeLedger(file: string, rows: number): Promise<string> {
  const folder = join(DATA, `ledger-${rows}`);
  if (existsSync(folder)) return folder;
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  using server = await startInstantServer();
  writeFileSync(join(part, 'address'), server.url);
  await ended(measure([TOOL, 'import', file, '-q', '--to', server.url, '--state', join(part, 'ledger.db')], part), 0);
  // Renamed when whole: one that was interrupted must not be measured.
  renameSync(part, folder);
  return folder;
}

async function ended(run: Promise<Measured>, exitCode: number): Promise<Measured> {
  const measured = await run;
  if (measured.exitCode !== exitCode) throw new Error(`exit ${measured.exitCode}: ${measured.stderr}`);
  return measured;
}
