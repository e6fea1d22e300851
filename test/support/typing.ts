/** A program on a real terminal (a pseudo-terminal of util-linux' `script`), and somebody who types when it asks. */
import { execFileSync, spawn } from 'node:child_process';
import type { Ended } from './program.ts';

/** Makes a terminal for another program. */
export const PTY = 'script';

export const hasTerminal: boolean = (() => {
  try {
    return execFileSync(PTY, ['--version'], { encoding: 'utf8' }).includes('util-linux');
  } catch {
    return false;
  }
})();

export const ENTER = '\r';
export const CTRL_C = '\u0003';
export const CTRL_D = '\u0004';

/** What is typed once the screen, from the last key on, shows something; at once, or after a while. */
export type Keys = readonly (readonly [shown: RegExp, keys: string, afterMs?: number])[];

/**
 * Everything the program shows is `out`, on a screen of 100 columns. A key that is never asked for is an error, and the
 * program is ended.
 */
export function typedInto(
  command: string,
  keys: Keys,
  {
    cwd,
    env = {},
    within = 300_000,
  }: { readonly cwd: string; readonly env?: Readonly<Record<string, string>>; readonly within?: number },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(PTY, ['-qec', `stty cols 100 rows 40; exec ${command}`, '/dev/null'], {
      cwd,
      env: { PATH: process.env['PATH'], TERM: 'xterm', SHELL: '/bin/sh', ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const left = [...keys];
    let out = '';
    let seen = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const [next] = left;
      if (!next?.[0].test(out.slice(seen))) return;
      left.shift();
      seen = out.length;
      setTimeout(() => child.stdin.write(next[1]), next[2] ?? 0);
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), within);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(limit);
      if (left.length > 0) reject(new Error(`never asked for ${String(left[0]?.[0])}:\n${out}`));
      else resolve({ exitCode: exitCode ?? undefined, out: out.replaceAll('\r\n', '\n'), err: '' });
    });
  });
}
