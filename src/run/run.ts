/**
 * What `import`, `resume` and `retry` have around them: set up, open ledger and target, note the run, and close
 * everything in any case.
 */
import type { Clock } from '../clock.ts';
import { RunError } from '../errors.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { teeReporter } from '../report/tee.ts';
import type { Target } from '../target/target.ts';
import { planTarget, wireLedger } from './compose.ts';
import type { Context, DeliveryFlags } from './context.ts';
import { keepDiary } from './diary/diary.ts';
import { type Command, inCommand } from './in-command.ts';
import { deskOf, type ParcelDesk } from './province/desk.ts';
import type { Flags, Setup } from './setup.ts';
import type { TargetPlan } from './target-plan.ts';
import { told } from './told.ts';

export interface Run {
  readonly command: 'import' | 'resume' | 'retry' | 'confirm' | 'push' | 'pull';
  readonly setup: Setup;
  readonly context: Context;
  readonly ledger: Ledger;
  /** Readings are prepared under it. */
  readonly secret: Uint8Array;
  readonly target: Target;
  readonly plan: TargetPlan;
  /** The door for parcels of districts, where the ledger has one. */
  readonly parcels?: ParcelDesk;
  /** Epoch milliseconds. */
  readonly started: number;
  /** By which the moments in the ledger are. */
  readonly clock: Clock;
}

/**
 * `before` comes first, while nothing is locked: it may wait for a person. A RunError that ends the run is told and
 * becomes its exit code; before there is a reporter it is the caller's to tell. Others are told of runs that deliver.
 * `asked` throws where the command itself lacks something, which is said before a server that is missing.
 */
export async function inRun<B>(
  command: Run['command'],
  options: Flags & Pick<Partial<DeliveryFlags>, 'rebind'> & { readonly takeInOnly?: boolean },
  context: Context,
  before: (setup: Setup) => Promise<B>,
  work: (run: Run, before: B) => Promise<ExitCode>,
  asked: (setup: Setup) => void = () => undefined,
): Promise<ExitCode> {
  const run = async ({ setup: heard, started, failed, log }: Command, begun: () => void): Promise<ExitCode> => {
    const diary = keepDiary(context.clock);
    const setup = { ...heard, reporter: teeReporter(heard.reporter, diary) };
    const { reporter } = setup;
    let isOver = false;
    context.stop.onSignal((why) => {
      if (!isOver) reporter.report({ event: 'stopping', why });
    });
    asked(setup);
    const plan = planTarget(setup, context);
    log?.to(plan.identity);
    const settled = await before(setup);
    const opened = await wireLedger(setup, context, plan, command, options.rebind);
    begun();
    const clock = opened.clock ?? context.clock;
    const withTarget = async (ledger: Ledger): Promise<ExitCode> => {
      const target = await plan.open(opened.secret);
      try {
        const { secret } = opened;
        const parcels = deskOf(opened, clock);
        const about = { command, setup, context, ledger, secret, target, plan, started, clock };
        return await work({ ...about, ...parcels }, settled);
      } finally {
        await target.close();
      }
    };
    try {
      if (opened.movedFrom !== undefined)
        reporter.report({ event: 'moved', from: opened.movedFrom, to: plan.identity });
      const ledger = await opened.beginRun(command, opened.clock?.now() ?? started);
      diary.open(ledger);
      const exitCode = await withTarget(ledger).catch(failed);
      const lastWord = await diary.end();
      // On a disk that is full this note is lost; what it would say has been said already.
      await ledger.endRun(exitCode, clock.now(), lastWord).catch((error: unknown) => {
        if (!(error instanceof RunError)) throw error;
      });
      return exitCode;
    } finally {
      isOver = true;
      await opened.close();
    }
  };
  const isTold = command !== 'confirm' && command !== 'pull' && !options.takeInOnly;
  return inCommand(
    options,
    context,
    (frame) => (isTold ? told(command, frame, context, run) : run(frame, () => undefined)),
    command,
  );
}
