/**
 * Every sentence the program says to a person. en/sentences.ts and id/sentences.ts must each have all of them, or they
 * do not compile. Sentences take numbers and names, never cell text. Times of day come as text that `clock` has made,
 * because the reader's time zone is known only to who prints.
 */

import type { ErrorParams, RunErrorCode } from '../errors.ts';
import type { Field, Severity } from '../record/problems.ts';
import type { Outcome } from '../record/record.ts';
import type { OutageCause } from '../target/target.ts';
import type { ColumnWords } from './columns.ts';
import type { DatabaseWords } from './database.ts';
import type { DoctorWords } from './doctor.ts';
import type { DoctorHereWords } from './doctor-here.ts';
import type { ExplainWords } from './explain.ts';
import type { InboxWords } from './inbox.ts';
import type { Language } from './language.ts';
import type { LogWords } from './logs.ts';
import type { MovingWords } from './moving.ts';
import type { NextStep } from './next-step.ts';
import type { NightTexts } from './nights.ts';
import type { NotifyWords } from './notify.ts';
import type { Figures } from './numbers.ts';
import type { PositionWords } from './position.ts';
import type { ProvinceWords } from './province.ts';
import type { ReconcileWords } from './reconcile.ts';
import type { RightsWords } from './rights.ts';
import type { StayWords } from './staying.ts';

/** What went wrong with the run, and what the reader can do about it. Both are whole sentences. */
export interface ErrorText {
  readonly what: string;
  readonly tryThis: string;
}

/** The sentences of every known error. Parameters may be missing; the sentence must read well without them. */
export type ErrorTexts = { readonly [Code in RunErrorCode]: (params: ErrorParams) => ErrorText };

/** The weather as a person is told of it; `since` and `nextTry` are times of day. */
export interface Outage {
  readonly since: string;
  readonly nextTry?: string;
  /** The moment of the next try has come, and its answer is awaited. */
  readonly trying?: true;
  readonly cause?: OutageCause;
  readonly status?: number;
}

export interface Messages {
  readonly language: Language;
  readonly figures: Figures;
  /** Before the first line and the second line of an error. */
  readonly errorWord: string;
  readonly tryWord: string;
  readonly errors: ErrorTexts;
  readonly fields: Readonly<Record<Field, string>>;
  /** Short enough to stand in a sum. */
  readonly outcomes: Readonly<Record<Outcome, string>>;
  /** What an outcome means, where its name alone would leave a clerk wondering. */
  readonly outcomeHints: Readonly<Partial<Record<Outcome, string>>>;
  /** `in-doubt` where the records lie in files of the target; and what that means. */
  readonly handedOver: { readonly label: string; readonly hint: string };
  /** `waiting` in a mere check: the row is ready to be sent. */
  readonly readyToSend: string;

  readonly reading: {
    progress(file: string, rows: number, share: number | undefined): string;
    /** `pairs`: field ← heading, already joined. */
    columns(file: string, sheet: string, pairs: string): string;
    /** The columns are those of the sheet before. */
    sameColumns(file: string, sheet: string): string;
    ignored(headings: string): string;
    defaults(pairs: string): string;
    /** Values from `--set`, and fields of `--set` that the sheet has columns for. */
    set(pairs: string): string;
    setUnused(fields: string): string;
    /** A field that is read to be compared only. */
    notSent(field: string): string;
    file(file: string, sheet: string, rows: number): string;
    takenIn(fresh: number, known: number): string;
    row(file: string, sheet: string, line: number, outcome: string, problems: string): string;
    /** Behind a sentence about a whole column: in so many rows, and which; `rows` is `2-13, 15`. */
    inRows(count: number, rows: string): string;
  };

  readonly delivering: {
    /** The ledger goes to another target from now on. */
    moved(from: string, to: string): string;
    /** So many that were refused are sent again. */
    again(entries: number): string;
    start(waiting: number, inDoubt: number, target: string): string;
    nothing(target: string): string;
    /** The end of the bar: rate and time left. */
    pace(rate: string, left: string | undefined): string;
    starting: string;
    /** A heartbeat: so many of so many are there. */
    progress(done: number, total: number): string;
    down(outage: Outage): string;
    /** `down` for a narrow screen. */
    downShort(outage: Outage): string;
    up(away: number | undefined): string;
    /** Of so many that the server had acknowledged before an outage, so many are gone there. */
    lookBack(asked: number, gone: number): string;
    /**
     * An older copy of the ledger: `entries` that wait are asked for; or the target may be sent anything twice (`safe`);
     * or neither.
     */
    copy(entries: number, asked: boolean, safe: boolean): string;
    doubts(asked: number, there: number, absent: number, unknown: number): string;
    /**
     * One request (`-v`): where it went, its batch, and what came back: a status and the number under which the
     * server's own people find it, or a cause.
     */
    request(seen: {
      /** Which one of the run. */
      nth: number;
      to: string;
      id?: string;
      status?: number;
      requestId?: string;
      cause?: OutageCause;
      ms: number;
    }): string;
    /** The two clocks, as date and time. */
    clock(here: string, server: string): string;
    stopping(why: 'SIGINT' | 'SIGTERM' | 'window', sending: boolean): string;
    correctionSheet(path: string, rows: number): string;
    /** A correction sheet that nobody has changed is passed over. */
    untouched(file: string): string;
  };

  readonly position: PositionWords;
  readonly notify: NotifyWords;

  readonly summary: {
    title(command: NextStep['command'], files: number, ms: number): string;
    total: string;
    /** "2,340 rows = 2,003 accepted + …"; `terms` is joined already. */
    check(rows: number, terms: string): string;
    /** The same where rows hold several doses. */
    checkDoses(rows: number, readings: number, skipped: number, total: number, terms: string): string;
    /** The same for entries of the ledger, when no file was read. */
    checkRecords(records: number, terms: string): string;
    nothingRead: string;
    mismatch: string;
    notTwice(alreadyThere: number): string;
    traffic(requests: number, outages: number, awayMs: number): string;
    backlog(records: number): string;
    /** Records that lie in so many files of the target and wait for a person's word. */
    handedOver(records: number, files: number): string;
    /** Rows of earlier runs that wait for a person. */
    otherRows(rows: number): string;
    /** Rows that a newer version of their file lacks. */
    gone(rows: number): string;
    problemsTitle: string;
    problem(sentence: string, rows: number, severity: Severity): string;
    moreProblems(kinds: number): string;
    next(step: NextStep): string;
  };

  readonly nights: NightTexts;

  readonly status: {
    title(path: string, target: string): string;
    /** `ended`: absent while it is `running`, and where it was killed. */
    lastRun(
      command: string,
      started: string,
      ended: string | undefined,
      exitCode: number | undefined,
      running: boolean,
    ): string;
    neverRun: string;
    /** Rows to be corrected in the sheet. */
    needCorrection: string;
  };

  readonly explain: ExplainWords;
  readonly rights: RightsWords;
  readonly moving: MovingWords;
  readonly columns: ColumnWords;
  readonly reconcile: ReconcileWords;
  readonly doctor: DoctorWords;
  readonly inbox: InboxWords;
  readonly database: DatabaseWords;
  readonly province: ProvinceWords;
  readonly staying: StayWords;
  readonly logs: LogWords;
  readonly doctorHere: DoctorHereWords;
  readonly dryRun: {
    /** `shown` of `records` that would be sent; `revealed`: personal data stand there as they are. */
    title(target: string, shown: number, records: number, revealed: boolean): string;
  };
  readonly checkServer: {
    title(target: string, asked: number, refused: number): string;
    /** `place` as rows of files are called; the server's own code, where it has one. */
    row(place: string, field: string | undefined, code: string | undefined): string;
    more(rows: number): string;
  };
  readonly confirming: {
    /** What `confirm` has written down: `unknown` rows of an acknowledgement are of nothing that waits. */
    done(said: { accepted: number; refused: number; lost: number; unknown: number; open: number }): readonly string[];
    /** Nothing is handed over and without a word. */
    nothing: string;
    /** One batch that waits for a word. */
    batch(id: string, records: number, at: string): string;
    /** How to say what became of them. */
    howTo: string;
  };
  /** A row was taken off the list. */
  dismissed(file: string, line: number): string;
  /** What `rekey` has done to these ledgers; `setting`: the line of the configuration that names the new key. */
  rekeyed(ledgers: readonly string[], setting: string | undefined): readonly string[];
  /** What `purge` has done. */
  purged(entries: number, rows: number): string;
  readonly rejects: { written(path: string, rows: number): string; nothing: string };
  readonly sandbox: { ready(url: string, weather: string): string; howTo(url: string): string; stop: string };

  readonly bug: {
    what: string;
    causedBy: string;
    program(version: string, node: string | undefined): string;
    tryThis: string;
  };
}
