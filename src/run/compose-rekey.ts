/** The composition root of `rekey`: which ledgers have one key, and how it is changed. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RunError } from '../errors.ts';
import type { ForeignKey } from '../ledger/sealed/outer-key.ts';
import { rekey } from '../ledger/sqlite/rekey.ts';
import type { StatePlace } from '../ledger/state-place.ts';
import { fileOf } from './compose-place.ts';
import type { Context } from './context.ts';

export interface Keys {
  readonly keyFile: string;
  /** Where the key of today comes from instead of `keyFile`. */
  readonly key: ForeignKey | undefined;
  /** The key from now on; without it a new one in `keyFile`. */
  readonly next: ForeignKey | undefined;
}

/** Returns the ledgers that have the new key. Throws LEDGER_MISSING, and what `rekey` throws. */
export async function changeKey(place: StatePlace, { keyFile, key, next }: Keys, context: Context): Promise<string[]> {
  const paths = await ledgersOf(place);
  if (paths.length === 0) throw new RunError('LEDGER_MISSING', { path: place.name });
  const { clock, uid, version } = context;
  const user = context.user();
  await rekey({ paths, key, keyFile, uid, user, version, now: () => clock.now(), ...(next ? { next } : {}) });
  return paths;
}

/** The ledger, and those of the training server and of named targets beside it: they have one key. */
async function ledgersOf(place: StatePlace): Promise<string[]> {
  const { folder } = place;
  const state = fileOf(place, 'rekey');
  const beside = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^(?:sandbox|ledger|ledger-[\w-]+)\.db$/.test(name))
    : [];
  return [...new Set([...((await place.exists()) ? [state] : []), ...beside.map((name) => join(folder, name))])];
}
