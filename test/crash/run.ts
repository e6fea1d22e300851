/**
 * `npm run crash -- [--kills N] [--seed S] [--exact]`: the long versions of the crash tests, with a line of progress
 * and a table at the end.
 */
import { parseArgs } from 'node:util';
import { PHASES } from './autopsy.ts';
import { describeFaults, type KillCase, runKillCases } from './kill-loop.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string' },
    seed: { type: 'string', default: '1' },
    exact: { type: 'boolean', default: false },
  },
});
/** From so many kills on a phase that was never hit is a failure of the test itself. */
const MANY = 1_000;

process.exitCode = (values.exact ? await exactly() : await randomly(Number(values.kills ?? 200), Number(values.seed)))
  ? 0
  : 1;

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

function failed(done: readonly KillCase[]): readonly KillCase[] {
  return done.filter((one) => one.faults.length > 0);
}

function seconds(done: readonly KillCase[]): number {
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
