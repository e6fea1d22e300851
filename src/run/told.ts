/**
 * A run that others are told of: at its beginning, without waiting, and after its end, when the ledger is closed. It
 * never changes the exit code, and it is bounded in time.
 */
import { randomUUID } from 'node:crypto';
import { RunError } from '../errors.ts';
import type { RunEvent } from '../events.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Facts } from '../notify/facts.ts';
import { teeReporter } from '../report/tee.ts';
import { isAnybodyTold } from './anybody-told.ts';
import type { Context } from './context.ts';
import type { Command } from './in-command.ts';

/**
 * Does `work` and tells of it. `begun` is for the moment when the ledger is ours: another run that holds it has told
 * of itself.
 */
export async function told(
  command: Facts['command'],
  frame: Command,
  context: Context,
  work: (frame: Command, begun: () => void) => Promise<ExitCode>,
): Promise<ExitCode> {
  const options = frame.setup.config.options.notify;
  if (!isAnybodyTold(options)) return work(frame, () => undefined);
  const { hear, NOTHING_HEARD, withoutNames } = await import('../notify/facts.ts');
  const { nameOf, startTelling, targetOf } = await import('./compose-notify.ts');
  const { setup, started } = frame;
  const { version, clock } = context;
  const run = randomUUID();
  let heard = NOTHING_HEARD;
  const report = (event: RunEvent): void => {
    heard = hear(heard, event);
  };
  const telling = startTelling(setup, context, run);
  const listening: Command = {
    ...frame,
    setup: { ...setup, reporter: teeReporter(setup.reporter, { report, close: () => undefined }) },
    failed(error) {
      if (error instanceof RunError) report({ event: 'failed', error });
      return frame.failed(error);
    },
  };
  const end = once(async (exitCode: ExitCode): Promise<void> => {
    const known = options.fileNames ? heard : withoutNames(heard);
    // A run that found the ledger held has counted nothing.
    const { summary: _, ...uncounted } = known;
    const target = targetOf(setup);
    const facts: Facts = {
      run,
      name: nameOf(options),
      version,
      command,
      ...(target === undefined ? {} : { target }),
      started,
      ended: clock.now(),
      exitCode,
      ...(exitCode === EXIT.busy ? uncounted : known),
    };
    await telling.end(facts);
  });
  context.onBug?.(() => end(EXIT.bug));
  // What nobody has caught is a bug.
  let exitCode: ExitCode = EXIT.bug;
  try {
    exitCode = await work(listening, telling.begin).catch(listening.failed);
    return exitCode;
  } finally {
    await end(exitCode);
  }
}

/** A run ends once, even where a bug comes up while it does; and a bug of ours in telling is no end of a run. */
function once(work: (exitCode: ExitCode) => Promise<void>): (exitCode: ExitCode) => Promise<void> {
  let working: Promise<void> | undefined;
  return (exitCode) => {
    working ??= work(exitCode).catch(() => undefined);
    return working;
  };
}
