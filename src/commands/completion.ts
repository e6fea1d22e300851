/** `completion SHELL`: prints the script with which a shell completes our command lines. */
import { type Grammar, SHELLS } from '../completion/grammar.ts';
import { completionScript } from '../completion/script.ts';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Context } from '../run/context.ts';

/** Reads no configuration: a shell that starts asks for it. Throws VALUE_WRONG for a shell that is not known. */
export function completion(name: string, grammar: Grammar, context: Context): ExitCode {
  const shell = SHELLS.find((each) => each === name);
  if (!shell)
    throw new RunError('VALUE_WRONG', {
      option: 'completion',
      given: name,
      expected: `vax-upload completion ${SHELLS.join(' | ')}`,
    });
  context.out.write(completionScript(shell, grammar));
  return EXIT.done;
}
