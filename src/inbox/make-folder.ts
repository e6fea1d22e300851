/** A folder beside sheets, for whoever works with these. */
import { chmodSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCode } from '../errors.ts';

/**
 * Makes the folder where it is not there, with the rights of the folder that it is made in: a clerk of that group has
 * to take sheets out of it and to save in it. Throws what the system says.
 */
export function makeFolderLike(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return;
    throw error;
  }
  try {
    chmodSync(folder, statSync(dirname(folder)).mode & 0o7777);
  } catch {
    // A disk without rights (FAT, some network drives) has none to give.
  }
}
