/**
 * `npm run bench`: the built program on large files, each case in a process of its own, as a Markdown table.
 * `npm run bench -- quick` takes a tenth of the rows; `-- delivery`, `-- fhir`, `-- ledger`, `-- reading` and
 * `-- corrections` and `-- postgres` are other tables (delivery/run.ts, fhir/run.ts, large-ledger.ts, reading.ts,
 * corrections.ts, postgres/run.ts). Ends with 1 when a case could not be measured, 0 even when a goal is missed.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { CASES, type Case, HELP_GOAL_TIMES } from './cases.ts';
import { benchCorrections } from './corrections.ts';
import { benchDelivery } from './delivery/run.ts';
import { benchFhir } from './fhir/run.ts';
import { DATA, largeFile } from './generate.ts';
import { benchLedger } from './large-ledger.ts';
import { type Measured, measure, median } from './measure.ts';
import { benchPostgres } from './postgres/run.ts';
import { benchReading } from './reading.ts';

const ROOT = resolve(import.meta.dirname, '..');
const quick = process.argv.includes('quick');
const ROWS = quick ? { csv: 100_000, xlsx: 20_000 } : { csv: 1_000_000, xlsx: 200_000 };
const HELP_RUNS = 15;

for (const needed of ['dist/cli.js', 'bin/vax-upload.js']) {
  if (!existsSync(join(ROOT, needed))) {
    console.error(`${needed} is missing: run "npm run build" first.`);
    process.exit(1);
  }
}

console.log(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, ${new Date().toISOString().slice(0, 10)}\n`,
);
if (process.argv.includes('delivery')) await benchDelivery(quick);
else if (process.argv.includes('fhir')) await benchFhir(quick);
else if (process.argv.includes('ledger')) await benchLedger(quick);
else if (process.argv.includes('reading')) await benchReading(quick);
else if (process.argv.includes('corrections')) await benchCorrections(quick);
else if (process.argv.includes('postgres')) await benchPostgres(quick, process.argv.includes('large'));
else await benchIntake();

async function benchIntake(): Promise<void> {
  console.log(
    '| case | rows | s | rows/s | goal | peak MB | goal | reached |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |',
  );
  for (const one of CASES) console.log(await measureCase(one));
  console.log(await measureHelp());
}

async function measureCase(one: Case): Promise<string> {
  const file = await largeFile(one.kind, ROWS[one.kind]);
  // On the disk of the checkout, not in a folder that may be memory: taking in is measured with its fsyncs.
  const folder = mkdtempSync(join(DATA, 'run-'));
  try {
    const [program = '', ...rest] = one.args;
    const args = [join(ROOT, program), ...rest.map((arg) => (arg === 'FILE' ? file : arg))];
    const measured = await measure(args, folder);
    if (!one.ends.includes(measured.exitCode ?? -1))
      return failure(one, measured, `exit ${measured.exitCode ?? 'by a signal'}`);
    const read = one.rowsRead?.(measured.stdout) ?? ROWS[one.kind];
    return read === ROWS[one.kind] ? line(one, measured) : failure(one, measured, `it read ${read} rows`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function line({ name, kind, goal }: Case, { seconds, peakMegabytes }: Measured): string {
  const rows = ROWS[kind];
  const rate = rows / seconds;
  const peak = peakMegabytes === undefined ? '?' : String(Math.round(peakMegabytes));
  const figures = [number(rows), seconds.toFixed(2), number(rate)];
  if (!goal) return row([name, ...figures, '', peak, '', '']);
  const reached = rate >= goal.rowsPerSecond && peakMegabytes !== undefined && peakMegabytes <= goal.peakMegabytes;
  return row([
    name,
    ...figures,
    `≥ ${number(goal.rowsPerSecond)}`,
    peak,
    `≤ ${goal.peakMegabytes}`,
    reached ? 'yes' : '**no**',
  ]);
}

function failure({ name }: Pick<Case, 'name'>, { stderr }: Measured, why: string): string {
  process.exitCode = 1;
  const said = stderr.trim().split('\n').slice(0, 2).join(' ').replaceAll('|', '/');
  return row([name, '', '', '', '', '', '', `not measured: ${why}; ${said}`]);
}

/** Against an empty program, taking turns, so that a busy machine slows both. */
async function measureHelp(): Promise<string> {
  mkdirSync(DATA, { recursive: true });
  const empty = join(DATA, 'empty.js');
  writeFileSync(empty, '');
  const help: number[] = [];
  const nothing: number[] = [];
  for (let i = 0; i < HELP_RUNS; i++) {
    nothing.push((await measure([empty], DATA, false)).seconds * 1000);
    const run = await measure([join(ROOT, 'bin', 'vax-upload.js'), '--help'], DATA, false);
    if (run.exitCode !== 0) return failure({ name: '--help' }, run, `exit ${run.exitCode}`);
    help.push(run.seconds * 1000);
  }
  const times = median(help.map((ms, run) => ms / (nothing[run] ?? ms)));
  const reached = times <= HELP_GOAL_TIMES ? 'yes' : '**no**';
  return `\n\`--help\`: ${Math.round(median(help))} ms, an empty Node program: ${Math.round(median(nothing))} ms (medians of ${HELP_RUNS}); ${times.toFixed(2)} times, goal ≤ ${HELP_GOAL_TIMES}: ${reached}`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en');
}
