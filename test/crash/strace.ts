/**
 * Faults at exact system calls, by strace's tampering: SIGKILL instead of the Nth fsync, "no space left" from the Nth
 * write.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Call =
  | 'fsync'
  | 'pwrite64'
  | 'write'
  | 'writev'
  | 'pread64'
  | 'openat'
  | 'rename'
  | 'link'
  | 'unlink'
  | 'ftruncate'
  | 'mkdir';
export type Disaster = 'SIGKILL' | 'EIO' | 'ENOSPC' | 'EROFS' | 'EACCES';

export interface Fault {
  readonly call: Call;
  readonly disaster: Disaster;
  /** Which call, 1-based, of each thread. */
  readonly nth: number;
  /** And every one after it: a disk that stays full. */
  readonly lasting?: boolean;
  /** Only calls about these files, absolute. */
  readonly paths: readonly string[];
}

/** Why exact faults cannot be had here; undefined when they can. */
export function whyNoStrace(): string | undefined {
  const trial = spawnSync('strace', ['-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e', 'trace=openat', 'true'], {
    encoding: 'utf8',
  });
  if (trial.error) return 'strace is not installed';
  return trial.status === 0 ? undefined : `strace may not trace here: ${trial.stderr.trim()}`;
}

/** The command before the command. What strace saw is written to `log`. */
export function straceFor({ call, disaster, nth, lasting, paths }: Fault, log: string): string[] {
  const [what, fast] = disaster === 'SIGKILL' ? ['signal=SIGKILL', false] : [`error=${disaster}`, true];
  return [...watch([call], paths, log, fast), '-e', `inject=${call}:${what}:when=${nth}${lasting ? '+' : ''}`];
}

/** `fast`: the kernel filters. It is three times as quick, but most signals are lost on the way then (strace 6.1). */
function watch(calls: readonly Call[], paths: readonly string[], log: string, fast: boolean): string[] {
  return [
    'strace',
    '-f',
    ...(fast ? ['--seccomp-bpf'] : []),
    '-qq',
    '-o',
    log,
    '-e',
    `trace=${calls.join(',')}`,
    ...paths.flatMap((path) => ['-P', path]),
  ];
}

/** As above, without any fault: for counting. */
export function straceToCount(calls: readonly Call[], paths: readonly string[], log: string): string[] {
  return [...watch(calls, paths, log, true), '-y'];
}

/**
 * What strace saw: each call once, with its thread. `text` names the file behind each descriptor when it was asked to.
 */
export function callsIn(log: string): { readonly thread: string; readonly call: string; readonly text: string }[] {
  return readFileSync(log, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const match = /^(\d+)\s+(\w+)\((.*)/.exec(line);
      return match ? [{ thread: match[1] ?? '', call: match[2] ?? '', text: match[3] ?? '' }] : [];
    });
}

/** How many calls of a kind the busiest thread made: up to there `nth` finds something. */
export function mostCalls(log: string, call: Call): number {
  const counts = new Map<string, number>();
  for (const seen of callsIn(log)) if (seen.call === call) counts.set(seen.thread, (counts.get(seen.thread) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

export function hasFired(log: string): boolean {
  return readFileSync(log, 'utf8').includes('(INJECTED)');
}
