/** The secret of the installation: 32 random bytes in a file of its own (0600), made at first use. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskError } from '../../disk/disk-error.ts';
import { readOwnFile } from '../../disk/own-file.ts';
import { knowsNoLinks } from '../../disk/write-file.ts';
import { RunError, systemCode } from '../../errors.ts';

const BYTES = 32;

/**
 * Reads the secret, or makes it when neither it nor a ledger exists. A ledger without its secret cannot be read:
 * LEDGER_KEY_MISSING says so instead of making a new one. `uid`: see `readOwnFile`, whose SETTINGS_UNSAFE it throws.
 */
export async function loadSecret(path: string, ledgerExists: boolean, uid?: number): Promise<Uint8Array> {
  try {
    const secret = await readSecret(path, uid);
    // Left by a run that was killed while it made the secret. Where it cannot be removed it does no harm: it was never
    // used, or is this very secret.
    await rm(unfinished(path), { force: true }).catch(() => undefined);
    return secret;
  } catch (error) {
    if (!(error instanceof RunError) || error.code !== 'LEDGER_KEY_MISSING' || ledgerExists) throw error;
  }
  await makeSecret(path);
  return readSecret(path, uid);
}

/** Reads the secret; LEDGER_KEY_MISSING when there is none, LEDGER_KEY_WRONG when the file is none. Changes nothing. */
export async function readSecret(path: string, uid: number | undefined): Promise<Uint8Array> {
  try {
    const secret = await readOwnFile(path, 'secret', uid);
    if (secret.length === BYTES) return secret;
  } catch (error) {
    const code = systemCode(error) ?? '';
    if (code === 'ENOENT') throw new RunError('LEDGER_KEY_MISSING', { path }, { cause: error });
    if (code === 'EACCES' || code === 'EPERM') throw new RunError('LEDGER_FORBIDDEN', { path, code }, { cause: error });
    throw diskError(error, path);
  }
  throw new RunError('LEDGER_KEY_WRONG', { path });
}

const unfinished = (path: string): string => `${path}.new`;

/**
 * Writes the secret beside its place and puts it there when it is safely on the disk: a run that is killed in between
 * must not leave half a key, which would look like the wrong one for ever.
 */
async function makeSecret(path: string): Promise<void> {
  const temporary = unfinished(path);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeSecret(temporary, randomBytes(BYTES));
    await putInPlace(temporary, path);
    await forceFolderOf(path);
    await rm(temporary, { force: true });
  } catch (error) {
    // Another first run, with a ledger of its own, makes the same secret at this moment.
    const raced = ['EEXIST', 'ENOENT'].includes(systemCode(error) ?? '');
    throw raced ? new RunError('LEDGER_BUSY', { path }, { cause: error }) : diskError(error, path);
  }
}

async function writeSecret(path: string, secret: Uint8Array): Promise<void> {
  await rm(path, { force: true });
  const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    await file.writeFile(secret);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without this the name itself may be lost with the power, and with it every sealed body. */
async function forceFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), constants.O_RDONLY);
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const next = (path: string): string => `${path}.next`;

/**
 * Writes the secret that is to take the place of the one at `path`, beside it and safely on the disk. Throws the
 * RunErrors of the disk.
 */
export async function writeNextSecret(path: string, secret: Uint8Array): Promise<void> {
  try {
    await writeSecret(next(path), secret);
    await forceFolderOf(path);
  } catch (error) {
    throw diskError(error, path);
  }
}

/** Puts it there. Until this has happened the old one is in its place, whole. Throws the RunErrors of the disk. */
export async function putNewSecret(path: string): Promise<void> {
  try {
    await rename(next(path), path);
    await forceFolderOf(path);
  } catch (error) {
    throw diskError(error, path);
  }
}

/**
 * A link, unlike a rename, never replaces a secret that somebody else has put there. FAT and some network drives have
 * no links.
 */
async function putInPlace(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if (!knowsNoLinks(systemCode(error) ?? '')) throw error;
    await rename(temporary, path);
  }
}
