/** What `doctor` says of the ledger and its key, from what was found out of it. Pure. */

import { RunError } from '../errors.ts';
import type { DatabaseSeen, LedgerHealth } from '../ledger/health.ts';
import { failing, faulty, good, type HereFinding } from './finding.ts';
import { judgeClock } from './judge-way.ts';

/** `path`: of the ledger; `keyName`: where its key comes from; `wanted`: the target that is configured, if any. */
export interface Named {
  readonly path: string;
  readonly keyName: string;
  readonly wanted: string | undefined;
}

export function judgeHealth(health: LedgerHealth, named: Named): readonly HereFinding[] {
  const { path } = named;
  const server = health.server ? serverFindings(health.server, named) : [];
  if (health.closed) return [...server, ...keyFindings(health, named), failing('ledger', health.closed)];
  return [
    ...server,
    ...keyFindings(health, named),
    ...(health.isNew ? [good('ledger', { path, isNew: 'yes' })] : []),
    ...(health.isEarlier ? [faulty('ledger', 'note', 'earlier', { path })] : []),
    ...(health.isNew || health.isEarlier ? [] : [good('ledger', { path })]),
    ...wholeFindings(health, path),
    ...runFindings(health),
    ...targetFindings(health, named),
  ];
}

/** Of a database: what would lose rows, or keep them from being written down. */
function serverFindings(
  { version, line, clockMs, forces, readOnly, may }: DatabaseSeen,
  { path }: Named,
): readonly HereFinding[] {
  return [
    line === 'plain' ? faulty('database', 'note', 'plain', { path, version }) : good('database', { version, line }),
    ...(readOnly ? [faulty('database', 'bad', 'read-only', { path })] : []),
    ...(forces ? [] : [faulty('database', 'bad', 'forgets', { path })]),
    ...(may === 'look' ? [faulty('database-rights', 'note', 'look', { path })] : []),
    ...(may === 'write' ? [good('database-rights')] : []),
    judgeClock(clockMs, { host: path }),
  ];
}

function keyFindings({ key, isNew }: LedgerHealth, { keyName }: Named): readonly HereFinding[] {
  if (key === undefined) return [];
  if (key instanceof RunError) return [failing('key', key)];
  return [good('key', { name: keyName, fits: key === 'absent' ? 'absent' : isNew ? 'readable' : 'fits' })];
}

function wholeFindings({ whole, genuine }: LedgerHealth, path: string): readonly HereFinding[] {
  const findings: HereFinding[] = [];
  if (whole instanceof RunError) findings.push(failing('ledger-whole', whole));
  else if (whole === 'large') findings.push(faulty('ledger-whole', 'unsure', 'large', { path }));
  else if (whole === 'well') findings.push(good('ledger-whole', { path }));
  if (genuine instanceof RunError) findings.push(failing('ledger-genuine', genuine));
  else if (genuine && genuine.looked < genuine.all) findings.push(faulty('ledger-genuine', 'unsure', 'large', genuine));
  else if (genuine) findings.push(good('ledger-genuine', genuine));
  return findings;
}

function runFindings({ run }: LedgerHealth): readonly HereFinding[] {
  if (!run) return [];
  const { started, how } = run;
  return [
    how === 'killed' ? faulty('ledger-run', 'note', 'killed', { started }) : good('ledger-run', { started, how }),
  ];
}

/** As a run judges it (ledger/sqlite/binding.ts): one that has accepted nothing may go to another server. */
function targetFindings({ target }: LedgerHealth, { path, wanted }: Named): readonly HereFinding[] {
  if (!target || target.identity === '') return [];
  const { identity: have, bound } = target;
  const isPractice = have === PRACTICE || wanted === PRACTICE;
  if (wanted === undefined || wanted === have || !(bound || isPractice))
    return [good('ledger-target', { target: have })];
  return [failing('ledger-target', new RunError('TARGET_MISMATCH', { path, have, want: wanted }))];
}

const PRACTICE = 'sandbox';
