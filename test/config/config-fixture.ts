/** Loading a configuration from text, as if it were a file in /kerja, without touching the disk. */
import { type LoadedConfig, loadConfig } from '../../src/config/load.ts';
import { RunError } from '../../src/errors.ts';

export interface Given {
  readonly yaml?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly config?: string;
  /** Folder of the single executable. */
  readonly programFolder?: string;
  /** Absolute path → text; `yaml` is /kerja/vax-upload.yaml. */
  readonly files?: Readonly<Record<string, string>>;
}

export function load({
  yaml,
  env = {},
  flags = {},
  config,
  programFolder,
  files = {},
}: Given = {}): Promise<LoadedConfig> {
  const all = new Map(Object.entries(files));
  if (yaml !== undefined) all.set('/kerja/vax-upload.yaml', yaml);
  return loadConfig({
    cwd: '/kerja',
    configPath: config,
    programFolder,
    flags,
    env,
    readFile: async (path) => {
      const text = all.get(path);
      if (text === undefined) throw Object.assign(new Error('not there'), { code: 'ENOENT' });
      return text;
    },
  });
}

/** The known error with which loading fails. */
export async function refusal(given: Given): Promise<{ code: string; params: RunError['params'] }> {
  const error = await load(given).catch((thrown: unknown) => thrown);
  if (!(error instanceof RunError)) throw error instanceof Error ? error : new Error('was loaded');
  return { code: error.code, params: error.params };
}

/** How the target that was configured lets itself be entered. */
export function authOf({ target }: LoadedConfig['options']): unknown {
  return target && 'auth' in target ? target.auth : undefined;
}
