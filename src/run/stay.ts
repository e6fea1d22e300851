/**
 * `resume --stay`: works whenever there is something to do, and rests in between, until it is stopped. Each stretch of
 * work is a run of its own in the ledger, from its first row to its exit code, so that `status`, `runs` and the report
 * read as they do of nights; while it rests there is none, and no lock on a ledger in a file.
 */
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Doorbell } from '../ledger/doorbell-side.ts';
import { wireDoorbell } from './compose-doorbell.ts';
import type { Context } from './context.ts';
import { inCommand } from './in-command.ts';
import { eachPhase } from './phases.ts';
import type { Flags, Setup } from './setup.ts';
import { nextTimeOfDay } from './time-window.ts';

/** So often is looked whether anything waits, whoever has rung; in milliseconds. */
const LOOK_EVERY_MS = 60_000;
/** What rings wakes every worker of the country: they come over so long. */
const SPREAD_MS = 1_000;
/** Something was in the way that no wait of the run has outlasted: so long until the next try. */
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 600_000;
/** A clock on the wall may be set while nobody looks. */
const LOOK_AT_WALL_MS = 30_000;

/** What a person must see to, and no wait mends; and a signal. */
const ENDS: ReadonlySet<ExitCode> = new Set([
  EXIT.bug,
  EXIT.usage,
  EXIT.serverRefuses,
  EXIT.interrupted,
  EXIT.terminated,
]);
/** What passes: a ledger that another run has, a disk or a database that is away. */
const PASSES: ReadonlySet<ExitCode> = new Set([EXIT.busy, EXIT.disk, EXIT.serverAway]);

/** `work`: one stretch of it, which waits out what it can. Returns why it ended for good. */
export function stay(
  options: Flags,
  context: Context,
  work: (context: Context, isFirst: boolean) => Promise<ExitCode>,
): Promise<ExitCode> {
  return inCommand(options, context, async ({ setup }) => {
    const doorbell = await wireDoorbell(setup, context);
    const phases = eachPhase(context);
    const resting = new Rest(setup, context, doorbell);
    try {
      for (let isFirst = true; ; isFirst = false) {
        const exitCode = await phases((own) => work(own, isFirst));
        if (ENDS.has(exitCode)) return exitCode;
        await resting.after(exitCode);
        const signal = context.stop.signal();
        if (signal) return signal === 'SIGTERM' ? EXIT.terminated : EXIT.interrupted;
      }
    } finally {
      await doorbell.close();
    }
  });
}

class Rest {
  readonly #setup: Setup;
  readonly #context: Context;
  readonly #doorbell: Doorbell;
  /** When staying began, for windows that nothing says the beginning of. */
  readonly #began: number;
  #troubles = 0;

  constructor(setup: Setup, context: Context, doorbell: Doorbell) {
    this.#setup = setup;
    this.#context = context;
    this.#doorbell = doorbell;
    this.#began = context.clock.now();
  }

  /** Until there is something to do again, or somebody stops us. */
  async after(exitCode: ExitCode): Promise<void> {
    if (this.#context.stop.finish.aborted) return;
    if (PASSES.has(exitCode)) return this.#pause();
    this.#troubles = 0;
    if (exitCode === EXIT.windowEnded) return this.#untilTheWindowOpens();
    await this.#untilSomethingComes();
  }

  async #pause(): Promise<void> {
    const { clock, random, stop } = this.#context;
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#troubles++);
    const ms = (0.5 + random() / 2) * longest;
    this.#setup.reporter.report({ event: 'resting', why: 'trouble', until: clock.now() + ms });
    await clock.sleep(ms, stop.finish);
  }

  async #untilTheWindowOpens(): Promise<void> {
    const { clock, stop } = this.#context;
    const opens = nextOpening(this.#setup, this.#began, clock.now());
    this.#setup.reporter.report({ event: 'resting', why: 'window', until: opens });
    while (clock.now() < opens && !stop.finish.aborted)
      await clock.sleep(Math.min(LOOK_AT_WALL_MS, opens - clock.now()), stop.finish);
  }

  /**
   * What is left after a run (a dose that waits for another one, which lies with a person) is no reason to begin anew:
   * somebody must have rung, or their number must have changed.
   */
  async #untilSomethingComes(): Promise<void> {
    const { clock, random, stop } = this.#context;
    const left = await this.#waiting();
    this.#setup.reporter.report({ event: 'resting', why: 'empty' });
    while (!stop.finish.aborted) {
      const woken = new AbortController();
      const signal = AbortSignal.any([woken.signal, stop.finish]);
      const looked = clock.sleep(LOOK_EVERY_MS, signal).then(() => 'looked' as const);
      const rung = this.#doorbell.rung(signal).then(() => 'rung' as const);
      await Promise.race([looked, rung]);
      woken.abort();
      await clock.sleep(random() * SPREAD_MS, stop.finish);
      const now = await this.#waiting();
      if (now < 0 || (now > 0 && now !== left)) return;
    }
  }

  /** Of a ledger that cannot be looked at now, the next run will tell what is wrong. */
  async #waiting(): Promise<number> {
    try {
      return await this.#doorbell.waiting();
    } catch (error) {
      if (error instanceof RunError) return error.code === 'LEDGER_MISSING' ? 0 : -1;
      throw error;
    }
  }
}

/**
 * When the time window opens next after `now` (epoch ms): at `schedule.at` where the configuration says it, else at the
 * time of day at which staying has begun.
 */
function nextOpening({ config }: Pick<Setup, 'config'>, began: number, now: number): number {
  const { at } = config.options.schedule;
  if (config.origin('schedule.at').layer !== 'default') return nextTimeOfDay(at, now);
  const first = new Date(began);
  return nextTimeOfDay(`${first.getHours()}:${first.getMinutes()}`, now);
}
