/**
 * One layer of configuration: the options that somebody set, each with where it was set. Layers are laid over each
 * other.
 */
import type { ValueNote } from './values.ts';

/** Where a value comes from, for messages. */
export type Origin =
  | { readonly layer: 'default' }
  | { readonly layer: 'file'; readonly file: string; readonly line: number }
  | { readonly layer: 'environment'; readonly variable: string }
  | { readonly layer: 'flag'; readonly flag: string };

/** A value that somebody set; not yet checked. */
export interface Setting {
  readonly value: unknown;
  readonly origin: Origin;
}

/** Option path (`delivery.retry.first`) → what was set. */
export type Settings = ReadonlyMap<string, Setting>;

/** How close to the person at the keyboard a layer is; the closest one wins. */
const RANK: Readonly<Record<Origin['layer'], number>> = { default: 0, file: 1, environment: 2, flag: 3 };

/** Positive when `a` is closer to the person at the keyboard than `b`. */
export function closer(a: Origin, b: Origin): number {
  return RANK[a.layer] - RANK[b.layer];
}

/** The name by which a person finds the place of a setting: a file, a variable or a flag. */
export function placeOf(origin: Origin): string {
  switch (origin.layer) {
    case 'file':
      return origin.file;
    case 'environment':
      return origin.variable;
    case 'flag':
      return origin.flag;
    case 'default':
      return 'default';
  }
}

/**
 * Options of which one replaces the other: a token command in the environment is meant instead of the token file in the
 * file.
 */
const INSTEAD_OF: Readonly<Record<string, string>> = {
  tokenFile: 'tokenCommand',
  tokenCommand: 'tokenFile',
  passwordFile: 'passwordCommand',
  passwordCommand: 'passwordFile',
  clientSecretFile: 'clientSecretCommand',
  clientSecretCommand: 'clientSecretFile',
  url: 'urlFile',
  urlFile: 'url',
  secretFile: 'secretCommand',
  secretCommand: 'secretFile',
};

/**
 * Options that say where something is. Whoever names another place means nothing of what was said of the first one: a
 * password goes to nobody but whom it was given for.
 */
const PLACES: readonly string[] = ['state.path', 'state.url'];

/** Lays the layers over each other; later ones win. */
export function layered(layers: readonly Settings[]): Settings {
  const result = new Map<string, Setting>();
  for (const layer of layers) {
    for (const place of PLACES) {
      const set = layer.get(place);
      if (!set || set.value === result.get(place)?.value) continue;
      const section = place.slice(0, place.lastIndexOf('.') + 1);
      for (const path of result.keys()) if (path.startsWith(section)) result.delete(path);
    }
    for (const [path, setting] of layer) {
      const cut = path.lastIndexOf('.') + 1;
      const other = INSTEAD_OF[path.slice(cut)];
      const rival = other && `${path.slice(0, cut)}${other}`;
      if (rival && !layer.has(rival)) result.delete(rival);
      result.set(path, setting);
    }
  }
  return result;
}

/** The settings as the nested object that the schema checks. */
export function nested(settings: Settings): Record<string, unknown> {
  const root: Record<string, unknown> = Object.create(null);
  for (const [path, { value }] of settings) {
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    let section = root;
    for (const key of keys) {
      section[key] ??= Object.create(null);
      section = section[key] as Record<string, unknown>;
    }
    section[last] = value;
  }
  return root;
}

/**
 * Text from the environment or a flag as the value it stands for; text that stands for none is left for the schema to
 * refuse.
 */
export function fromText(text: string, scalar: ValueNote['scalar']): unknown {
  if (scalar === 'number') return /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : text;
  if (scalar === 'boolean')
    return ({ true: true, false: false, '1': true, '0': false } as Record<string, boolean>)[text.trim()] ?? text;
  return text;
}
