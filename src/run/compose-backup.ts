/** The composition root of `backup` and `restore`: which files belong to a ledger, and where each has its place. */
import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import type { Part, PartInfo, Role } from '../backup/archive.ts';
import { DEFAULT_CONFIG_FILE } from '../config/file-name.ts';
import type { LoadedConfig } from '../config/load.ts';
import { RunError } from '../errors.ts';
import type { StatePlace } from '../ledger/state-place.ts';
import { fileOf } from './compose-place.ts';
import type { Context } from './context.ts';

/** What the program has learnt of servers (learnt.ts). */
const SERVERS = 'servers.json';
/** Options with files that are no secrets, and that a run cannot do without. */
const BESIDE = /(?:^|\.)(?:caFile|certFile|description|template)$/;
/** Options with secrets of servers: they are not taken along. */
const SECRET =
  /(?:^|\.)(?:\w*(?:token|password|clientSecret|privateKey)File|target\w*\.(?:\w+\.)?keyFile|secrets\.\w+\.file)$/i;

/** A file that goes along. */
export interface Taken {
  readonly role: Role;
  readonly name: string;
  readonly path: string;
}

/** The ledger of the configuration, and those of named targets beside it; not those of practice. */
export async function ledgersFor(place: StatePlace): Promise<string[]> {
  const { folder } = place;
  const state = fileOf(place, 'backup');
  const beside = existsSync(folder) ? readdirSync(folder).filter((name) => /^ledger(?:-[\w-]+)?\.db$/.test(name)) : [];
  const paths = [...((await place.exists()) ? [state] : []), ...beside.map((name) => join(folder, name))];
  if (paths.length === 0) throw new RunError('LEDGER_MISSING', { path: state });
  return [...new Set(paths)];
}

/** Everything but the ledgers, as far as it is there. */
export function filesFor(config: LoadedConfig): {
  readonly taken: readonly Taken[];
  readonly missing: readonly string[];
} {
  const { options, file } = config;
  const { privacy, reading, state } = options;
  const base = baseOf(config);
  const named = paths({ target: options.target, targets: options.targets });
  const beside = named
    .filter(([option, path]) => BESIDE.test(option) && isBelow(base, path))
    .map(([, path]): Taken => ({ role: 'beside', name: relative(base, path), path }));
  const one = (role: Role, path: string | undefined): Taken[] =>
    path === undefined ? [] : [{ role, name: basename(path), path }];
  const usesFile = privacy.keyCommand === undefined && privacy.passphraseFile === undefined;
  const all = [
    ...one('configuration', file),
    ...(usesFile ? one('key', privacy.keyFile) : []),
    ...one('passphrase', privacy.passphraseFile),
    ...one('mapping', reading.mapping),
    ...one('columns', reading.columns),
    ...one('servers', join(state.folder, SERVERS)),
    ...beside,
  ];
  const taken = all.filter(({ path }) => existsSync(path));
  const secrets = named.filter(([option]) => SECRET.test(option)).map(([, path]) => relative(base, path) || path);
  const outside = named.filter(([option, path]) => BESIDE.test(option) && !isBelow(base, path)).map(([, path]) => path);
  return { taken, missing: [...new Set([...secrets, ...outside])] };
}

/** A copy of a ledger is nobody else's; another file may be written anew by a run beside us, and is read at once. */
export function partOf({ role, name, path }: Taken): Part {
  if (role === 'ledger') return { role, name, size: statSync(path).size, bytes: createReadStream(path) };
  const bytes = readFileSync(path);
  return { role, name, size: bytes.length, bytes: Readable.from([bytes]) };
}

/**
 * Where a part has its place by this configuration; undefined where it has none. `main`: the name of its ledger;
 * `ledger`: where the ledger of the configuration is.
 */
export function placeOfPart(
  { role, name }: PartInfo,
  config: LoadedConfig,
  context: Context,
  main: string,
  ledger: string,
): string | undefined {
  const { privacy, reading, state } = config.options;
  switch (role) {
    case 'configuration':
      return config.file ?? resolve(context.cwd, DEFAULT_CONFIG_FILE);
    case 'key':
      return privacy.keyFile;
    case 'passphrase':
      return privacy.passphraseFile;
    case 'mapping':
      return reading.mapping;
    case 'columns':
      return reading.columns;
    case 'servers':
      return join(state.folder, SERVERS);
    case 'beside': {
      const base = baseOf(config, context);
      const path = resolve(base, name);
      return isBelow(base, path) ? path : undefined;
    }
    case 'ledger':
      return name === main ? ledger : join(state.folder, basename(name));
  }
}

/** Whether the same bytes lie there already. */
export async function isSameFile(one: string, other: string): Promise<boolean> {
  if (statSync(one).size !== statSync(other).size) return false;
  return (await readFile(one)).equals(await readFile(other));
}

/** The folder of the configuration. */
function baseOf({ file, options }: LoadedConfig, context?: Context): string {
  return file ? dirname(file) : (context?.cwd ?? dirname(options.state.folder));
}

function isBelow(base: string, path: string): boolean {
  const way = relative(base, path);
  return way !== '' && !way.startsWith('..') && !isAbsolute(way);
}

/** Absolute paths among the values of a tree of options, with the way to each. */
function paths(tree: unknown, way = ''): [string, string][] {
  if (typeof tree === 'string') return isAbsolute(tree) ? [[way, tree]] : [];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, value]) => paths(value, way === '' ? key : `${way}.${key}`));
}
