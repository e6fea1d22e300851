/**
 * argv → command → exit code. The only file that touches `process`: arguments, environment, streams, signals and the
 * exit code are handed on from here.
 */
import { realpathSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { isSea } from 'node:sea';
import { isatty } from 'node:tty';
import { CommanderError } from 'commander';
import { buildProgram, wantsPage } from './cli/program.ts';
import { asksVersionForScript } from './cli/version-json.ts';
import { random, systemClock } from './clock.ts';
import { systemCode } from './errors.ts';
import { EXIT, type ExitCode, mostSerious } from './exit-codes.ts';
import type { Context } from './run/context.ts';
import { languageFlag, languageOf } from './text/language.ts';
import { VERSION } from './version.ts';

let argv: readonly string[] = process.argv.length > 2 ? process.argv.slice(2) : ['--help'];
/** A sheet was dropped on the program: its window closes as soon as the program ends. */
let isDropped = false;
const programFolder = isSea() ? dirname(process.execPath) : undefined;
const language = languageOf(languageFlag(argv), process.env);
/**
 * Made only for a command that runs: help must be there at once, and even a stream costs a millisecond to open
 * (docs/performance.md).
 */
function makeContext(): Context {
  const stop = listenForSignals();
  return {
    version: VERSION,
    node: process.version,
    cwd: process.cwd(),
    programFolder,
    user: systemUser,
    uid: process.geteuid?.(),
    worker: { pid: process.pid, isRunning },
    program: () => [process.execPath, ...(isSea() ? [] : [realpathSync(process.argv[1] ?? '')])],
    platform: process.platform,
    endGroup,
    env: process.env,
    out: watched(process.stdout),
    err: watched(process.stderr),
    ask: asker(stop),
    onInquiry: (listener) => process.on('SIGUSR1', listener),
    askHidden: hiddenAsker(stop),
    onBug: (say) => lastWords.push(say),
    clock: systemClock,
    random,
    stop,
  };
}

/** A process of somebody else's may not be asked, and is there all the same. */
function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

/**
 * On POSIX a group is called by the negative number of its head. One that is gone, or that is not ours any more, is
 * left alone.
 */
function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

/** A container may run under a number that nobody has a name for. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}

/**
 * Lines as the terminal itself edits them: nothing about it is changed, so there is nothing to restore. Somebody is
 * there to answer when what is typed and what is shown are both a screen; a build server may have one, and nobody in
 * front of it.
 */
function asker({ finish }: Context['stop']): Context['ask'] {
  if (!isatty(0) || !isatty(2) || process.env['CI']) return undefined;
  return async (prompt) => {
    const { createInterface } = await import('node:readline');
    if (finish.aborted) return undefined;
    watched(process.stderr).write(prompt);
    const lines = createInterface({ input: process.stdin, terminal: false });
    const close = (): void => lines.close();
    finish.addEventListener('abort', close, { once: true });
    return new Promise((answer) => {
      lines.once('line', (line) => {
        answer(line);
        lines.close();
      });
      lines.once('close', () => {
        finish.removeEventListener('abort', close);
        answer(undefined);
      });
    });
  };
}

/** Loaded only where something is asked that nobody is to see. */
function hiddenAsker({ finish }: Context['stop']): Context['askHidden'] {
  let asking: Context['askHidden'] | undefined;
  return async (prompt) => {
    const { hiddenLines } = await import('./cli/hidden-lines.ts');
    asking ??= hiddenLines(process.stdin, watched(process.stderr), finish);
    return asking(prompt);
  };
}

/**
 * First signal: finish what is in flight. Second: cut it; it is in doubt then, and the next run asks. Third: the
 * system's own way. A terminal that is closed is the first one, once, for the kernel and the shell both say it. A run
 * that shows nothing on a terminal does not hear of it: Node takes `nohup` back, which has SIGHUP ignored.
 */
function listenForSignals(): Context['stop'] {
  const isOnScreen = isatty(1) || isatty(2);
  const finish = new AbortController();
  const abort = new AbortController();
  const listeners: ((name: 'SIGINT' | 'SIGTERM') => void)[] = [];
  let first: 'SIGINT' | 'SIGTERM' | undefined;
  function begin(name: 'SIGINT' | 'SIGTERM'): void {
    first = name;
    finish.abort();
    for (const listener of listeners) listener(name);
  }
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (abort.signal.aborted) process.exit(name === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted);
      if (first) abort.abort();
      else begin(name);
    });
  }
  process.on('SIGHUP', () => {
    if (isOnScreen && !first) begin('SIGTERM');
  });
  return {
    finish: finish.signal,
    abort: abort.signal,
    signal: () => first,
    onSignal: (listener) => listeners.push(listener),
  };
}

/**
 * A reader that has seen enough (`| head`) closes the pipe, and a terminal can be closed: the run goes on without it,
 * because its exit code must stay true. Anything else that happens to our own output (a full disk behind `> log`) is
 * told at the end.
 */
let outputFailure: NodeJS.ErrnoException | undefined;
const streams = new Set<NodeJS.WriteStream>();

function watched(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (streams.has(stream)) return stream;
  streams.add(stream);
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && !stream.isTTY) outputFailure ??= error;
  });
}

async function main(): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.done;
  const teach = wantsPage(argv) ? await (await import('./cli/help-page.ts')).teacher(language) : undefined;
  const program = buildProgram(
    async (run) => {
      exitCode = await run(makeContext());
    },
    (text) => watched(process.stdout).write(text),
    language,
    teach,
  );
  try {
    await takeDropped(new Set(program.commands.map((command) => command.name())));
    if (asksVersionForScript(argv)) await printAbout();
    else await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) exitCode = await tellFailure(error);
    else if (error.exitCode !== 0) {
      const { usageError } = await import('./cli/usage.ts');
      exitCode = await tellFailure(
        usageError(error, program.commands.find((command) => command.name() === argv[0])?.name()),
      );
    }
  }
  // What was written last may fail only now.
  for (const stream of streams) await new Promise((written) => stream.write('', written));
  if (!outputFailure) return exitCode;
  const { RunError } = await import('./errors.ts');
  const lost = await tellFailure(
    new RunError('OUTPUT_LOST', { code: outputFailure.code ?? '' }, { cause: outputFailure }),
  );
  // What was said of a run stands in the ledger: a log that is full must not make a delivery look as if it had failed.
  return IN_THE_LEDGER.has(argv[0] ?? '') ? exitCode : mostSerious([exitCode, lost]);
}

/** Where the first word is neither a command nor a flag it may be a sheet, and the command line becomes an import. */
async function takeDropped(commands: ReadonlySet<string>): Promise<void> {
  const [first = '-'] = argv;
  if (first.startsWith('-') || commands.has(first)) return;
  const { asImport } = await import('./cli/dropped.ts');
  const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
  const isConfigured = Boolean(process.env['VAX_UPLOAD_CONFIG']);
  isDropped = argv.every((word) => isThere(word));
  argv = asImport(argv, { cwd: process.cwd(), commands, isThere, programFolder, isConfigured }) ?? argv;
}

async function printAbout(): Promise<void> {
  const { about } = await import('./run/compose-about.ts');
  watched(process.stdout).write(`${JSON.stringify(await about(process))}\n`);
}

/** Only where somebody can see it and press a key. */
async function holdWindow(): Promise<void> {
  if (!isDropped || !isatty(0) || !isatty(2) || process.env['CI']) return;
  const { holdOpen } = await import('./cli/hold-open.ts');
  const { PRESS_A_KEY } = await import('./text/window.ts');
  await holdOpen(process.stdin, watched(process.stderr), PRESS_A_KEY);
}

/** Commands whose outcome is kept, whatever becomes of their output. */
const IN_THE_LEDGER: ReadonlySet<string> = new Set(['import', 'resume', 'retry', 'dismiss']);

/** Errors from before there is a reporter, and bugs. */
async function tellFailure(error: unknown): Promise<ExitCode> {
  const { tellLate } = await import('./report/late.ts');
  const [out, err] = [watched(process.stdout), watched(process.stderr)];
  const { lateLog } = await import('./logs/late-log.ts');
  const log = lateLog(argv, process.cwd(), systemClock.now);
  return tellLate(error, { argv, language, version: VERSION, node: process.version, out, err, log });
}

// Node would print the message of an error that nobody caught, and it may quote a cell. What was under way is in doubt,
// as after a kill, and the next run asks.
const lastWords: (() => Promise<void>)[] = [];
process.on('uncaughtException', (error) => {
  void tellFailure(error)
    .catch(() => EXIT.bug)
    .then(async (exitCode) => {
      await Promise.allSettled(lastWords.map((say) => say()));
      await holdWindow();
      process.exit(exitCode);
    });
});
/** So long may take to close by itself what is still open at the end. */
const LEFT_OPEN_MS = 500;

// Should everything that is waited for go away without an answer, Node ends: not as if all had been done. Not waited for
// here, since a module that waits at its top cannot be bundled into the single executable.
process.exitCode = EXIT.bug;
void main().then(async (exitCode) => {
  process.exitCode = exitCode;
  await holdWindow();
  // Everything is done and written. A line that somebody else holds open, a name that is looked up for ever, is not
  // waited for: the next night, and whoever wants the exit code, are.
  setTimeout(() => process.exit(), LEFT_OPEN_MS).unref();
});
