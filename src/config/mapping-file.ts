/** A mapping file: what sheets call a vaccine or a site → what the target calls it, one `name: value` a line (YAML). */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parse } from 'yaml';
import { RunError, systemCode } from '../errors.ts';
import { foldLabel } from '../record/fold.ts';

/** Folded name → value; empty without a file. CONFIG_MISSING when it cannot be read, CONFIG_SYNTAX when it is no list of names. */
export async function readMapping(path: string | undefined): Promise<ReadonlyMap<string, string>> {
  // The value is also a name for itself, so that a sheet may already say what the target says.
  return new Map(
    (await entriesOf(path)).flatMap(
      ([name, value]) =>
        [
          [foldLabel(value), value],
          [foldLabel(name), value],
        ] as const,
    ),
  );
}

/** The names to choose from, as they are written: the first for each value, in the order of the file. Others are other spellings. Throws as `readMapping`. */
export async function mappedNames(path: string | undefined): Promise<readonly string[]> {
  const first = new Map<string, string>();
  for (const [name, value] of await entriesOf(path)) if (!first.has(value)) first.set(value, name);
  return [...first.values()];
}

async function entriesOf(path: string | undefined): Promise<readonly (readonly [name: string, value: string])[]> {
  if (path === undefined) return [];
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
  return entries as [string, string][];
}
