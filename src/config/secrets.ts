/** Fetching a secret from where the configuration says it is. It is never written anywhere, and no message holds it or its command. */
import { spawn } from 'node:child_process';
import { readOwnFile } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import type { AuthOptions } from './schema.ts';

/** How long a command may think (a password manager may ask a server of its own). */
const COMMAND_LIMIT_MS = 30_000;
/** No token is longer; a file that is, is the wrong file. */
const LONGEST_SECRET = 64 * 1024;
/** Node refuses to send these (RFC 9110, 5.5): a curly quotation mark of a word processor, a control character. */
const NO_HEADER_CARRIES = /[^\t\u0020-\u007e\u0080-\u00ff]/;

/**
 * The token or password of `auth`; undefined for type `none`. A byte order mark and one trailing line ending are taken off. `path` is where `auth` stands
 * (`target.auth`), for messages; `uid`: see `readOwnFile`. Throws SECRET_UNREADABLE {key, file?, detail} and SETTINGS_UNSAFE.
 */
export async function readSecret(
  auth: AuthOptions,
  path = 'target.auth',
  limitMs = COMMAND_LIMIT_MS,
  uid?: number,
): Promise<string | undefined> {
  if (auth.type === 'none') return undefined;
  const word = auth.type === 'bearer' ? 'token' : 'password';
  const file = auth[`${word}File`];
  const command = auth[`${word}Command`];
  const fault = (detail: string): RunError =>
    new RunError('SECRET_UNREADABLE', {
      key: `${path}.${word}${file === undefined ? 'Command' : 'File'}`,
      ...(file ? { file } : {}),
      detail,
    });
  const text = file === undefined ? await fromCommand(command ?? '', limitMs, fault) : await fromFile(file, fault, uid);
  const secret = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');
  if (secret.trim() === '') throw fault('empty');
  // A header cannot carry it, and a file of several lines is rarely the right file.
  if (/[\r\n\0]/.test(secret) || secret.length > LONGEST_SECRET) throw fault('more than one line');
  // Basic sends it in base64, which carries everything.
  if (auth.type === 'bearer' && NO_HEADER_CARRIES.test(secret)) throw fault('a character that no token has');
  return secret;
}

async function fromFile(file: string, fault: (detail: string) => RunError, uid: number | undefined): Promise<string> {
  try {
    return (await readOwnFile(file, 'secret', uid)).toString();
  } catch (error) {
    const code = systemCode(error);
    if (error instanceof RunError || code === undefined) throw error;
    throw fault(code);
  }
}

/** What the command prints. It runs in the machine's shell, hears nothing and may complain on nobody's screen. */
function fromCommand(command: string, limitMs: number, fault: (detail: string) => RunError): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true });
    const printed: Buffer[] = [];
    let length = 0;
    const stop = (detail: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      // A grandchild may hold the pipe open for as long as it likes; we have stopped listening.
      child.stdout.destroy();
      reject(fault(detail));
    };
    const timer = setTimeout(() => stop(`${limitMs / 1_000} s`), limitMs);
    child.stdout.on('data', (part: Buffer) => {
      printed.push(part);
      length += part.length;
      if (length > LONGEST_SECRET) stop('more than one line');
    });
    child.on('error', (error) => stop(systemCode(error) ?? 'shell'));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code === 0) resolve(Buffer.concat(printed).toString('utf8'));
      else reject(fault(signal ?? `exit ${code}`));
    });
  });
}
