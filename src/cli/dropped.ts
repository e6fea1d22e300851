/**
 * A sheet that was dropped on the program: its path is all there is on the command line, and it is an import. Pure.
 *
 * The working folder of such a run is nobody's choice: it may be a folder of the system, or that of the sheet, where a
 * stranger may have put a `vax-upload.yaml` of his own that sends everything to himself. A single executable therefore
 * takes the configuration that lies beside it, and no other. From a package the program is typed at a prompt, in a
 * folder that somebody chose.
 */
import { join, resolve } from 'node:path';
import { DEFAULT_CONFIG_FILE } from '../config/file-name.ts';
import { RunError } from '../errors.ts';

/** What has to be known of the surroundings. */
export interface DropSite {
  /** The working folder, absolute. */
  readonly cwd: string;
  /** Names of the commands. */
  readonly commands: ReadonlySet<string>;
  /** Whether a file or folder is there. */
  readonly isThere: (path: string) => boolean;
  /** Folder of the single executable; undefined where the program is a package. */
  readonly programFolder: string | undefined;
  /** The environment names a configuration: whoever set it up chose it. */
  readonly isConfigured: boolean;
}

/**
 * The command line that was meant; undefined when nothing was dropped. Throws CONFIG_NOT_BESIDE {file, folder}.
 */
export function asImport(argv: readonly string[], site: DropSite): readonly string[] | undefined {
  const [first = ''] = argv;
  if (argv.length === 0 || site.commands.has(first)) return undefined;
  if (!argv.every((word) => !word.startsWith('-') && site.isThere(word))) return undefined;
  if (site.programFolder === undefined || site.isConfigured) return ['import', ...argv];
  const config = join(site.programFolder, DEFAULT_CONFIG_FILE);
  if (!site.isThere(config))
    throw new RunError('CONFIG_NOT_BESIDE', { file: resolve(site.cwd, first), folder: site.programFolder });
  return ['import', ...argv, '--config', config];
}
