/**
 * A command of the admin's own. It runs in the machine's shell, as the commands that print secrets do; it gets counts
 * as variables and as JSON, and what it prints is dropped. It heads a group of its own, which is ended with it when the
 * time is over.
 */
import { spawn } from 'node:child_process';
import { platform } from 'node:os';
import { RunError, systemCode } from '../errors.ts';
import { toldVariables } from './told-json.ts';
import type { Message, Teller } from './way.ts';

export interface CommandParts {
  readonly command: string;
  readonly when: Teller['when'];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly endGroup: (pid: number) => void;
  /** For the message of one that was ended, in milliseconds. */
  readonly limitMs: number;
}

const KEY = 'notify.command';

export function commandTeller(parts: CommandParts): Teller {
  return {
    way: 'command',
    key: KEY,
    host: () => undefined,
    when: parts.when,
    tell: (message, signal) => run(parts, message, signal),
    close: () => undefined,
  };
}

function run(
  { command, cwd, env, endGroup, limitMs }: CommandParts,
  { json }: Message,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const detached = platform() !== 'win32';
    const child = spawn(command, {
      shell: true,
      cwd,
      env: { ...env, ...toldVariables(json) },
      stdio: ['pipe', 'ignore', 'ignore'],
      windowsHide: true,
      detached,
    });
    const fault = (detail: string): RunError => new RunError('NOTIFY_COMMAND', { key: KEY, detail });
    const end = (): void => {
      child.kill('SIGKILL');
      if (detached && child.pid !== undefined) endGroup(child.pid);
      child.stdin.destroy();
      reject(fault(`${limitMs / 1_000} s`));
    };
    signal.addEventListener('abort', end, { once: true });
    child.on('error', (error) => {
      signal.removeEventListener('abort', end);
      reject(fault(systemCode(error) ?? 'shell'));
    });
    child.on('exit', (code, name) => {
      signal.removeEventListener('abort', end);
      child.stdin.destroy();
      if (code === 0) resolve();
      else reject(fault(name ?? `exit ${code}`));
    });
    // Whoever does not read its standard input closes it.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${JSON.stringify(json)}\n`);
    if (signal.aborted) end();
  });
}
