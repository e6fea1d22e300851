/** What `doctor` finds out of this computer: its Node, the folder of the ledger, the disk below it, files of ours. */
import { lstatSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { diskError } from '../../disk/disk-error.ts';
import { faultOfDisk } from '../../disk/try-disk.ts';
import { failing, faulty, good, type HereFinding } from '../../doctor/finding.ts';
import { judgeFolder, judgeRights, judgeSpace, type Rights } from '../../doctor/judge-disk.ts';
import { RunError, systemCode } from '../../errors.ts';
import { ownFilesAt } from '../compose-place.ts';
import type { Context } from '../context.ts';
import type { Setup } from '../setup.ts';

/** `bin/vax-upload.js` refuses what is older; another one can be put before it (a container, a single executable). */
const OLDEST_NODE = 24;
/** A page of the ledger's journal, and more: what a quota refuses it refuses here. */
const TRIAL_BYTES = 64 * 1024;

export function judgeNode(version: string): HereFinding {
  const [major = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major < OLDEST_NODE
    ? faulty('node', 'bad', 'old', { version, oldest: OLDEST_NODE })
    : good('node', { version });
}

/** The folder and the disk on which the ledger is, or will be. Nothing is left there. */
export function lookAtDisk({ place }: Setup, { uid }: Pick<Context, 'uid'>): readonly HereFinding[] {
  const { folder } = place;
  try {
    const nearest = nearestFolder(folder);
    const trial = join(nearest, `${basename(place.file ?? 'ledger.db')}.lock-try`);
    const space = spaceOf(nearest);
    const fault = space.result === 'bad' ? undefined : faultOfDisk(trial, nearest, TRIAL_BYTES);
    const { uid: owner, mode } = statSync(nearest);
    return [
      // What is above a folder that is still to be made is not ours to judge.
      nearest === folder
        ? judgeFolder({ path: folder, owner, mode }, uid)
        : good('state-folder', { path: folder, made: 'no' }),
      space,
      ...(space.result === 'bad' ? [] : [fault ? failing('disk', fault) : good('disk', { path: nearest })]),
    ];
  } catch (error) {
    const known = diskError(error, folder);
    if (known instanceof RunError) return [failing('disk', known)];
    throw known;
  }
}

/** The folder itself, or the one in which it will be made. Throws what the system says of one that is closed to us. */
function nearestFolder(folder: string): string {
  let nearest = folder;
  while (!isThere(nearest) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  return nearest;
}

function isThere(path: string): boolean {
  try {
    return statSync(path) !== undefined;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function spaceOf(path: string): HereFinding {
  const { bavail, bsize, files, ffree } = statfsSync(path);
  // Some file systems (Btrfs, network drives) do not count names.
  return judgeSpace({ path, freeBytes: bavail * bsize, freeNames: files > 0 ? ffree : undefined });
}

/** Of the files that hold what was taken in, and what was learnt of headings and servers. */
export function lookAtRights({ config, place }: Setup, { uid }: Pick<Context, 'uid'>): readonly HereFinding[] {
  const { reading } = config.options;
  const paths = [...ownFilesAt(place), join(place.folder, 'servers.json'), reading.columns];
  return judgeRights(
    paths.flatMap((path) => rightsOf(path)),
    uid,
  );
}

function rightsOf(path: string): readonly Rights[] {
  try {
    const { uid: owner, mode } = lstatSync(path).isSymbolicLink() ? statSync(path) : lstatSync(path);
    return [{ path, owner, mode }];
  } catch {
    // What cannot be looked at says so where it is opened.
    return [];
  }
}
