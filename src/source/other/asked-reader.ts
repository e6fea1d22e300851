/**
 * This end of the thread on which a library reads: it asks, lets it use so much of a processor and no more, and
 * believes that the library may hang, crash or eat memory.
 */
import type { Worker } from 'node:worker_threads';
import { RunError } from '../../errors.ts';
import { watchProcessor } from '../../thread/processor-time.ts';
import { startThread } from '../../thread/start-thread.ts';
import type { OtherAnswer, OtherFile, RowsWanted } from './answers.ts';

/** What a library may cost before the file is given up. */
export interface OtherLimits {
  /** Bytes of the file: such files are read whole. 65,536 rows of twenty columns are 10 MB in .xls. */
  readonly maxFileBytes: number;
  /** Unpacked bytes of all parts of an .ods or .xlsb. */
  readonly maxUnpackedBytes: number;
  readonly maxHeapMb: number;
  /**
   * Of a processor until an answer, in milliseconds: so long for any file, and so much more for each of its megabytes.
   */
  readonly processorMs: number;
  readonly processorMsPerMb: number;
}

export const OTHER_LIMITS: OtherLimits = {
  maxFileBytes: 96 * 2 ** 20,
  maxUnpackedBytes: 512 * 2 ** 20,
  maxHeapMb: 900,
  processorMs: 15_000,
  processorMsPerMb: 1500,
};

/** A thread that reads one file. */
export interface AskedReader {
  /**
   * The sheets, when it was started without a wish; else the rows wished for. @throws RunError FILE_DAMAGED,
   * FILE_TOO_LARGE, FILE_TOO_SLOW, FILE_ENCRYPTED, FILE_TYPE.
   */
  next(wish?: RowsWanted): Promise<Exclude<OtherAnswer, { kind: 'failed' }>>;
  /** Ends the thread, even in the middle of something. Idempotent. */
  close(): Promise<void>;
}

/**
 * Starts the thread; its first answer, without a wish, is the list of sheets. `name` is what messages call the file.
 */
export function startReader(file: OtherFile, name: string, limits: OtherLimits): AskedReader {
  const worker = startThread('source/other/reader-thread', {
    workerData: file,
    resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMb, maxYoungGenerationSizeMb: 16 },
    // What a library prints about a file may hold text of a cell: nobody reads these.
    stdout: true,
    stderr: true,
  });
  const most = limits.processorMs + (file.bytes.length / 2 ** 20) * limits.processorMsPerMb;
  let heard: OtherAnswer | RunError | undefined;
  let wake: () => void = () => undefined;
  const hear = (what: OtherAnswer | RunError): void => {
    heard ??= what;
    wake();
  };
  const damaged = (cause?: unknown): RunError => new RunError('FILE_DAMAGED', { file: name }, { cause });
  const tooSlow = (): RunError => new RunError('FILE_TOO_SLOW', { file: name, seconds: Math.ceil(most / 1000) });
  worker.on('message', hear);
  worker.on('error', (error: Error & { code?: string }) => {
    const tooLarge = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    hear(
      tooLarge
        ? new RunError('FILE_TOO_LARGE', { file: name, limit: 'maxHeapMb', max: limits.maxHeapMb })
        : damaged(error),
    );
  });
  worker.on('exit', () => hear(damaged()));
  let ending_: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    ending_ ??= worker.terminate();
    await ending_;
  };
  return {
    close,
    next: async (wish) => {
      if (wish) worker.postMessage(wish);
      const answer = await withinTime(
        worker,
        most,
        () => heard,
        (resolve) => {
          wake = resolve;
        },
      );
      if (!(answer instanceof RunError)) heard = undefined;
      if (answer !== undefined && !(answer instanceof RunError) && answer.kind !== 'failed') return answer;
      await close();
      if (answer instanceof RunError) throw answer;
      throw answer ? new RunError(answer.code, { ...answer.params, file: name }) : tooSlow();
    },
  };
}

/** What `look` gives as soon as it gives something; undefined when the thread has used more than it may. */
async function withinTime<T>(
  worker: Worker,
  most: number,
  look: () => T | undefined,
  onNews: (wake: () => void) => void,
): Promise<T | undefined> {
  const found = look();
  if (found !== undefined) return found;
  await new Promise<void>((resolve) => {
    const stop = watchProcessor(worker, most, resolve);
    onNews(() => {
      stop();
      resolve();
    });
  });
  return look();
}
