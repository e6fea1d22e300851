/** What ends a command where no reporter is: errors of the command line and of the configuration, and bugs. */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { jsonLine, visibleLine } from '../printable.ts';
import type { Language } from '../text/language.ts';
import { messagesFor } from '../text/messages-for.ts';
import { emptySummary, isCounted } from './empty-summary.ts';
import { failureLines, type ProgramInfo } from './failure.ts';
import { jsonEvent } from './json.ts';
import { type Output, writeFitted, writeLines } from './output.ts';

export interface LateParts extends ProgramInfo {
  /** The command line, as far as it can be understood. */
  readonly argv: readonly string[];
  readonly language: Language;
  readonly out: Output;
  readonly err: Output;
  /** The file of `--log`, which is where one looks in the morning. */
  readonly log?: ((lines: readonly string[]) => void) | undefined;
}

/** Says it in words on stderr and, for `--json`, as the last events on stdout. Returns the exit code. */
export function tellLate(error: unknown, { argv, language, out, err, log, ...program }: LateParts): ExitCode {
  const exitCode = error instanceof RunError ? error.exitCode : EXIT.bug;
  const lines = failureLines(error, messagesFor(language), program);
  // A stack is copied into a report as it is.
  if (error instanceof RunError) writeFitted(err, lines);
  else writeLines(err, lines);
  log?.(lines.map(visibleLine));
  if (argv.includes('--json')) {
    const code = error instanceof RunError ? error.code : 'BUG';
    const command = argv[0] ?? '';
    const summary = isCounted(command) ? [jsonEvent(emptySummary(command, exitCode), false)] : [];
    writeLines(
      out,
      [{ event: 'failed', code, exitCode }, ...summary].map((line) => jsonLine(line)),
    );
  }
  return exitCode;
}
