/** A mapping file: what sheets call a vaccine or a site → what the target calls it, one `name: value` a line (YAML). */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { RunError, systemCode } from '../errors.ts';
import { foldLabel } from '../record/fold.ts';

/** Folded name → value; empty without a file. CONFIG_MISSING when it cannot be read, CONFIG_SYNTAX when it is no list of names. */
export async function readMapping(path: string | undefined): Promise<ReadonlyMap<string, string>> {
  if (path === undefined) return new Map();
  const file = basename(path);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (systemCode(error) === undefined) throw error;
    throw new RunError('CONFIG_MISSING', { file }, { cause: error });
  });
  let content: unknown;
  try {
    content = parse(text);
  } catch (cause) {
    throw new RunError('CONFIG_SYNTAX', { file }, { cause });
  }
  if (content === null || typeof content !== 'object' || Array.isArray(content)) throw new RunError('CONFIG_SYNTAX', { file });
  const entries = Object.entries(content as Record<string, unknown>);
  if (entries.some(([, value]) => typeof value !== 'string')) throw new RunError('CONFIG_SYNTAX', { file });
  // The value is also a name for itself, so that a sheet may already say what the target says.
  return new Map(
    entries.flatMap(
      ([name, value]) =>
        [
          [foldLabel(String(value)), String(value)],
          [foldLabel(name), String(value)],
        ] as const,
    ),
  );
}
