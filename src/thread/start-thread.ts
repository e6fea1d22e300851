/**
 * The one place that knows where the modules of threads lie: beside us in sources and in `dist`, inside of the program
 * where it is one single file (build/sea.ts puts them there, each bundled with all that it imports).
 */
import { getAsset, isSea } from 'node:sea';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/** A module that runs on a thread of its own: its path below src/ without ending. */
export type ThreadScript = `${string}-thread`;

/** Starts it. What it needs of this process is handed on in `workerData` and nowhere else. */
export function startThread(script: ThreadScript, options: WorkerOptions): Worker {
  const alone = { ...options, execArgv: [], env: {} };
  if (isSea()) return new Worker(getAsset(`${script}.js`, 'utf8'), { ...alone, eval: true });
  // Sources run as they are in development and are built for use.
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`../${script}.${ending}`, import.meta.url), alone);
}
