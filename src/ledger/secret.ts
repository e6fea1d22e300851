/** The secret of the installation: 32 random bytes in a file of its own (0600), made at first use. */
import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { RunError, systemCode } from '../errors.ts';
import { diskError } from './disk.ts';

const BYTES = 32;

/**
 * Reads the secret, or makes it when neither it nor a ledger exists. A ledger without its secret cannot be read:
 * LEDGER_KEY_MISSING says so instead of making a new one.
 */
export async function loadSecret(path: string, ledgerExists: boolean): Promise<Uint8Array> {
  try {
    return await readSecret(path);
  } catch (error) {
    if (!(error instanceof RunError) || error.code !== 'LEDGER_KEY_MISSING' || ledgerExists) throw error;
  }
  return makeSecret(path);
}

/** Reads the secret; LEDGER_KEY_MISSING when there is none, LEDGER_KEY_WRONG when the file is none. */
export async function readSecret(path: string): Promise<Uint8Array> {
  try {
    const secret = await readFile(path);
    if (secret.length === BYTES) return secret;
  } catch (error) {
    throw systemCode(error) === 'ENOENT'
      ? new RunError('LEDGER_KEY_MISSING', { path }, { cause: error })
      : diskError(error, path);
  }
  throw new RunError('LEDGER_KEY_WRONG', { path });
}

async function makeSecret(path: string): Promise<Uint8Array> {
  const secret = randomBytes(BYTES);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
    try {
      await file.writeFile(secret);
      await file.sync();
    } finally {
      await file.close();
    }
    // Without this the name itself may be lost with the power, and with it every sealed body.
    const folder = await open(dirname(path), constants.O_RDONLY);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  } catch (error) {
    throw diskError(error, path);
  }
  return secret;
}
