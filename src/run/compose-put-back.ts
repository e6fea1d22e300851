/** Puts a backup back: everything is unsealed and looked over beside its place, and then comes there as a whole or not. */
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Manifest, type Part, type PartInfo, unpack } from '../backup/archive.ts';
import { opened } from '../backup/container.ts';
import { DEFAULT_CONFIG_FILE } from '../config/file-name.ts';
import { type LoadedConfig, loadConfig } from '../config/load.ts';
import { whileNoted, withCompanions, workFileFor } from '../disk/work-files.ts';
import { moveNew, writeFileWhole } from '../disk/write-file.ts';
import { RunError, systemCode } from '../errors.ts';
import { lockLedger } from '../ledger/sqlite/lock.ts';
import { welcomeBack } from '../ledger/sqlite/snapshot.ts';
import { isSameFile, placeOfPart } from './compose-backup.ts';
import { foreignKey } from './compose-key.ts';
import { fileOf, placeOfState } from './compose-place.ts';
import type { CommonOptions, Context } from './context.ts';
import type { Setup } from './setup.ts';

export interface PutBack {
  /** Epoch milliseconds: when the backup was made. */
  readonly made: number;
  /** The ledger of the configuration. */
  readonly ledger: string;
  readonly placed: readonly string[];
  /** Files that are there already and say something else: they stay. */
  readonly left: readonly string[];
  readonly missing: readonly string[];
  readonly keyFrom?: string;
}

/** A part and where it is to go; `from`: where it lies until then. */
interface Placing extends PartInfo {
  readonly from: string;
  readonly to: string;
}

/** What must come from the backup as it is; the others may have been set up anew on this computer. */
const NEEDED: ReadonlySet<PartInfo['role']> = new Set(['ledger', 'key', 'passphrase']);
const LARGEST_CONFIGURATION = 1024 * 1024;

/**
 * @throws RunError LEDGER_EXISTS where a ledger, or another key, is in the way; BACKUP_NOT_OURS, BACKUP_PASSPHRASE,
 * BACKUP_DAMAGED; what the ledger and the disk say. Then nothing has been put anywhere.
 */
export async function putBack(
  file: string,
  passphrase: string,
  setup: Setup,
  options: CommonOptions,
  context: Context,
): Promise<PutBack> {
  const path = resolve(context.cwd, file);
  const unpacking = await unpack(opened(passphrase, fileBytes(path, file), file), file);
  const { manifest } = unpacking;
  const parts = unpacking.parts()[Symbol.asyncIterator]();
  let next = await parts.next();
  let config = setup.config;
  if (!next.done && next.value.role === 'configuration') {
    const text = await textOf(next.value);
    if (config.file === undefined) config = await configFrom(text, options, context);
    next = { done: false, value: { ...next.value, bytes: bytesOf(text) } };
  }
  const ledger = fileOf(placeOfState(config.options.state, context), 'restore');
  const places = manifest.parts.map((part) => placeOfPart(part, config, context, manifest.ledger, ledger));
  const planned = manifest.parts.flatMap((part, index): Placing[] => {
    const to = places[index];
    return to === undefined ? [] : [{ ...part, to, from: workFileFor(to, context.worker).beside }];
  });
  for (const { role, to } of planned) if (role === 'ledger') refuseThere(to);
  const { folder } = config.options.state;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ledgers = planned.filter(({ role }) => role === 'ledger');
  const unlock = ledgers.map(({ to }) => lockLedger(to));
  const work = planned.map(({ to }) => workFileFor(to, context.worker));
  try {
    return await whileNoted(folder, work, context.worker, async () => {
      try {
        for (let index = 0; !next.done; next = await parts.next(), index++) await take(next.value, places[index]);
        await lookOver(planned, config, manifest, context);
        return await place(planned, manifest, ledger);
      } finally {
        for (const { from } of planned) for (const file of withCompanions(from)) await rm(file, { force: true });
      }
    });
  } finally {
    for (const release of unlock) release();
  }

  async function take(part: Part, to: string | undefined): Promise<void> {
    if (to === undefined) {
      for await (const _ of part.bytes);
      return;
    }
    const work = workFileFor(to, context.worker).beside;
    await writeFileWhole(work, (into) => pipeline(part.bytes, into), { path: `${work}.part`, beside: `${work}.part` });
  }
}

function refuseThere(path: string): void {
  if (existsSync(path)) throw new RunError('LEDGER_EXISTS', { path });
}

/** With the key that came with it, or with that of the configuration. */
async function lookOver(
  planned: readonly Placing[],
  config: LoadedConfig,
  { made, version }: Manifest,
  context: Context,
): Promise<void> {
  const { privacy } = config.options;
  const cameWith = (role: PartInfo['role']): string | undefined => planned.find((part) => part.role === role)?.from;
  const passphraseFile = cameWith('passphrase') ?? privacy.passphraseFile;
  const key = foreignKey({ ...privacy, passphraseFile }, context);
  for (const { role, from } of planned) {
    if (role !== 'ledger') continue;
    await welcomeBack(
      {
        path: from,
        keyFile: cameWith('key') ?? privacy.keyFile,
        key,
        uid: context.uid,
        now: () => context.clock.now(),
        user: context.user(),
        version: context.version,
      },
      { made, madeBy: version },
    );
  }
}

/**
 * The ledger of the configuration comes last, behind those of named targets: what was put there before is of no use to
 * anybody, is taken away where that fails, and after a kill the same command goes on.
 */
async function place(planned: readonly Placing[], manifest: Manifest, ledger: string): Promise<PutBack> {
  const isMain = ({ to }: Placing): boolean => to === ledger;
  const left: string[] = [];
  const placed: string[] = [];
  for (const { role, from, to } of planned) {
    if (!existsSync(to) || (await isSameFile(from, to))) continue;
    if (NEEDED.has(role)) throw new RunError('LEDGER_EXISTS', { path: to });
    left.push(to);
  }
  try {
    for (const { from, to } of planned.toSorted((one, other) => Number(isMain(one)) - Number(isMain(other)))) {
      if (existsSync(to)) continue;
      mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
      await chmod(from, 0o600);
      await moveNew(from, to);
      placed.push(to);
    }
  } catch (error) {
    for (const path of placed) await rm(path, { force: true });
    throw error;
  }
  const { made, missing, keyFrom } = manifest;
  return { made, ledger, placed, left, missing, ...(keyFrom === undefined ? {} : { keyFrom }) };
}

async function* fileBytes(path: string, name: string): AsyncIterable<Buffer> {
  try {
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') throw new RunError('FILE_MISSING', { file: name }, { cause: error });
    if (code === 'EISDIR') throw new RunError('FILE_IS_FOLDER', { file: name }, { cause: error });
    if (code !== undefined) throw new RunError('FILE_UNREADABLE', { file: name, code }, { cause: error });
    throw error;
  }
}

async function textOf({ bytes, size, name }: Part): Promise<string> {
  if (size > LARGEST_CONFIGURATION) throw new RunError('BACKUP_DAMAGED', { file: name });
  const chunks: Buffer[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

async function* bytesOf(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}

/** The configuration that the backup brings, as if it lay in the working folder already. */
function configFrom(text: string, options: CommonOptions, context: Context): Promise<LoadedConfig> {
  const path = resolve(context.cwd, DEFAULT_CONFIG_FILE);
  return loadConfig({
    cwd: context.cwd,
    configPath: undefined,
    env: context.env,
    flags: { state: options.state, to: options.to },
    readFile: async (asked) => {
      if (asked === path) return text;
      throw Object.assign(new Error(basename(asked)), { code: 'ENOENT' });
    },
  });
}
