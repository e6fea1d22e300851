/** One program run in a process of its own: how long, how much memory, which exit code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { text } from 'node:stream/consumers';

export interface Measured {
  readonly seconds: number;
  /** Peak of resident memory; undefined when the program died before it could say so. */
  readonly peakMegabytes: number | undefined;
  /** Time on a processor, all threads: what a busy machine changes least. Undefined as the peak is. */
  readonly processorSeconds: number | undefined;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `node ARGUMENTS` in `folder`. The environment is bare, so that no setting of this machine counts. */
export async function measure(args: readonly string[], folder: string, withPeak = true): Promise<Measured> {
  const preload = withPeak ? ['--import', join(import.meta.dirname, 'report-peak.ts')] : [];
  const begun = performance.now();
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [stdout, stderr, peak] = [child.stdout, child.stderr, child.stdio[3]].map((stream) =>
    text(stream as NodeJS.ReadableStream),
  );
  const [exitCode] = (await once(child, 'close')) as [number | null];
  const seconds = (performance.now() - begun) / 1000;
  const [kilobytes = Number.NaN, milliseconds = Number.NaN] = ((await peak) ?? '')
    .split(' ')
    .map((word) => Number.parseInt(word, 10));
  return {
    seconds,
    peakMegabytes: Number.isNaN(kilobytes) ? undefined : kilobytes / 1024,
    processorSeconds: Number.isNaN(milliseconds) ? undefined : milliseconds / 1000,
    exitCode,
    stdout: (await stdout) ?? '',
    stderr: (await stderr) ?? '',
  };
}

/** The middle one of several numbers. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
