/** All files of a run through the door, one after the other; a file that cannot be read does not keep the others back. */
import { RunError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { addTally, newTally, type Taking, type Tally, takeIn } from './take-in.ts';

export interface TakenIn {
  readonly tally: Tally;
  /** Errors of single files (exit 65); any other error ends the run and is thrown. */
  readonly failures: readonly RunError[];
}

export async function takeInAll<R>(files: readonly string[], taking: Taking<R>): Promise<TakenIn> {
  const tally = newTally();
  const failures: RunError[] = [];
  for (const file of files) {
    if (taking.stop.aborted) break;
    try {
      addTally(tally, await takeIn(file, taking));
    } catch (error) {
      if (!(error instanceof RunError) || error.exitCode !== EXIT.unreadable) throw error;
      failures.push(error);
      taking.report({ event: 'failed', error, file });
    }
  }
  return { tally, failures };
}
