/** Whether a folder and a disk are fit for a ledger, from what the system says of them. Pure. */
import { inShell } from '../disk/own-file.ts';
import { faulty, good, type HereFinding } from './finding.ts';

/** What the system says of a file or a folder. */
export interface Rights {
  readonly path: string;
  /** The number of its owner. */
  readonly owner: number;
  /** As in stat(2). */
  readonly mode: number;
}

const [GROUP_WRITES, ANYBODY_WRITES, OTHERS_READ, STICKY] = [0o020, 0o002, 0o044, 0o1000] as const;

/**
 * The folder of the ledger: whoever can write it can put another ledger there. `uid`: the user we act as; undefined
 * where the system has no such users. A folder that everybody writes and only owners tidy (`/tmp`) lets nobody exchange
 * files. One of the superuser is nobody's to exchange; whether we may write there the disk is asked itself.
 */
export function judgeFolder({ path, owner, mode }: Rights, uid: number | undefined): HereFinding {
  if (uid === undefined) return good('state-folder', { path });
  if (owner !== uid && owner !== 0 && uid !== 0)
    return faulty('state-folder', 'bad', 'owner', { path, owner, cure: `chown ${uid} ${inShell(path)}` });
  if ((mode & STICKY) !== 0) return good('state-folder', { path });
  const cure = `chmod go-w ${inShell(path)}`;
  if ((mode & ANYBODY_WRITES) !== 0) return faulty('state-folder', 'bad', 'anybody', { path, cure });
  if ((mode & GROUP_WRITES) !== 0) return faulty('state-folder', 'note', 'group', { path, cure });
  return good('state-folder', { path });
}

/**
 * Files of ours: those that others could read, write or own. The superuser reads everything, and what he writes belongs
 * to him: a ledger of somebody else's is then no longer that one's to write.
 */
export function judgeRights(files: readonly Rights[], uid: number | undefined): readonly HereFinding[] {
  if (uid === undefined || files.length === 0) return [];
  const faults = files.flatMap(({ path, owner, mode }): readonly HereFinding[] => {
    if (owner !== uid) {
      const result = uid === 0 ? 'note' : 'bad';
      return [faulty('rights', result, 'owner', { path, owner, uid, cure: `chown ${uid} ${inShell(path)}` })];
    }
    const cure = `chmod 600 ${inShell(path)}`;
    if ((mode & (GROUP_WRITES | ANYBODY_WRITES)) !== 0) return [faulty('rights', 'bad', 'writable', { path, cure })];
    if ((mode & OTHERS_READ) !== 0) return [faulty('rights', 'note', 'readable', { path, cure })];
    return [];
  });
  return faults.length > 0 ? faults : [good('rights', { count: files.length })];
}

/** What statfs(2) says, for whoever is not the superuser. */
export interface Space {
  readonly path: string;
  readonly freeBytes: number;
  /** Files that can still be made; undefined where the file system does not count them. */
  readonly freeNames: number | undefined;
}

const MIB = 1024 * 1024;
/** The journal of the ledger may grow to 64 MiB before it is written over (ledger/sqlite/connection.ts). */
const NEEDED_BYTES = 96 * MIB;
/** A ledger of a million records takes about this much while it grows. */
const PLENTY_BYTES = 1024 * MIB;
/** The ledger, its journal, its lock, a correction sheet and their work files. */
const NEEDED_NAMES = 16;

export function judgeSpace({ path, freeBytes, freeNames }: Space): HereFinding {
  const params = { path, free: freeBytes };
  if (freeBytes < NEEDED_BYTES) return faulty('disk-space', 'bad', 'full', { ...params, needed: NEEDED_BYTES });
  if (freeNames !== undefined && freeNames < NEEDED_NAMES) return faulty('disk-space', 'bad', 'names', { path });
  if (freeBytes < PLENTY_BYTES) return faulty('disk-space', 'note', 'scarce', params);
  return good('disk-space', params);
}
