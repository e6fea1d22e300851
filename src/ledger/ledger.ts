/**
 * The port of the ledger, the state file: one entry for each distinct key. Intake writes it, delivery empties it, and
 * they meet nowhere else, so an outage never touches reading and a resume needs no spreadsheet. The states are drawn in
 * states.ts.
 *
 * Each side has a file of its own, so that another ledger can implement them one by one: intake-side.ts,
 * delivery-side.ts, report-side.ts, history-side.ts, deciding-side.ts, parcel-side.ts.
 *
 * Every method is one transaction, durable when its promise resolves (ledger/sqlite: WAL, synchronous=FULL); a file is
 * one from `openFile` to `closeFile`. All methods return promises because a ledger on a database server comes beside
 * the SQLite one. Both must pass test/contract/ledger-contract.ts.
 */
import type { Clock } from '../clock.ts';
import type { RecordKey } from '../record/record.ts';
import type { RetryingLedger } from './deciding-side.ts';
import type { DeliveryLedger } from './delivery-side.ts';
import type { GateStore } from './gate-side.ts';
import type { DiaryLedger, RunSummary } from './history-side.ts';
import type { IntakeLedger } from './intake-side.ts';
import type { Parcels } from './parcel-side.ts';
import type { ReportLedger } from './report-side.ts';

/** The ledger as one run has it, from `beginRun` to `endRun`. What its methods call "this run" is that one. */
export interface Ledger
  extends IntakeLedger,
    DeliveryLedger,
    RetryingLedger,
    DiaryLedger,
    Omit<ReportLedger, 'close' | 'atOnce'> {
  /** The number of the run. */
  readonly run: number;
  /** Where many workers may be at work: the gate that they share, and the name of this one. */
  readonly gate?: { readonly store: GateStore; readonly worker: string };
  /** `summary`: its last word; absent where it was broken off. */
  endRun(exitCode: number, now: number, summary?: RunSummary): Promise<void>;
}

/** A record that a server has accepted, for the question whether another address is that server. */
export interface AcceptedSample {
  readonly key: RecordKey;
  readonly receipt: string;
}

/** A ledger that is open for runs. Several may go on in it at once: each is a worker of its own. */
export interface OpenLedger {
  /** Writes down that a run begins at `now` (epoch ms). */
  beginRun(command: string, now: number): Promise<Ledger>;
  /** Ends the use of the ledger; what a run has in flight is in doubt for the next one. */
  close(): Promise<void>;
  /**
   * What it was opened with and proven to fit; readings are prepared under it (prepare.ts). The file it came from may
   * be another one by now.
   */
  readonly secret: Uint8Array;
  /**
   * By which the moments in it are, where that is not this computer's own: whoever delivers out of it goes by this one.
   */
  readonly clock?: Clock;
  /** Where districts leave parcels for it; absent where nobody else can reach it. */
  readonly parcels?: Parcels;
  /** The target that it belonged to until now, where this run has taken it to another one. */
  readonly movedFrom?: string;
}
