/** An error as lines for a person: two for a known one; for a bug also what a maintainer needs, without data. Pure. */
import { RunError } from '../errors.ts';
import type { Messages } from '../text/messages.ts';
import { safeMessage, stackFrames } from './scrub.ts';

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

function bugLines(error: unknown, messages: Messages, depth = 0): string[] {
  if (!(error instanceof Error)) return [`${typeof error} ${messages.bug.messageWithheld}`];
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]+$/.test(error.code) ? ` ${error.code}` : '';
  const name = /^\w+$/.test(error.name) ? error.name : 'Error';
  const lines = [`${name}${code}: ${safeMessage(error) ?? messages.bug.messageWithheld}`, ...stackFrames(error)];
  if (error.cause === undefined || depth >= MOST_CAUSES) return lines;
  const [first = '', ...rest] = bugLines(error.cause, messages, depth + 1);
  return [...lines, `${messages.bug.causedBy} ${first}`, ...rest];
}
