/**
 * Temporary folders of support that many files of tests share. It is loaded once for all of them (`isolate: false` in
 * vitest.config.ts), so a folder of its own cannot be taken away when the first of them is over and be there still.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Map<string, string>();

/** The folder of this name that belongs to the file of tests that is running; made when it is first asked for. */
export function ownFolder(name: string): string {
  let folder = folders.get(name);
  if (folder === undefined) {
    folder = mkdtempSync(join(tmpdir(), `${name}-`));
    folders.set(name, folder);
  }
  return folder;
}

/** A file of tests is over. */
export function removeOwnFolders(): void {
  for (const folder of folders.values()) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}
