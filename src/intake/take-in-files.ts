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

/** One file of a run. */
export interface FileRead {
  /** As the user typed it. */
  readonly file: string;
  /** Its number in the ledger, where it was taken in. */
  readonly id?: number;
  /** Why it was not. */
  readonly failure?: RunError;
}

export interface FilesTakenIn {
  readonly tally: Tally;
  /** What is to be remembered of headings. */
  readonly forms: readonly FormRead[];
  /** What could not be read and, if the disk broke it off, that; each is told when it happens. */
  readonly failures: readonly RunError[];
  /** The files that were not gone through to their end, because a stop or the disk came between. */
  readonly unread: readonly string[];
  /** What became of each that was read. */
  readonly files: readonly FileRead[];
}

/** `leaves`: whether a file that could not be read is left for the next time without a word of an error. */
export async function takeInFiles<R>(
  files: readonly string[],
  taking: IntakeParts<R>,
  leaves: (file: string, failure: RunError) => boolean = () => false,
): Promise<FilesTakenIn> {
  const tally = newTally();
  const failures: RunError[] = [];
  const forms: FormRead[] = [];
  const read: FileRead[] = [];
  const soFar = (unread: readonly string[]): FilesTakenIn => ({ tally, forms, failures, unread, files: read });
  for (const [index, file] of files.entries()) {
    if (taking.stop.aborted) return soFar(files.slice(index));
    const { id, tally: ofFile, forms: ofSheets, failure } = await takeInFile(file, taking);
    addTally(tally, ofFile);
    forms.push(...ofSheets);
    if (failure || ofFile.files > 0)
      read.push({ file, ...(id === undefined ? {} : { id }), ...(failure ? { failure } : {}) });
    if (failure && !leaves(file, failure)) {
      failures.push(failure);
      taking.report({ event: 'failed', error: failure, file });
    }
    const broken = failure !== undefined && !isOfFile(failure);
    if (broken || (ofFile.files === 0 && !failure)) return soFar(files.slice(index));
  }
  return soFar([]);
}
