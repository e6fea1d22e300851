/**
 * `init`: writes a vax-upload.yaml that explains every option and changes none, and beside it a mapping file to begin
 * with.
 */
import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { DEFAULT_CONFIG_FILE } from '../config/file-name.ts';
import { optionTree } from '../config/option-tree.ts';
import { configSchema } from '../config/schema.ts';
import { diskError } from '../disk/disk-error.ts';
import { RunError, systemCode } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine } from '../printable.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { configFile } from '../run/config-file.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { mappingTemplate } from '../run/mapping-template.ts';
import { languageOf } from '../text/language.ts';
import { MAPPING_FILE } from '../text/mapping-for.ts';
import { CONFIG_FILE } from '../text/options-for.ts';

const MAPPING = 'mapping.yaml';

/**
 * Throws OUTPUT_EXISTS {file} rather than write over what somebody has set, and the errors of the disk. A mapping file
 * that is there is kept.
 */
export async function init(options: CommonOptions, context: Context): Promise<ExitCode> {
  const { cwd, env, out } = context;
  const file = options.config ?? (env['VAX_UPLOAD_CONFIG'] || DEFAULT_CONFIG_FILE);
  const path = resolve(cwd, file);
  const language = languageOf(options.lang, context.env);
  const texts = CONFIG_FILE[language];
  await writeNew(path, file, configFile(optionTree(configSchema), texts));
  const mapping = resolve(dirname(path), MAPPING);
  await writeNew(mapping, MAPPING, mappingTemplate(MAPPING_FILE[language])).catch((error: unknown) => {
    if (!(error instanceof RunError && error.code === 'OUTPUT_EXISTS')) throw error;
  });
  if (options.json) writeLines(out, [jsonLine({ path, mapping })]);
  else writeFitted(out, texts.next(path, MAPPING));
  return EXIT.done;
}

async function writeNew(path: string, file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (systemCode(error) === 'EEXIST') throw new RunError('OUTPUT_EXISTS', { file }, { cause: error });
    throw diskError(error, path);
  }
}
