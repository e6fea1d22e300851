/**
 * What a command is handed by cli.ts, the only file that touches the process: so that a test can hand in something
 * else.
 */
import type { Clock, Random } from '../clock.ts';
import type { StopSignals } from '../delivery/delivery.ts';
import type { Worker } from '../disk/work-files.ts';
import type { Output } from '../report/output.ts';

/**
 * Shows a prompt to the person at the terminal and waits for a line. Undefined when none comes any more: the end of the
 * input, or a signal to stop.
 */
export type Ask = (prompt: string) => Promise<string | undefined>;

/**
 * A line that nobody is to see: typed at a terminal without echo after `prompt`, or the next line of standard input
 * where that is no terminal. Undefined when none comes.
 */
export type AskHidden = (prompt: string) => Promise<string | undefined>;

export interface Context {
  readonly version: string;
  /** The runtime, for bug reports. */
  readonly node: string;
  /** Absolute. */
  readonly cwd: string;
  /** Folder of the single executable, absolute; absent where Node runs the program from a package. */
  readonly programFolder?: string | undefined;
  /** Name of the system user, for what a person decides; empty where the system has none. */
  readonly user: () => string;
  /**
   * Number of the system user that we act as, for whom files must be safe (disk/own-file.ts); undefined where the
   * system has none (Windows).
   */
  readonly uid?: number | undefined;
  /** This process, and which others are still there. */
  readonly worker: Worker;
  /** The words that start this program from anywhere: with absolute paths, and without a link in them. */
  readonly program: () => readonly string[];
  /** As `process.platform` has it. */
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Results. */
  readonly out: Output;
  /** Progress and messages. */
  readonly err: Output;
  /** Absent where nobody can answer: no terminal, cron, a build server. */
  readonly ask?: Ask | undefined;
  readonly askHidden: AskHidden;
  /** Ends a process that heads a group of its own, and all of that group; silent where nobody is left. */
  readonly endGroup: (pid: number) => void;
  /** Called whenever somebody wants to know where the run is (SIGUSR1); absent where the system has no such signal. */
  readonly onInquiry?: ((listener: () => void) => void) | undefined;
  /** Called before the program ends by an error that nobody has caught; it is waited for, so it ends soon. */
  readonly onBug?: ((say: () => Promise<void>) => void) | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly stop: StopSignals & {
    /** Which signal asked; undefined when none did. */
    readonly signal: () => 'SIGINT' | 'SIGTERM' | undefined;
    /** Called when a signal arrives, with its name. */
    readonly onSignal: (listener: (name: 'SIGINT' | 'SIGTERM') => void) => void;
  };
}

/** Flags that every command knows. None has a default here: defaults are in config/schema.ts. */
export interface CommonOptions {
  readonly config?: string;
  readonly state?: string;
  readonly to?: string;
  readonly lang?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  /** `-v`: tell of every request. */
  readonly verbose?: boolean;
  /** `--no-color` makes it false. */
  readonly color?: boolean;
}

/** Flags of reading, for `import`, `check` and `reconcile`. */
export interface ReadingFlags {
  /** `--map "No KTP=nik"`, repeatable. */
  readonly map?: readonly string[];
  /** `--set dose=2`, repeatable. */
  readonly set?: readonly string[];
  readonly skipHidden?: boolean;
  readonly fixDates?: boolean;
  readonly lenientNik?: boolean;
  /** Tell of every row. */
  readonly rows?: boolean;
}

/** Flags of what delivers. */
export interface DeliveryFlags extends WindowFlags {
  /** The ledger follows its server to another address, which must know what was accepted. */
  readonly rebind?: boolean;
  /** A file that gets what would be printed. */
  readonly log?: string;
}

/** Flags of the time window. */
export interface WindowFlags {
  readonly maxDuration?: string;
  readonly until?: string;
}

/** When a night begins (`schedule`). */
export interface NightTimes {
  readonly at?: string;
  /** IANA name. */
  readonly timeZone?: string;
  readonly spread?: string;
}
