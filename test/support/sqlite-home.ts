/** A SQLite ledger in a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecret } from '../../src/ledger/sealed/secret.ts';
import { type LedgerOptions, openLedger } from '../../src/ledger/sqlite/open.ts';
import { lateSealer } from './late-sealer.ts';
import type { LedgerHome } from './ledger-desk.ts';

export interface SqliteHome extends LedgerHome {
  readonly folder: string;
  readonly options: LedgerOptions & { readonly target: string };
  secret(): Promise<Uint8Array>;
}

export const TARGET = 'json https://registry.example/v1';

/** `more`: what else the ledger is opened with. */
export async function sqliteHome(more: Pick<LedgerOptions, 'lookBack' | 'overwrites'> = {}): Promise<SqliteHome> {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  let time = 1_700_000_000_000;
  const options = {
    path: join(folder, 'state', 'ledger.db'),
    keyFile: join(folder, 'keys', 'ledger.key'),
    doubtWaitMs: 60_000,
    now: () => ++time,
    target: TARGET,
    user: 'petugas',
    ...more,
  };
  await loadSecret(options.keyFile, false);
  let secret: Uint8Array | undefined;
  const late = lateSealer();
  return {
    folder,
    options,
    sealer: late.sealer,
    async open() {
      const ledger = await openLedger(options);
      secret = ledger.secret;
      late.open(secret);
      return ledger;
    },
    secret: async () => secret ?? new Uint8Array(),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
