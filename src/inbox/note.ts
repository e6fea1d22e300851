/** The word that lies beside a sheet which could not be read: a clerk without a terminal finds out why here alone. */
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskError } from '../disk/disk-error.ts';
import { writeNewFile } from '../disk/write-file.ts';
import { makeFolderLike } from './make-folder.ts';
import { noteName, numbered } from './names.ts';

/**
 * Writes it into `folder`, under a free name, unless the same is there already. As Notepad of every Windows reads it: a
 * byte order mark and two characters at the end of each line. Throws the RunErrors of the disk.
 */
export async function writeNote(folder: string, name: string, lines: readonly string[]): Promise<string> {
  try {
    makeFolderLike(folder);
  } catch (error) {
    throw diskError(error, folder);
  }
  const text = `\ufeff${lines.join('\r\n')}\r\n`;
  for (let n = 1; ; n++) {
    const path = join(folder, numbered(noteName(name), n));
    if (textAt(path) === text) return path;
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    await writeNewFile(path, async (into) => {
      into.end(text);
    });
    return path;
  }
}

function textAt(path: string): string | undefined {
  try {
    return lstatSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}
