/**
 * The built program as a process of its own: what a person and cron start. Its environment is `PATH` only, but for what
 * Node itself reads.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../bin/vax-upload.js', import.meta.url));
/**
 * Where Node keeps what it has compiled. The tests start the program some thousand times; compiled anew it takes 0.3 s
 * of the processor each time, so 0.2 s.
 */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url));

/** The environment of a program that is started here. */
export const ENVIRONMENT = { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILED } as const;

export interface Ended {
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly out: string;
  readonly err: string;
}

export interface ProgramOptions {
  /** The working folder: a temporary one, for the ledger is made there. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Longer than this is a failure; milliseconds. */
  readonly within?: number;
  /** Comes to it on standard input; without it, nothing does. */
  readonly input?: string;
}

/** Runs `vax-upload …` to its end. Nothing can be typed into it. */
export function vaxUpload(args: readonly string[], options: ProgramOptions): Promise<Ended> {
  return run(process.execPath, [PROGRAM, ...args], options);
}

/** Runs any program to its end. Rejects when it cannot be started or takes longer than `within`. */
export function run(
  file: string,
  args: readonly string[],
  { cwd, env = {}, within = 60_000, input }: ProgramOptions,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env: { ...ENVIRONMENT, ...env },
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    }) as ChildProcessByStdio<Writable | null, Readable, Readable>;
    // A program that needs none of it may have ended before it was read.
    child.stdin?.on('error', () => undefined).end(input);
    const said = { out: '', err: '' };
    for (const [stream, name] of [[child.stdout, 'out'] as const, [child.stderr, 'err'] as const]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said[name] += text;
      });
    }
    const limit = setTimeout(() => child.kill('SIGKILL'), within);
    child.on('error', reject);
    child.on('close', (exitCode) => {
      clearTimeout(limit);
      if (child.killed) reject(new Error(`Not ended after ${within} ms: ${args.join(' ')}\n${said.out}${said.err}`));
      else resolve({ exitCode: exitCode ?? undefined, ...said });
    });
  });
}
