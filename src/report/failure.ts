/** An error as lines for a person: two for a known one; for a bug also what a maintainer needs, without data. Pure. */
import { RunError } from '../errors.ts';
import type { Messages } from '../text/messages.ts';
import { classOf, codesOf, stackFrames } from './bug-frames.ts';

export interface ProgramInfo {
  readonly version: string;
  /** `process.version`. */
  readonly node?: string;
}

/** How deep a chain of causes is followed. */
const MOST_CAUSES = 3;

/** The lines of whatever was thrown. */
export function failureLines(error: unknown, messages: Messages, program: ProgramInfo): string[] {
  if (error instanceof RunError) return runErrorLines(error, messages);
  return [
    `${messages.errorWord} ${messages.bug.what}`,
    ...bugLines(error, messages),
    messages.bug.program(program.version, program.node),
    `${messages.tryWord} ${messages.bug.tryThis}`,
  ];
}

/** *What* and *try this*. `file` is used where the error itself does not name one. */
export function runErrorLines(error: RunError, messages: Messages, file?: string): string[] {
  const params = file === undefined ? error.params : { file, ...error.params };
  const { what, tryThis } = messages.errors[error.code](params);
  return [`${messages.errorWord} ${what} [${error.code}]`, `${messages.tryWord} ${tryThis}`];
}

/** The same of what could not be told to others: it changes no exit code, so it is a warning. */
export function warningLines(error: RunError, messages: Messages): string[] {
  const { what, tryThis } = messages.errors[error.code](error.params);
  return [`${messages.notify.warningWord} ${what} [${error.code}]`, `${messages.tryWord} ${tryThis}`];
}

/**
 * Class, codes and frames. Never the message: most of V8's own quote the value that they stumbled over, and so do those
 * of libraries.
 */
function bugLines(error: unknown, messages: Messages, depth = 0): string[] {
  if (!(error instanceof Error)) return [typeof error];
  const lines = [[classOf(error), ...codesOf(error)].join(' '), ...stackFrames(error)];
  if (error.cause === undefined || depth >= MOST_CAUSES) return lines;
  const [first = '', ...rest] = bugLines(error.cause, messages, depth + 1);
  return [...lines, `${messages.bug.causedBy} ${first}`, ...rest];
}
