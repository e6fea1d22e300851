/**
 * Every system call of an import, one after the other, is killed or fails; then the program is started again and must
 * bring the import to its end.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startFakeServer } from '../support/fake-server.ts';
import { type Fired, fire } from './fire.ts';
import { type Home, makeHome } from './home.ts';
import { inventSheets } from './sheets.ts';
import { type Call, type Disaster, type Fault, hasFired, mostCalls, straceFor, straceToCount } from './strace.ts';
import { faultsAtTheEnd } from './verdict.ts';

/** Calls about some files of a home, and the ways in which they go wrong. */
export interface Sweep {
  readonly name: string;
  readonly paths: (home: Home) => string[];
  /** The key is there already, so that the calls that make it are not counted. */
  readonly keyIsThere: boolean;
  readonly calls: Readonly<Partial<Record<Call, readonly (Disaster | `${Disaster}+`)[]>>>;
}

const ledgerFiles = ({ ledger }: Home): string[] =>
  ['', '-wal', '-shm', '-journal', '.lock', '.lock-journal'].map((suffix) => ledger + suffix);

export const SWEEPS: readonly Sweep[] = [
  {
    name: 'ledger',
    paths: ledgerFiles,
    keyIsThere: true,
    calls: {
      fsync: ['SIGKILL', 'EIO', 'EIO+'],
      pwrite64: ['SIGKILL', 'EIO', 'ENOSPC', 'ENOSPC+'],
      pread64: ['EIO'],
      openat: ['SIGKILL', 'EROFS', 'EACCES', 'ENOSPC', 'EIO'],
      ftruncate: ['SIGKILL', 'EIO'],
      unlink: ['SIGKILL', 'EIO'],
    },
  },
  {
    name: 'key',
    paths: ({ keyFile, folder }) => [keyFile, `${keyFile}.new`, join(folder, '.vax-upload')],
    keyIsThere: false,
    calls: {
      mkdir: ['SIGKILL', 'EACCES', 'ENOSPC'],
      openat: ['SIGKILL', 'EROFS', 'EACCES', 'ENOSPC', 'EIO'],
      write: ['SIGKILL', 'EIO', 'ENOSPC'],
      fsync: ['SIGKILL', 'EIO'],
      link: ['SIGKILL', 'EIO', 'ENOSPC'],
      unlink: ['SIGKILL', 'EIO'],
    },
  },
  {
    name: 'correction sheet',
    paths: ({ ledger, folder }) => [`${ledger}.sheet`, folder],
    keyIsThere: true,
    calls: {
      openat: ['SIGKILL', 'EROFS', 'EACCES', 'ENOSPC', 'EIO'],
      write: ['SIGKILL', 'EIO', 'ENOSPC', 'ENOSPC+'],
      fsync: ['SIGKILL', 'EIO'],
      rename: ['SIGKILL', 'EIO', 'EACCES', 'ENOSPC'],
      unlink: ['SIGKILL'],
    },
  },
];

/** Enough for repeats, contradictions and unreadable rows, few enough for a second a case. */
const ROWS = 12;
/** Always the same sheets, with rows to correct in both, so that the Nth call is the same call in every case. */
const SEED = 19;
/** All of libuv's work on one thread, so that the Nth call is the Nth call. */
const ONE_THREAD = { UV_THREADPOOL_SIZE: '1' };

export interface ExactCase {
  readonly what: string;
  /** The call was made, so the fault struck. */
  readonly struck: boolean;
  /** How the run ended that was struck: killed, 74 with its two lines, or as if nothing had been. */
  readonly end: 'killed' | 'told' | 'unharmed';
  readonly faults: readonly string[];
}

export async function runExactCase(sweep: Sweep, fault: Omit<Fault, 'paths'>): Promise<ExactCase> {
  const sheets = inventSheets(SEED, ROWS);
  await using server = await startFakeServer({ rules: { knows: 'requests' } });
  using home = makeHome(server.url, sheets);
  if (sweep.keyIsThere) giveKey(home);
  const what = `${sweep.name}: ${fault.disaster}${fault.lasting ? ' from' : ' at'} ${fault.call} ${fault.nth}`;
  const log = `${home.folder}.strace`;
  const under = straceFor({ ...fault, paths: sweep.paths(home) }, log);
  const struck = await fire(home, ['import', ...sheets.files.keys(), '--quiet'], { under, env: ONE_THREAD });
  if (!struck.killed && !hasFired(log)) return { what, struck: false, end: 'unharmed', faults: [] };
  const faults = faultsOfEnd(struck, fault.disaster);
  const after = await fire(home, ['import', ...sheets.files.keys(), '--json']);
  if (after.exitCode !== 3) faults.push(`the next run ended with ${after.exitCode}: ${after.err}`);
  faults.push(...(await faultsAtTheEnd(home, sheets, after, server.effects)));
  return { what, struck: true, end: struck.killed ? 'killed' : struck.exitCode === 74 ? 'told' : 'unharmed', faults };
}

/**
 * Killed, or exit 74 with two lines and nothing else, or the end as if nothing had been (3: rows wait for a person),
 * because SQLite can do without that call.
 */
function faultsOfEnd({ killed, exitCode, err }: Fired, disaster: Disaster): string[] {
  if (disaster === 'SIGKILL') return killed ? [] : [`not killed, but ended with ${exitCode}`];
  if (exitCode === 3) return [];
  if (exitCode !== 74) return [`ended with ${exitCode}: ${err}`];
  return twoLines(err);
}

/** A known error: what, and what to try; nothing about deleting anything. */
export function twoLines(err: string): string[] {
  const lines = err.trimEnd().split('\n');
  if (lines.length !== 2 || !lines[0]?.startsWith('Error: ') || !lines[1]?.startsWith('Try: '))
    return [`not two lines: ${err}`];
  return /\b(delete|remove|erase|hapus)\b/i.test(err) ? [`asks for deletion: ${err}`] : [];
}

/** Any 32 bytes are a key. */
function giveKey({ keyFile }: Home): void {
  mkdirSync(join(keyFile, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(keyFile, Buffer.alloc(32, SEED), { mode: 0o600 });
}

/** How often each call of a sweep is made in an import that nothing happens to. */
export async function countCalls(sweep: Sweep): Promise<Map<Call, number>> {
  const sheets = inventSheets(SEED, ROWS);
  await using server = await startFakeServer();
  using home = makeHome(server.url, sheets);
  if (sweep.keyIsThere) giveKey(home);
  const log = `${home.folder}.strace`;
  const calls = Object.keys(sweep.calls) as Call[];
  await fire(home, ['import', ...sheets.files.keys(), '--quiet'], {
    under: straceToCount(calls, sweep.paths(home), log),
    env: ONE_THREAD,
  });
  return new Map(calls.map((call) => [call, mostCalls(log, call)]));
}

/**
 * Every call of every sweep until no fault strikes any more. Prints a line for each kind; false when anything was
 * wrong.
 */
export async function sweepAll(say: (text: string) => void): Promise<boolean> {
  let [cases, wrong] = [0, 0];
  const started = performance.now();
  for (const sweep of SWEEPS) {
    for (const [call, disaster, lasting] of kindsOf(sweep)) {
      const ends = { killed: 0, told: 0, unharmed: 0 };
      for (let nth = 1; ; nth++) {
        const result = await runExactCase(sweep, { call, disaster, nth, lasting });
        if (!result.struck) break;
        cases += 1;
        ends[result.end] += 1;
        if (result.faults.length > 0) {
          wrong += 1;
          say(`\n${result.what}\n${result.faults.map((fault) => `  ${fault}\n`).join('')}`);
        }
      }
      const kind = `${sweep.name}: ${disaster} ${lasting ? 'from' : 'at'} ${call}`;
      say(`${kind.padEnd(44)} ${ends.killed} killed, ${ends.told} told (74), ${ends.unharmed} unharmed\n`);
    }
  }
  say(`${cases} exact faults, ${wrong} with something wrong, ${Math.round((performance.now() - started) / 1000)} s\n`);
  return wrong === 0;
}

/** The kinds of faults of a sweep, one after the other. */
export function kindsOf({ calls }: Sweep): (readonly [Call, Disaster, boolean])[] {
  return Object.entries(calls).flatMap(([call, disasters]) =>
    disasters.map((disaster) => [call as Call, disaster.replace('+', '') as Disaster, disaster.endsWith('+')] as const),
  );
}
