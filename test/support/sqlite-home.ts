/** A SQLite ledger in a folder of its own. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSealer } from '../../src/ledger/seal.ts';
import { loadSecret } from '../../src/ledger/secret.ts';
import { type LedgerOptions, openLedger } from '../../src/ledger/sqlite/open.ts';
import type { LedgerHome } from './ledger-desk.ts';

export interface SqliteHome extends LedgerHome {
  readonly folder: string;
  readonly options: LedgerOptions & { readonly target: string };
  secret(): Promise<Uint8Array>;
}

export const TARGET = 'json https://registry.example/v1';

export async function sqliteHome(): Promise<SqliteHome> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  let time = 1_700_000_000_000;
  const options = {
    path: join(folder, 'state', 'ledger.db'),
    keyFile: join(folder, 'keys', 'ledger.key'),
    doubtWaitMs: 60_000,
    now: () => ++time,
    target: TARGET,
    user: 'petugas',
  };
  return {
    folder,
    options,
    sealer: createSealer(await loadSecret(options.keyFile, false)),
    open: () => openLedger(options),
    secret: () => readFile(options.keyFile),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
