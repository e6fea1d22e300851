/**
 * Every byte that a program writes anywhere, by the file (or stream) it goes to: taken from its system calls, so that
 * nothing escapes because it is deleted again, renamed, or written by a library.
 */
import { readFileSync } from 'node:fs';

/** Calls that write to what is open. Network and pipes between its own threads are told apart by what is written to. */
const CALLS = 'write,pwrite64,writev,pwritev,pwritev2';

/** The command before the command. */
export function straceWrites(log: string, more: readonly string[] = []): string[] {
  return ['strace', '-f', '-qq', '-y', '-xx', '-s', '4194304', '-o', log, '-e', `trace=${CALLS}`, ...more];
}

/** What is written to a server, to the kernel or to another thread is no place where something stays. */
const NO_PLACE = /^(?:TCP|UDP|UNIX|NETLINK|socket:|anon_inode:|\/dev\/null|\/proc\/)/;

/** Path → everything that was written to it, in the order of writing. Standard streams are `pipe:[…]`. */
export function writtenIn(log: string): Map<string, Buffer> {
  const parts = new Map<string, Buffer[]>();
  for (const line of readFileSync(log, 'latin1').split('\n')) {
    const call = /^\d+\s+(?:p?write(?:64|v|v2)?)\(\d+<((?:[^>\\]|\\x[0-9a-f]{2})*)>, (.*)$/.exec(line);
    if (!call) continue;
    const path = unescaped(call[1] ?? '').toString();
    if (NO_PLACE.test(path)) continue;
    const bytes = Array.from((call[2] ?? '').matchAll(/"((?:\\x[0-9a-f]{2})*)"/g), ([, text = '']) => unescaped(text));
    parts.set(path, [...(parts.get(path) ?? []), ...bytes]);
  }
  return new Map(Array.from(parts, ([path, chunks]) => [path, Buffer.concat(chunks)]));
}

function unescaped(text: string): Buffer {
  if (!text.includes('\\x')) return Buffer.from(text, 'latin1');
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}

/** A datum in all the forms in which a program may write it without meaning to. */
function formsOf(datum: string): readonly Buffer[] {
  const spelled = [...new Set([datum, datum.toUpperCase(), datum.toLowerCase()])];
  return spelled.flatMap((text) => {
    const utf8 = Buffer.from(text);
    const utf16 = Buffer.from(text, 'utf16le');
    const hex = utf8.toString('hex');
    return [
      utf8,
      utf16,
      Buffer.from(utf16).swap16(),
      Buffer.from(hex),
      Buffer.from(hex.toUpperCase()),
      ...base64Forms(utf8),
      Buffer.from(encodeURIComponent(text)),
    ];
  });
}

/** Base64 of a text that begins anywhere in what is encoded: what of it does not depend on what stands around it. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const first = shift === 0 ? 0 : shift + 1;
    const whole = Math.floor(((bytes.length + shift) * 8) / 6);
    return Buffer.from(text.slice(first, whole));
  });
}

/** Which of these data stand in the bytes, in whichever form. */
export function foundIn(bytes: Buffer, data: readonly string[]): string[] {
  return data.filter((datum) => formsOf(datum).some((form) => bytes.includes(form)));
}
