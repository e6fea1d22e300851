/**
 * The ledger of a program that was killed, looked at without touching it: a copy is opened, the original waits for the
 * next run.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { receiptOf } from '../../src/ledger/sqlite/server-words.ts';
import { ENTRY_STATES, type EntryState } from '../../src/ledger/states.ts';
import { sealerOf } from '../support/earlier-ledger.ts';
import type { Home } from './home.ts';

/** Where in its life a run was. */
export const PHASES = [
  'start-up',
  'reading',
  'one file in',
  'taken in',
  'in flight',
  'in doubt',
  'between batches',
  'closing',
  'ended',
] as const;
export type Phase = (typeof PHASES)[number];

export interface Autopsy {
  /** `PRAGMA integrity_check`, for the ledger as SQLite restores it from what is there. */
  readonly integrity: string;
  readonly runs: number;
  readonly lastRun: { readonly ended: boolean } | undefined;
  readonly files: {
    readonly known: number;
    readonly finished: number /** Opened by the last run. */;
    readonly ofLastRun: number;
  };
  /** Readings that the last run has admitted. */
  readonly readings: number;
  readonly entries: Readonly<Record<EntryState, number>>;
  /** Receipts of accepted entries. */
  readonly receipts: readonly string[];
  /** Accepted entries whose body was not erased. */
  readonly kept: number;
}

/** Undefined when there is no ledger yet, or none of ours inside. */
export function openUp({ ledger, keyFile }: Home): Autopsy | undefined {
  if (!existsSync(ledger)) return undefined;
  const table = mkdtempSync(join(tmpdir(), 'vax-autopsy-'));
  try {
    const copy = join(table, 'ledger.db');
    for (const suffix of ['', '-wal', '-journal'])
      if (existsSync(ledger + suffix)) copyFileSync(ledger + suffix, copy + suffix);
    const db = new DatabaseSync(copy);
    try {
      return examine(db, keyFile);
    } finally {
      db.close();
    }
  } finally {
    rmSync(table, { recursive: true });
  }
}

function examine(db: DatabaseSync, keyFile: string): Autopsy | undefined {
  const number = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0);
  const integrity = db
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']))
    .join('; ');
  if (number("SELECT count(*) FROM sqlite_schema WHERE name = 'entries'") === 0) return undefined;
  const last = db.prepare('SELECT id, ended FROM runs ORDER BY id DESC LIMIT 1').get();
  const run = Number(last?.['id'] ?? 0);
  const states = new Map(
    db
      .prepare('SELECT state, count(*) AS n FROM entries GROUP BY state')
      .all()
      .map((row) => [Number(row['state']), Number(row['n'])]),
  );
  return {
    integrity,
    runs: number('SELECT count(*) FROM runs'),
    lastRun: last && { ended: last['ended'] !== null },
    files: {
      known: number('SELECT count(*) FROM files'),
      finished: number('SELECT count(*) FROM files WHERE finished IS NOT NULL'),
      ofLastRun: number(`SELECT count(*) FROM files WHERE run = ${run}`),
    },
    readings: number(`SELECT count(*) FROM readings WHERE run = ${run}`),
    entries: Object.fromEntries(ENTRY_STATES.map((state, index) => [state, states.get(index) ?? 0])) as Record<
      EntryState,
      number
    >,
    receipts: receiptsIn(db, keyFile),
    kept: number('SELECT count(*) FROM entries WHERE state = 3 AND sealed IS NOT NULL'),
  };
}

/** As the server called them; they are sealed under the key of the installation. */
function receiptsIn(db: DatabaseSync, keyFile: string): string[] {
  const rows = db.prepare('SELECT receipt, person, dose FROM entries WHERE state = 3').all();
  if (rows.length === 0) return [];
  const sealer = sealerOf(db, keyFile);
  return rows.map((row) => receiptOf(sealer, row).receipt ?? '');
}

/** Where the last run was when it died; `runsBefore` tells whether it came as far as being written down. */
export function phaseOf(
  found: Autopsy | undefined,
  runsBefore: number,
  command: 'import' | 'resume',
  files: number,
): Phase {
  if (!found || found.runs === runsBefore) return 'start-up';
  if (found.lastRun?.ended) return 'ended';
  const { pending, sending, 'in-doubt': inDoubt } = found.entries;
  if (command === 'import') {
    // A file goes in as a whole: while it is read and judged the ledger shows nothing of it.
    if (found.readings === 0) return 'reading';
    if (found.files.ofLastRun < files || found.files.finished < files) return 'one file in';
  }
  if (sending > 0) return 'in flight';
  if (inDoubt > 0) return 'in doubt';
  if (pending === 0) return 'closing';
  return found.receipts.length === 0 ? 'taken in' : 'between batches';
}
