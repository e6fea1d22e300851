/**
 * The configuration of a run: defaults < file < environment < flags. The only importer of the schema (zod costs 60 ms
 * to load).
 */
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { RunError, systemCode } from '../errors.ts';
import { type ChosenTarget, chooseTarget, ledgerOf } from './choose-target.ts';
import { environmentSettings, type Flags, flagSettings } from './environment-layer.ts';
import { fileSettings } from './file-layer.ts';
import { DEFAULT_CONFIG_FILE } from './file-name.ts';
import { findOption, type OptionNode, optionTree } from './option-tree.ts';
import { type Config, configSchema, targetSchema } from './schema.ts';
import { closer, layered, nested, type Origin, placeOf, type Setting, type Settings } from './settings.ts';
import { type State, stateOf } from './state.ts';
import { isDatabaseAddress } from './targets/address.ts';

/** Everything the configuration is made of; nothing else is looked at. */
export interface ConfigSources {
  /** The working folder, absolute. */
  readonly cwd: string;
  /** `--config`, or VAX_UPLOAD_CONFIG. */
  readonly configPath?: string | undefined;
  /** Folder of the single executable, absolute: looked into where the working folder has no configuration. */
  readonly programFolder?: string | undefined;
  /** By option path: `{ to: 'sandbox', 'delivery.window.until': '05:00' }`. */
  readonly flags: Flags;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Reads a text file; rejects with the system's error. */
  readonly readFile: (path: string) => Promise<string>;
}

/** Every option with its value; paths are absolute, and `state` is the ledger of the chosen target. */
export type LoadedOptions = Omit<Config, 'state'> & { readonly state: State };

export interface LoadedConfig {
  readonly options: LoadedOptions;
  /** Undefined when none is configured; commands that need one throw TARGET_MISSING. */
  readonly target: ChosenTarget | undefined;
  /** The file that was read, absolute; undefined when there is none. */
  readonly file: string | undefined;
  /** Where the value of an option path comes from; of a section, what is set the closest to the keyboard in it. */
  origin(path: string): Origin;
}

/**
 * Loads and checks the configuration. Throws CONFIG_MISSING {file}, CONFIG_SYNTAX {file, line, column}, CONFIG_KEY
 * {file?, line?, key, nearest?} and CONFIG_VALUE {file, line?, key, expected}; `file` is the file, variable or flag
 * that says so. No message holds a value.
 */
export async function loadConfig(sources: ConfigSources): Promise<LoadedConfig> {
  const tree = optionTree(configSchema);
  const name = sources.configPath ?? (sources.env['VAX_UPLOAD_CONFIG'] || undefined);
  const { path, text } = await findConfig(name, sources);
  const settings = layered([
    text === undefined ? new Map() : fileSettings(text, name ?? DEFAULT_CONFIG_FILE, path, tree),
    environmentSettings(sources.env, sources.cwd, tree),
    flagSettings(sources.flags, sources.cwd, tree),
  ]);
  const parsed = configSchema.safeParse(nested(settings));
  if (!parsed.success) throw wrongValue(parsed.error, settings, tree);
  const config = withDefaultPaths(parsed.data, text === undefined ? sources.cwd : dirname(path), settings);
  const origin = (option: string): Origin => originOf(option, settings);
  const target = chooseTarget(config, (url) =>
    targetSchema.parse(isDatabaseAddress(url) ? { type: 'province', url } : { url }),
  );
  if (target === 'unknown') throw unknownTarget(config, origin('to'));
  const state = ledgerOf(target, config.state, origin);
  return { options: { ...config, state }, target, file: text === undefined ? undefined : path, origin };
}

/** The file that is read, or would be. One that was named is looked for nowhere else. */
async function findConfig(
  name: string | undefined,
  sources: ConfigSources,
): Promise<{ readonly path: string; readonly text: string | undefined }> {
  const path = resolve(sources.cwd, name ?? DEFAULT_CONFIG_FILE);
  const text = await readConfig(path, name, sources);
  if (text !== undefined || name !== undefined || sources.programFolder === undefined) return { path, text };
  const beside = resolve(sources.programFolder, DEFAULT_CONFIG_FILE);
  const there = await readConfig(beside, name, sources);
  return there === undefined ? { path, text } : { path: beside, text: there };
}

/** The file's text; undefined when nobody named a file and the usual one is not there. */
async function readConfig(path: string, name: string | undefined, sources: ConfigSources): Promise<string | undefined> {
  try {
    return await sources.readFile(path);
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof RunError || code === undefined) throw error;
    if (name === undefined && code === 'ENOENT') return undefined;
    throw new RunError('CONFIG_MISSING', { file: name ?? DEFAULT_CONFIG_FILE, code }, { cause: error });
  }
}

/**
 * Paths that were set are absolute already; the defaults stand beside the file, so that cron's working folder does not
 * matter.
 */
function withDefaultPaths(config: Config, folder: string, settings: Settings): LoadedOptions {
  const url = settings.get('state.url');
  if (url && settings.has('state.path'))
    throw new RunError('CONFIG_VALUE', { file: placeOf(url.origin), key: 'state', expected: 'path | url' });
  const state = stateOf(config.state, folder, (key) => settings.has(`state.${key}`));
  const keyFile = resolve(folder, config.privacy.keyFile);
  const reading = { ...config.reading, columns: resolve(folder, config.reading.columns) };
  return { ...config, state, privacy: { ...config.privacy, keyFile }, reading };
}

function originOf(option: string, settings: Settings): Origin {
  let origin: Origin = settings.get(option)?.origin ?? { layer: 'default' };
  for (const [path, set] of settings)
    if (path.startsWith(`${option}.`) && closer(set.origin, origin) > 0) origin = set.origin;
  return origin;
}

/** The first thing that is wrong, in the words of the file: the option, what it expects and where it was set. */
function wrongValue(error: z.ZodError, settings: Settings, tree: OptionNode): RunError {
  const issue = error.issues[0];
  const { key, types } =
    issue?.code === 'unrecognized_keys' ? ofAnotherType(issue, tree) : { key: issue?.path.join('.') ?? '' };
  const option = findOption(tree, key);
  const said = issue?.code === 'custom' ? issue.params?.['expected'] : undefined;
  const expected =
    types ?? (typeof said === 'string' ? said : option?.kind === 'value' ? option.note.expected : 'a-z 0-9 - _');
  const { origin } = settings.get(key) ?? neighbour(settings, key) ?? { origin: { layer: 'default' } as const };
  const line = origin.layer === 'file' ? { line: origin.line } : {};
  return new RunError('CONFIG_VALUE', { file: placeOf(origin), ...line, key, expected });
}

/**
 * An option of another type of the section that it stands in. Most likely the type was forgotten, so the type is what
 * is wrong. Keys that no type knows never come here (file-layer.ts).
 */
function ofAnotherType(
  { path, keys }: z.core.$ZodIssueUnrecognizedKeys,
  tree: OptionNode,
): { key: string; types?: string } {
  const section = findOption(tree, path.join('.'));
  const types = section?.kind === 'section' ? section.typesOf?.get(keys[0] ?? '') : undefined;
  const at = (key: string): string => [...path, key].join('.');
  return types ? { key: at('type'), types: types.join(' | ') } : { key: at(keys[0] ?? '') };
}

/** Somebody who set something in the same section: the one who has to add what is missing. */
function neighbour(settings: Settings, key: string): Setting | undefined {
  const section = key.slice(0, key.lastIndexOf('.') + 1);
  for (const [path, setting] of settings) if (path.startsWith(section)) return setting;
  return undefined;
}

function unknownTarget(config: Pick<Config, 'targets'>, origin: Origin): RunError {
  const expected = ['sandbox', ...Object.keys(config.targets), 'https://…', 'postgresql://…'].join(' | ');
  return new RunError('CONFIG_VALUE', { file: placeOf(origin), key: 'to', expected });
}
