/** What would be written, and how it is read: the configuration of some answers. */
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type LoadedConfig, loadConfig } from '../../config/load.ts';
import { optionTree } from '../../config/option-tree.ts';
import { configSchema } from '../../config/schema.ts';
import type { Answers } from '../../setup/questions.ts';
import { type SecretPlace, secretOf, settingsOf } from '../../setup/settings.ts';
import type { Language } from '../../text/language.ts';
import { CONFIG_FILE } from '../../text/options-for.ts';
import { configFile } from '../config-file.ts';

/** Where the configuration is to stand. */
export interface Place {
  /** Absolute. */
  readonly path: string;
  /** As it was named, for messages. */
  readonly file: string;
  readonly cwd: string;
  readonly home: string | undefined;
}

/** The text of the file, and the options that it sets. @throws RunError of an answer that cannot be one. */
export async function drafted(
  answers: Answers,
  secret: SecretPlace | undefined,
  language: Language,
  place: Place,
): Promise<{ readonly text: string; readonly config: LoadedConfig }> {
  const { description, folder } = answers;
  const here: Answers = {
    ...answers,
    ...(description === undefined ? {} : { description: besideConfig(description, place) }),
    ...(folder === undefined ? {} : { folder: besideConfig(folder, place) }),
  };
  const text = configFile(optionTree(configSchema), CONFIG_FILE[language], settingsOf(here, secret));
  const sources = { cwd: place.cwd, configPath: place.file, flags: {}, env: {}, readFile: async () => text };
  return { text, config: await loadConfig(sources) };
}

/** The usual file of a secret, beside the configuration. */
export function secretFile(answers: Answers, { path }: Place): string | undefined {
  const wanted = secretOf(answers);
  return wanted && resolve(dirname(path), wanted.file);
}

/** A path as the configuration has it: relative to itself where it lies beside or below it. */
export function besideConfig(typed: string, { path, cwd, home }: Place): string {
  const full = resolve(cwd, home === undefined ? typed : typed.replace(/^~(?=$|[/\\])/, home));
  const from = relative(dirname(path), full);
  if (from === '') return '.';
  return from.startsWith('..') || isAbsolute(from) ? full : `./${from.split(sep).join('/')}`;
}
