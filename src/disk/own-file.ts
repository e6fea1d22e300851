/**
 * Files that a run follows without asking: its configuration, the names of its mapping, its key, its token. Whoever can
 * write them decides what is run and where records go, and whoever can read a secret has it, so they are looked at as
 * ssh looks at its own (`ssh_config`(5), sshkey_perm_ok).
 *
 * The open file is asked, not its name, which may be another file by then. Windows has no such owners and modes:
 * nothing is asked there (`uid` undefined).
 */
import { closeSync, fstatSync, openSync, readFileSync, type Stats, statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RunError } from '../errors.ts';

/** `secret`: nobody else may even read it. */
export type OwnFileKind = 'settings' | 'secret';

/** What is asked of a file and of its folder. */
type Ownership = Pick<Stats, 'uid' | 'mode'>;

const [OTHERS_WRITE, ANYBODY_WRITES, OTHERS, STICKY] = [0o022, 0o002, 0o077, 0o1000];

/**
 * Reads a file that must be ours. `uid`: the user we act as; undefined where the system has no such users.
 * Throws what the system says, and SETTINGS_UNSAFE {path, why, cure, owner} for a file that somebody else owns (the
 * superuser excepted), that others can write, that lies where everybody can exchange it, or that is a secret of ours
 * and open to others.
 */
export async function readOwnFile(path: string, kind: OwnFileKind, uid: number | undefined): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    if (uid !== undefined) refuse(path, kind, uid, await file.stat(), await stat(dirname(path)));
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** The same at once, for what is small and read while nothing else goes on. */
export function readOwnFileSync(path: string, kind: OwnFileKind, uid: number | undefined): Buffer {
  const file = openSync(path, 'r');
  try {
    if (uid !== undefined) refuse(path, kind, uid, fstatSync(file), statSync(dirname(path)));
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
}

function refuse(path: string, kind: OwnFileKind, uid: number, file: Ownership, folder: Ownership): void {
  const fault = faultOf(path, kind, uid, file, folder);
  if (fault) throw new RunError('SETTINGS_UNSAFE', { path, owner: file.uid, ...fault });
}

/**
 * A secret of the superuser may be open to whom it was given to (a mounted secret of a container): only its owner could
 * change that.
 */
function faultOf(
  path: string,
  kind: OwnFileKind,
  uid: number,
  file: Ownership,
  folder: Ownership,
): { readonly why: string; readonly cure: string } | undefined {
  const own = file.uid === uid;
  if (!own && file.uid !== 0) return { why: 'owner', cure: `chown ${uid} ${inShell(path)}` };
  const isOpen = kind === 'secret' && own && (file.mode & OTHERS) !== 0;
  if (isOpen)
    return { why: (file.mode & OTHERS_WRITE) === 0 ? 'readable' : 'writable', cure: `chmod 600 ${inShell(path)}` };
  if ((file.mode & OTHERS_WRITE) !== 0) return { why: 'writable', cure: `chmod go-w ${inShell(path)}` };
  if ((folder.mode & ANYBODY_WRITES) !== 0 && (folder.mode & STICKY) === 0)
    return { why: 'folder', cure: `chmod o-w ${inShell(dirname(path))}` };
  return undefined;
}

/** As a word of a command line. */
export function inShell(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
