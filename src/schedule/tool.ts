/** Programs of the system that keep schedules: crontab, systemctl, schtasks. */
import { spawn } from 'node:child_process';
import { RunError, systemCode } from '../errors.ts';
import { oneLine } from '../printable.ts';

/** A tool that does not come to an end is none, in milliseconds. */
const LONGEST_MS = 60_000;

export interface Said {
  readonly exitCode: number;
  /** Bytes as they came, as latin1. */
  readonly out: string;
  readonly err: string;
}

export interface Tools {
  /** Runs one to its end with `input` (latin1). @throws RunError SCHEDULE_TOOL where it is not there. */
  run(words: readonly [string, ...string[]], input?: string): Promise<Said>;
}

export function toolsOf(env: Readonly<Record<string, string | undefined>>): Tools {
  return {
    run: ([file, ...args], input = '') =>
      new Promise((resolve, reject) => {
        // What crontab says of an empty one is recognised in English.
        const child = spawn(file, args, { env: { ...env, LC_ALL: 'C' }, timeout: LONGEST_MS });
        const said = { out: '', err: '' };
        child.stdout.setEncoding('latin1').on('data', (text: string) => {
          said.out += text;
        });
        child.stderr.setEncoding('latin1').on('data', (text: string) => {
          said.err += text;
        });
        child.on('error', (error) => {
          const params = { tool: file, detail: systemCode(error) ?? '' };
          reject(new RunError('SCHEDULE_TOOL', params, { cause: error }));
        });
        child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, ...said }));
        // A tool that has ended before it has read everything says why by its exit code.
        child.stdin.on('error', () => undefined);
        child.stdin.end(input, 'latin1');
      }),
  };
}

export async function mustRun(tools: Tools, words: readonly [string, ...string[]], input?: string): Promise<string> {
  return outOf(words, await tools.run(words, input));
}

/** What it printed. @throws RunError SCHEDULE_TOOL {tool, detail} where it failed; `detail` are its own words. */
export function outOf(words: readonly string[], { exitCode, out, err }: Said): string {
  if (exitCode === 0) return out;
  throw new RunError('SCHEDULE_TOOL', {
    tool: words.join(' '),
    detail: oneLine(err || out, 200) || `exit ${exitCode}`,
  });
}
