/**
 * argv → command → exit code. The only file that touches `process`: arguments, environment, streams, signals and the exit code are
 * handed on from here.
 */
import { CommanderError } from 'commander';
import { random, systemClock } from './clock.ts';
import type { CommonOptions, Context } from './commands/context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { buildProgram } from './program.ts';
import { VERSION } from './version.ts';

const context: Context = {
  version: VERSION,
  node: process.version,
  cwd: process.cwd(),
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  clock: systemClock,
  random,
  stop: listenForSignals(),
};

/** First signal: finish what is in flight. Second: cut it; it is in doubt then, and the next run asks. Third: the system's own way. */
function listenForSignals(): Context['stop'] {
  const finish = new AbortController();
  const abort = new AbortController();
  const listeners: ((name: 'SIGINT' | 'SIGTERM') => void)[] = [];
  let first: 'SIGINT' | 'SIGTERM' | undefined;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (abort.signal.aborted) process.exit(name === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted);
      if (first) {
        abort.abort();
        return;
      }
      first = name;
      finish.abort();
      for (const listener of listeners) listener(name);
    });
  }
  return { finish: finish.signal, abort: abort.signal, signal: () => first, onSignal: (listener) => listeners.push(listener) };
}

async function main(): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const program = buildProgram(async (run) => {
    exitCode = await run(context);
  }, context);
  try {
    await program.parseAsync(process.argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.done;
    return tellFailure(error);
  }
}

/** Errors from before there is a reporter, and bugs. */
async function tellFailure(error: unknown): Promise<ExitCode> {
  const [{ failureLines }, { languageOf }, { messagesFor }, { RunError }] = await Promise.all([
    import('./report/failure.ts'),
    import('./commands/setup.ts'),
    import('./text/messages.ts'),
    import('./errors.ts'),
  ]);
  const at = process.argv.indexOf('--lang');
  const wish: Pick<CommonOptions, 'lang'> = at > 0 && process.argv[at + 1] ? { lang: process.argv[at + 1] as string } : {};
  const known = error instanceof CommanderError ? new RunError('USAGE', usageOf(error)) : error;
  const lines = failureLines(known, messagesFor(languageOf(wish, context)), { version: VERSION, node: process.version });
  process.stderr.write(`${lines.join('\n')}\n`);
  return known instanceof RunError ? known.exitCode : EXIT.bug;
}

/** Commander's message without its own prefix; it names options and commands, never what a file holds. */
function usageOf(error: CommanderError): Record<string, string> {
  const command = program(process.argv[2]);
  return { detail: error.message.replace(/^error: /, '').replaceAll('\n', ' '), ...(command ? { command } : {}) };
}

function program(word: string | undefined): string | undefined {
  return word && /^[a-z]+$/.test(word) && COMMANDS.includes(word) ? word : undefined;
}

const COMMANDS = buildProgram(async () => undefined, context).commands.map((command) => command.name());

// A reader that has seen enough (`| head`) closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.done);
  throw error;
});
process.exitCode = await main();
