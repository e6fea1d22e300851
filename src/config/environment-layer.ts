/** The layers of the environment and of the flags: text that is set by the path of an option. */
import { resolve } from 'node:path';
import { RunError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { findOption, meantBy, type OptionNode, shortPaths, valuePaths } from './option-tree.ts';
import { fromText, type Origin, type Setting, type Settings } from './settings.ts';

const PREFIX = 'VAX_UPLOAD_';

/** Variables that are no options: they are read elsewhere. */
const OTHER_VARIABLES = ['CONFIG', 'PASSPHRASE', 'JSON', 'QUIET', 'VERBOSE', 'NO_COLOR'];

/** Short names of options that have a longer one. */
const SHORT: Readonly<Record<string, string>> = { LANG: 'language' };

/**
 * The variable of an option by rule: `delivery.batchSize` → `VAX_UPLOAD_DELIVERY_BATCHSIZE`.
 * @internal Exported for its tests.
 */
export function variableOf(path: string): string {
  return PREFIX + path.replaceAll('.', '_').toUpperCase();
}

/**
 * The flag of an option by rule: the last word of its path (`delivery.window.until` → `--until`); `language` is
 * `--lang`.
 * @internal Exported for its tests.
 */
export function flagOf(path: string): string {
  if (path === 'language') return '--lang';
  const last = path.slice(path.lastIndexOf('.') + 1);
  return `--${last.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * The options that the environment sets. An empty variable sets nothing. Throws CONFIG_KEY {key, nearest?} for a
 * variable that begins like ours and is none: it was meant to do something.
 */
export function environmentSettings(
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
  tree: OptionNode,
): Settings {
  const paths = new Map([...valuePaths(tree), ...shortPaths(tree)].map((path) => [variableOf(path), path]));
  for (const [name, path] of Object.entries(SHORT)) paths.set(PREFIX + name, path);
  const known = [...paths.keys(), ...OTHER_VARIABLES.map((name) => PREFIX + name)];
  const found = new Map<string, Setting>();
  for (const [variable, text] of Object.entries(env)) {
    if (!variable.startsWith(PREFIX) || text === undefined || text === '') continue;
    const path = paths.get(variable);
    if (path !== undefined) found.set(...setting(path, text, { layer: 'environment', variable }, cwd, tree));
    else if (!known.includes(variable)) throw unknownVariable(variable, known);
  }
  return found;
}

/** What the command line says, by option path; undefined = not said. */
export type Flags = Readonly<Record<string, string | number | boolean | undefined>>;

/** The options that the flags set. */
export function flagSettings(flags: Flags, cwd: string, tree: OptionNode): Settings {
  const found = new Map<string, Setting>();
  for (const [path, value] of Object.entries(flags)) {
    if (value === undefined) continue;
    found.set(...setting(path, value, { layer: 'flag', flag: flagOf(path) }, cwd, tree));
  }
  return found;
}

function setting(
  named: string,
  given: string | number | boolean,
  origin: Origin,
  cwd: string,
  tree: OptionNode,
): [string, Setting] {
  const path = meantBy(String(given), named, findOption(tree, named));
  const option = findOption(tree, path);
  if (option?.kind !== 'value') throw new Error(`There is no option ${path}.`);
  const value = typeof given === 'string' ? fromText(given, option.note.scalar) : given;
  return [path, { value: option.note.isPath && typeof value === 'string' ? resolve(cwd, value) : value, origin }];
}

function unknownVariable(variable: string, known: readonly string[]): RunError {
  const near = nearest(
    variable.slice(PREFIX.length),
    known.map((name) => name.slice(PREFIX.length)),
  );
  return new RunError('CONFIG_KEY', { key: variable, ...(near === undefined ? {} : { nearest: PREFIX + near }) });
}
