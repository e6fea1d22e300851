/**
 * The side of the ledger (ledger.ts) that remembers nights: how each run went, minute by minute, how often the server
 * was away, which files came, and who has done what. Reports, messages and auditors read it; nothing that is sent
 * depends on it. It holds counts, names of files and of facilities, and nothing of people.
 */
import type { ErrorParams } from '../errors.ts';
import type { Problem } from '../record/problems.ts';
import type { Outcome } from '../record/record.ts';

/** Where a reading of a run ended, counted. */
export type RunOutcomes = Readonly<Record<Outcome, number>>;

/** A run, as every version of the program has written it down. */
export interface LedgerRun {
  readonly id: number;
  readonly started: number;
  readonly ended?: number;
  readonly command: string;
  readonly exitCode?: number;
}

/** What landed in one minute of a run. */
export interface MinuteOfRun {
  /** Minutes since 1970 (UTC). */
  readonly minute: number;
  readonly accepted: number;
  readonly alreadyThere: number;
  readonly refused: number;
  /** Requests over the line, whatever came of them. */
  readonly requests: number;
}

/** The server was away: epoch milliseconds; without `until` it was away when the run ended or died. */
export interface OutageOfRun {
  readonly since: number;
  readonly until?: number;
  /** A word for it, as in the event `weather`. */
  readonly cause?: string;
  /** The HTTP status that the server said last. */
  readonly status?: number;
}

/** A file that a run was given. */
export interface FileOfRun {
  /** As it was typed. */
  readonly name: string;
  /** Rows that were read; 0 where it was refused. */
  readonly rows: number;
  /** The code of the error that kept it back; absent where it was taken in. */
  readonly why?: string;
  /** What the sentences of that error name. */
  readonly about?: ErrorParams;
}

/** The last word of a run, in numbers. */
export interface RunSummary {
  readonly files: number;
  readonly rows: number;
  readonly readings: number;
  /** They add up to `readings` + skipped rows. */
  readonly outcomes: RunOutcomes;
  /** Distinct entries that still wait in the ledger from this and earlier runs. */
  readonly backlog: number;
  /** Rows that earlier runs had left and that waited for a person. */
  readonly otherRows?: number;
  /** How often each problem occurred, most frequent first. */
  readonly problems: readonly {
    readonly code: Problem['code'];
    readonly severity: Problem['severity'];
    readonly rows: number;
  }[];
  /** Requests that were sent, and how long the server was away, in milliseconds. */
  readonly requests: number;
  readonly outages: number;
  readonly awayMs: number;
  readonly ms: number;
}

/** A run as it is remembered. Of runs of earlier versions only the first lines are known. */
export interface PastRun extends LedgerRun {
  /** The system user. */
  readonly who?: string;
  /** Of the program. */
  readonly version?: string;
  readonly target?: string;
  /** Absent while it goes on, and where it was killed. */
  readonly summary?: RunSummary;
  /** What landed and was refused in it, also where it was killed: at most a minute is missing then. */
  readonly landed: Omit<MinuteOfRun, 'minute'>;
  /** When it was last at work, to the minute (epoch ms); absent where nothing landed and nothing was asked. */
  readonly seen?: number;
  readonly outages: readonly OutageOfRun[];
  readonly files: readonly FileOfRun[];
}

/** What a run tells of itself while it goes on. Each part adds to what was told before. */
export interface DiaryPart {
  readonly minutes: readonly MinuteOfRun[];
  /** Told again under the same `since`, it takes the place of what was told. */
  readonly outages: readonly OutageOfRun[];
  readonly files: readonly FileOfRun[];
}

/** The side of it that a run writes. */
export interface DiaryLedger {
  note(part: DiaryPart): Promise<void>;
}

/** How many records and rows one facility has, by what became of them. */
export interface SiteCounts {
  /** As sheets call it; absent for those that name none, or whose name may not be shown. */
  readonly name?: string;
  readonly accepted: number;
  readonly waiting: number;
  readonly inDoubt: number;
  /** Rows that need a person: the server refused them, they are wrong, or a decision is missing. */
  readonly refused: number;
  readonly invalid: number;
  readonly held: number;
}

/** In how many of the rows that need a person a problem stands, over all runs. */
export interface OpenProblem {
  readonly code: Problem['code'];
  readonly severity: Problem['severity'];
  readonly rows: number;
}

/** What somebody has done, in a word. */
export const DEEDS = [
  'began',
  'took-in',
  'not-read',
  'ended',
  'bound',
  'moved',
  'dismissed',
  'retried',
  'taken-back',
  'confirmed',
  'lost',
  'faded',
  'purged',
  'erased',
  'readmitted',
  'rekeyed',
  'listed',
  'backed-up',
  'stayed',
  'restored',
] as const;
export type Deed = (typeof DEEDS)[number];

/** What is said of a deed: counts, codes, names of files and targets; never anything of a person. */
export type DeedDetail = Readonly<Record<string, string | number | boolean>>;

/** One line of the audit. */
export interface AuditEntry {
  /** From 1, without a gap. */
  readonly number: number;
  /** Epoch milliseconds. */
  readonly at: number;
  /** The system user; empty where the system has none. */
  readonly who: string;
  /** Of the program. */
  readonly version: string;
  readonly deed: Deed;
  readonly detail: DeedDetail;
  /** SHA-256 (hexadecimal) over the entry and the hash of the entry before it (audit-chain.ts). */
  readonly hash: string;
}

/** The side of it that reports read. */
export interface HistoryLedger {
  /** The last runs, newest first; all of them unless limited. */
  runs(limit?: number): Promise<readonly PastRun[]>;
  /** Each minute in which something happened, of all runs together, from `since` (epoch ms) on, oldest first. */
  minutes(since: number): Promise<readonly MinuteOfRun[]>;
  /** Facilities by name; those without a name come last. Reads all entries. */
  sites(): Promise<readonly SiteCounts[]>;
  /** Most frequent first. */
  openProblems(): Promise<readonly OpenProblem[]>;
  /** Oldest first. @throws RunError LEDGER_CHANGED where an entry is missing or is not as it was written. */
  audit(): AsyncIterable<AuditEntry>;
}
