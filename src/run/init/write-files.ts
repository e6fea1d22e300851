/** The files that `init` writes: all of them, or none. Nothing that is there is ever written over. */
import { rm } from 'node:fs/promises';
import { writeNewFile } from '../../disk/write-file.ts';
import { RunError } from '../../errors.ts';

/** `isKept`: one that is there already stays, and is no error. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
  readonly isKept?: true;
}

/**
 * In this order, each for its owner alone (0600). Returns those that were written. @throws RunError OUTPUT_EXISTS
 * {file}, and those of the disk; what was written before is gone again then.
 */
export async function writeAll(files: readonly NewFile[], name: (path: string) => string): Promise<readonly string[]> {
  const written: string[] = [];
  try {
    for (const { path, text, isKept } of files) {
      try {
        await writeNewFile(path, async (into) => void into.write(text), { mode: 0o600 });
        written.push(path);
      } catch (error) {
        const isThere = error instanceof RunError && error.code === 'OUTPUT_EXISTS';
        if (isThere && !isKept) throw new RunError('OUTPUT_EXISTS', { file: name(path) }, { cause: error });
        if (!isThere) throw error;
      }
    }
    return written;
  } catch (error) {
    for (const path of written) await rm(path, { force: true });
    throw error;
  }
}
