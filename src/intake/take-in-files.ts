/**
 * All files of a run through the door, one after the other; a file that cannot be read does not keep the others back.
 */
import type { RunError } from '../errors.ts';
import {
  addTally,
  type FormRead,
  type IntakeParts,
  isOfFile,
  newTally,
  type Tally,
  takeInFile,
} from './take-in-file.ts';

export interface FilesTakenIn {
  readonly tally: Tally;
  /** What is to be remembered of headings. */
  readonly forms: readonly FormRead[];
  /** What could not be read and, if the disk broke it off, that; each is told when it happens. */
  readonly failures: readonly RunError[];
  /** The files that were not gone through to their end, because a stop or the disk came between. */
  readonly unread: readonly string[];
}

export async function takeInFiles<R>(files: readonly string[], taking: IntakeParts<R>): Promise<FilesTakenIn> {
  const tally = newTally();
  const failures: RunError[] = [];
  const forms: FormRead[] = [];
  for (const [index, file] of files.entries()) {
    if (taking.stop.aborted) return { tally, forms, failures, unread: files.slice(index) };
    const { tally: ofFile, forms: ofSheets, failure } = await takeInFile(file, taking);
    addTally(tally, ofFile);
    forms.push(...ofSheets);
    if (failure) {
      failures.push(failure);
      taking.report({ event: 'failed', error: failure, file });
    }
    const broken = failure !== undefined && !isOfFile(failure);
    if (broken || (ofFile.files === 0 && !failure)) return { tally, forms, failures, unread: files.slice(index) };
  }
  return { tally, forms, failures, unread: [] };
}
