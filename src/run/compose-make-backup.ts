/** Makes a backup: a copy of each ledger as it is at one moment, and what belongs to them, sealed into one file. */
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Manifest, type Part, packed } from '../backup/archive.ts';
import { sealed } from '../backup/container.ts';
import { type WorkFile, whileNoted, withCompanions, workFileFor } from '../disk/work-files.ts';
import { writeNewFile } from '../disk/write-file.ts';
import { lockLedger } from '../ledger/sqlite/lock.ts';
import { moveAway, noteTaking, snapshotLedger, stayHere } from '../ledger/sqlite/snapshot.ts';
import { ledgerOf } from './compose.ts';
import { filesFor, ledgersFor, partOf, type Taken } from './compose-backup.ts';
import { fileOf } from './compose-place.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';

export interface BackupMade {
  readonly ledgers: number;
  readonly files: readonly string[];
  readonly missing: readonly string[];
  /** Where the key comes from, if it is not in it. */
  readonly keyFrom?: string;
}

/**
 * Beside a run, if one goes on. `move`: no run begins here any more; then none may go on.
 * @throws RunError LEDGER_MISSING, OUTPUT_EXISTS, LEDGER_BUSY, and those of the ledger and the disk.
 */
export async function makeBackup(
  path: string,
  passphrase: string,
  setup: Setup,
  context: Context,
  move: boolean,
): Promise<BackupMade> {
  const { config, place } = setup;
  const ledgers = await ledgersFor(place);
  const unlock = move ? ledgers.map(lockLedger) : [];
  try {
    const { taken, missing } = filesFor(config);
    const { privacy } = config.options;
    const keyFrom = privacy.keyCommand !== undefined ? 'privacy.keyCommand' : undefined;
    const now = context.clock.now();
    const snapshots: Taken[] = [];
    const work = ledgers.map((ledger) => workFileFor(ledger, context.worker));
    const grow = workFileFor(path, context.worker);
    await whileNoted(place.folder, [grow, ...work], context.worker, async () => {
      try {
        for (const [index, ledger] of ledgers.entries()) {
          const into = (work[index] as WorkFile).path;
          await rm(into, { force: true });
          await snapshotLedger({ ...ledgerOf(setup, context), path: ledger }, into);
          snapshots.push({ role: 'ledger', name: basename(ledger), path: into });
        }
        const parts = [...taken, ...snapshots].map(partOf);
        await write(path, passphrase, parts, {
          made: now,
          version: context.version,
          ledger: basename(fileOf(place, 'backup')),
          ...(keyFrom === undefined ? {} : { keyFrom }),
          missing,
          parts: parts.map(({ role, name, size }) => ({ role, name, size })),
        });
      } finally {
        for (const { path: copy } of work) for (const file of withCompanions(copy)) await rm(file, { force: true });
      }
    });
    if (move) for (const ledger of ledgers) await moveAway(optionsOf(ledger));
    const files = taken.map(({ name }) => name);
    return { ledgers: ledgers.length, files, missing, ...(keyFrom === undefined ? {} : { keyFrom }) };
  } finally {
    for (const release of unlock) release();
  }

  function write(into: string, secret: string, parts: readonly Part[], manifest: Manifest): Promise<void> {
    return writeNewFile(into, (stream) => pipeline(sealed(secret, noted(packed(manifest, parts))), stream), {
      mode: 0o600,
      temporary: workFileFor(into, context.worker).path,
    });
  }

  /** It stands in the audit before the last chunk is there, without which nobody can open it: a kill hides none. */
  async function* noted(plain: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    yield* plain;
    for (const ledger of ledgers)
      await noteTaking(optionsOf(ledger), 'backed-up', { file: basename(path), moved: move }, move);
  }

  function optionsOf(ledger: string) {
    return { ...ledgerOf(setup, context), path: ledger, user: context.user(), version: context.version };
  }
}

/** The ledgers go on here after all. Returns how many had been moved away. */
export async function stay(setup: Setup, context: Context): Promise<number> {
  let stayed = 0;
  for (const path of await ledgersFor(setup.place))
    if (await stayHere({ ...ledgerOf(setup, context), path, user: context.user(), version: context.version }))
      stayed += 1;
  return stayed;
}
