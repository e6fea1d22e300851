/**
 * Fetching a secret from where the configuration says it is. It is never written anywhere, and no message holds it or
 * its command.
 */
import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { readOwnFile } from '../disk/own-file.ts';
import { RunError, systemCode } from '../errors.ts';
import type { AuthOptions } from './targets/auth.ts';

/** How long a command may think (a password manager may ask a server of its own). */
const COMMAND_LIMIT_MS = 30_000;
/** No token is longer; a file that is, is the wrong file. */
const LONGEST_SECRET = 64 * 1024;
/** Node refuses to send these (RFC 9110, 5.5): a curly quotation mark of a word processor, a control character. */
const NO_HEADER_CARRIES = /[^\t\u0020-\u007e\u0080-\u00ff]/;

/** Ends a process and all that it has started; silent where there is none any more. */
export type EndGroup = (pid: number) => void;

/**
 * The token, password, client secret or private key of `auth`; undefined for type `none`. A byte order mark and one
 * trailing line ending are taken off. Only a private key may have several lines. `path` is where `auth` stands (`target.auth`), for messages; `uid`: see `readOwnFile`;
 * `endGroup`: see Context. Throws SECRET_UNREADABLE {key, file?, detail} and SETTINGS_UNSAFE.
 */
export async function readSecret(
  auth: AuthOptions,
  path = 'target.auth',
  limitMs = COMMAND_LIMIT_MS,
  uid?: number,
  endGroup: EndGroup = () => undefined,
): Promise<string | undefined> {
  if (auth.type === 'none') return undefined;
  const { word, file, command } = placeOf(auth);
  const fault = (detail: string): RunError =>
    new RunError('SECRET_UNREADABLE', {
      key: `${path}.${word}${file === undefined ? 'Command' : 'File'}`,
      ...(file ? { file } : {}),
      detail,
    });
  const reader = { uid, endGroup };
  if (auth.type === 'smart') return textOf({ file, command }, limitMs, reader, fault);
  const secret = await lineOf({ file, command }, limitMs, reader, fault);
  // Basic sends it in base64 and a client secret is encoded, which carries everything.
  if ((auth.type === 'bearer' || auth.type === 'apitoken') && NO_HEADER_CARRIES.test(secret))
    throw fault('a character that no token has');
  return secret;
}

function placeOf(auth: Exclude<AuthOptions, { type: 'none' }>): { word: string } & Omit<SecretPlace, 'place'> {
  switch (auth.type) {
    case 'bearer':
    case 'apitoken':
      return { word: 'token', file: auth.tokenFile, command: auth.tokenCommand };
    case 'basic':
      return { word: 'password', file: auth.passwordFile, command: auth.passwordCommand };
    case 'oauth2':
      return { word: 'clientSecret', file: auth.clientSecretFile, command: auth.clientSecretCommand };
    case 'smart':
      return { word: 'privateKey', file: auth.privateKeyFile, command: auth.privateKeyCommand };
  }
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

/** `place`: the option that says where it is, for messages. */
export interface SecretPlace {
  readonly place: string;
  readonly file?: string | undefined;
  readonly command?: string | undefined;
}

/** Who asks: whose files must be safe (`readOwnFile`), and how a command that hangs is ended. */
export interface SecretReader {
  readonly uid: number | undefined;
  readonly endGroup: EndGroup;
  /** How long a command may think, where it is less than usual; in milliseconds. */
  readonly limitMs?: number | undefined;
}

/**
 * The first line of a file or of what a command prints: a key, or a passphrase. Throws SECRET_UNREADABLE {key, file?,
 * detail} and SETTINGS_UNSAFE.
 */
export async function readSecretLine(
  { place, file, command }: SecretPlace,
  { uid, endGroup, limitMs = COMMAND_LIMIT_MS }: SecretReader,
): Promise<string> {
  const fault = (detail: string): RunError =>
    new RunError('SECRET_UNREADABLE', { key: place, ...(file ? { file } : {}), detail });
  return lineOf({ file, command }, Math.min(limitMs, COMMAND_LIMIT_MS), { uid, endGroup }, fault);
}

/** The same of what goes into a header. */
export async function readHeaderSecret(from: SecretPlace, reader: SecretReader): Promise<string> {
  const secret = await readSecretLine(from, reader);
  if (!NO_HEADER_CARRIES.test(secret)) return secret;
  const { place, file } = from;
  throw new RunError('SECRET_UNREADABLE', {
    key: place,
    ...(file ? { file } : {}),
    detail: 'a character that no header carries',
  });
}

async function lineOf(...where: Parameters<typeof textOf>): Promise<string> {
  const [, , , fault] = where;
  const secret = await textOf(...where);
  // A header cannot carry it, and a file of several lines is rarely the right file.
  if (/[\r\n\0]/.test(secret)) throw fault('more than one line');
  return secret;
}

async function textOf(
  { file, command }: Omit<SecretPlace, 'place'>,
  limitMs: number,
  { uid, endGroup }: SecretReader,
  fault: (detail: string) => RunError,
): Promise<string> {
  const text =
    file === undefined ? await fromCommand(command ?? '', limitMs, fault, endGroup) : await fromFile(file, fault, uid);
  const secret = text.replace(/^\ufeff/, '').replace(/\r?\n$/, '');
  if (secret.trim() === '') throw fault('empty');
  if (secret.length > LONGEST_SECRET) throw fault('more than one line');
  return secret;
}

/**
 * What a command has printed is there so soon after its end, in milliseconds; a child that it leaves behind may hold
 * the pipe for ever.
 */
const LAST_WORDS_MS = 250;

/**
 * What the command prints. It runs in the machine's shell, hears nothing and may complain on nobody's screen. It is the
 * head of a group of its own, which is ended with it: what it starts in the background and leaves behind, too.
 */
function fromCommand(
  command: string,
  limitMs: number,
  fault: (detail: string) => RunError,
  endGroup: EndGroup,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const detached = platform() !== 'win32';
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'ignore'], windowsHide: true, detached });
    const printed: Buffer[] = [];
    let length = 0;
    let lastWords: NodeJS.Timeout | undefined;
    let ended = false;
    const end = (): void => {
      // Once: its number may be another's soon.
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      clearTimeout(lastWords);
      child.kill('SIGKILL');
      if (detached && child.pid !== undefined) endGroup(child.pid);
      child.stdout.destroy();
    };
    const stop = (detail: string): void => {
      end();
      reject(fault(detail));
    };
    const done = (code: number | null, signal: NodeJS.Signals | null): void => {
      end();
      if (code === 0) resolve(Buffer.concat(printed).toString('utf8'));
      else reject(fault(signal ?? `exit ${code}`));
    };
    const timer = setTimeout(() => stop(`${limitMs / 1_000} s`), limitMs);
    child.stdout.on('data', (part: Buffer) => {
      printed.push(part);
      length += part.length;
      if (length > LONGEST_SECRET) stop('more than one line');
    });
    child.on('error', (error) => stop(systemCode(error) ?? 'shell'));
    child.on('exit', (code, signal) => {
      lastWords = setTimeout(() => done(code, signal), LAST_WORDS_MS);
    });
    child.on('close', done);
  });
}
