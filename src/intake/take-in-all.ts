/** All files of a run through the door, one after the other; a file that cannot be read does not keep the others back. */
import type { RunError } from '../errors.ts';
import { addTally, isOfFile, newTally, type Taking, type Tally, takeIn } from './take-in.ts';

export interface TakenIn {
  readonly tally: Tally;
  /** What could not be read and, if the disk broke it off, that; each is told when it happens. */
  readonly failures: readonly RunError[];
  /** Every file was gone through: neither a stop nor the disk came between. */
  readonly whole: boolean;
}

export async function takeInAll<R>(files: readonly string[], taking: Taking<R>): Promise<TakenIn> {
  const tally = newTally();
  const failures: RunError[] = [];
  let broken = false;
  for (const file of files) {
    if (taking.stop.aborted || broken) break;
    const { tally: ofFile, failure } = await takeIn(file, taking);
    addTally(tally, ofFile);
    if (!failure) continue;
    failures.push(failure);
    taking.report({ event: 'failed', error: failure, file });
    broken = !isOfFile(failure);
  }
  return { tally, failures, whole: !broken && !taking.stop.aborted };
}
