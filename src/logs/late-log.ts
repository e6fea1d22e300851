/** What ends a command before there is a reporter goes into the file of `--log` too: it is where one looks. */
import { resolve } from 'node:path';
import { stamp } from '../text/numbers.ts';
import { addToLog } from './text-log.ts';

/** Undefined where the command line names no such file. One that cannot be written is passed over: stderr has it all. */
export function lateLog(
  argv: readonly string[],
  cwd: string,
  now: () => number,
): ((lines: readonly string[]) => void) | undefined {
  const file = argv.flatMap((word, at) => {
    if (word === '--log') return argv[at + 1] ?? [];
    return word.startsWith('--log=') ? word.slice('--log='.length) : [];
  })[0];
  if (file === undefined || file === '') return undefined;
  return (lines) => {
    try {
      addToLog(resolve(cwd, file), lines.map((line) => `${stamp(now())} ${line}\n`).join(''));
    } catch {
      // Said on stderr.
    }
  };
}
