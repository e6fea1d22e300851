/**
 * `npm run crash -- [--kills N] [--seed S] [--exact | --postgres]`: the long versions of the crash tests, with a line
 * of progress and a table at the end.
 */
import { parseArgs } from 'node:util';
import { startPostgres } from '../support/postgres.ts';
import { PHASES } from './autopsy.ts';
import { describeFaults, type KillCase, runKillCases } from './kill-loop.ts';
import { BLOWS, describeOutage, type OutageCase, runOutageCases } from './outage-loop.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    seed: { type: 'string', default: '1' },
    exact: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
  },
});
/** From so many kills on a phase that was never hit is a failure of the test itself. */
const MANY = 1_000;

process.exitCode = (await chosen()) ? 0 : 1;

function chosen(): Promise<boolean> {
  const seed = Number(values.seed);
  if (values.exact) return exactly();
  return values.postgres ? databases(Number(values.kills ?? 1_000), seed) : randomly(Number(values.kills ?? 200), seed);
}

/** The database of a ledger is struck so often, under several programs at once. */
async function databases(blows: number, seed: number): Promise<boolean> {
  const done: OutageCase[] = [];
  const struck = (): number => sum(done, (one) => sum(BLOWS, (blow) => one.blows[blow]));
  await using postgres = await startPostgres();
  for await (const result of runOutageCases(postgres, seed, blows)) {
    done.push(result);
    if (result.faults.length > 0) say(`\n${describeOutage(result)}\n`);
    say(
      `\r${struck()} of ${blows} blows, ${done.length} ledgers, ${failed(done).length} with faults, ${seconds(done)} s `,
    );
  }
  say('\n\n');
  for (const blow of BLOWS)
    row(
      `database: ${blow}`,
      sum(done, (one) => one.blows[blow]),
    );
  row(
    'runs of the program',
    sum(done, (one) => one.runs),
  );
  row(
    'records',
    sum(done, (one) => one.records),
  );
  row('ledgers', done.length);
  row('ledgers with faults', failed(done).length);
  row('seconds', seconds(done));
  return failed(done).length === 0;
}

async function randomly(kills: number, seed: number): Promise<boolean> {
  const done: KillCase[] = [];
  for await (const result of runKillCases(seed, kills)) {
    done.push(result);
    if (result.faults.length > 0) say(`\n${describeFaults(result)}\n`);
    say(
      `\r${sum(done, (one) => one.kills)} of ${kills} kills, ${done.length} imports, ${failed(done).length} with faults, ${seconds(done)} s `,
    );
  }
  say('\n\n');
  for (const phase of PHASES)
    row(
      `killed: ${phase}`,
      sum(done, (one) => one.phases[phase]),
    );
  row(
    'kills',
    sum(done, (one) => one.kills),
  );
  row(
    'restarts',
    sum(done, (one) => one.restarts),
  );
  row('imports', done.length);
  row(
    'rows',
    sum(done, (one) => one.rows),
  );
  row(
    'records',
    sum(done, (one) => one.records),
  );
  row(
    'requests',
    sum(done, (one) => one.requests),
  );
  row('imports with faults', failed(done).length);
  row('seconds', seconds(done));
  const missed = PHASES.filter((phase) => done.every((one) => one.phases[phase] === 0));
  if (kills >= MANY && missed.length > 0) say(`Never hit: ${missed.join(', ')}\n`);
  return failed(done).length === 0 && (kills < MANY || missed.length === 0);
}

async function exactly(): Promise<boolean> {
  const { sweepAll } = await import('./exact.ts');
  return sweepAll(say);
}

function failed<Case extends { readonly faults: readonly string[] }>(done: readonly Case[]): readonly Case[] {
  return done.filter((one) => one.faults.length > 0);
}

function seconds(done: readonly { readonly ms: number }[]): number {
  return Math.round(sum(done, (one) => one.ms) / 1000);
}

function sum<T>(list: readonly T[], of: (one: T) => number): number {
  return list.reduce((total, one) => total + of(one), 0);
}

function row(name: string, value: number): void {
  say(`${name.padEnd(28)}${String(value).padStart(10)}\n`);
}

function say(text: string): void {
  process.stdout.write(text);
}
