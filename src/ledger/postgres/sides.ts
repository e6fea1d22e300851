/** The sides of the SQLite ledger over a working copy. */

import type { DecidingLedger } from '../deciding-side.ts';
import type { DeliveryLedger } from '../delivery-side.ts';
import type { DiaryLedger } from '../history-side.ts';
import type { KnownLedger } from '../known.ts';
import type { Ledger } from '../ledger.ts';
import type { PersonLedger } from '../person-side.ts';
import type { ReportLedger } from '../report-side.ts';
import type { Connection } from '../sqlite/connection.ts';
import { deliveryLedger } from '../sqlite/delivery.ts';
import type { Alike } from '../sqlite/gone-rows.ts';
import { diaryLedger } from '../sqlite/history.ts';
import { type Intake, intakeOver } from '../sqlite/intake.ts';
import { reportLedger } from '../sqlite/report.ts';
import { type Retrying, retryingIn } from '../sqlite/retry.ts';
import { endOf } from '../sqlite/runs.ts';

/** For whoever only reads. */
export interface ReportSides {
  readonly connection: Connection;
  readonly reports: ReportLedger;
}

/** For what a person decides. */
export interface DecidingSides extends ReportSides {
  readonly deciding: DecidingLedger;
}

/** For questions about people. */
export interface PersonSides {
  readonly connection: Connection;
  readonly people: PersonLedger;
}

/** For `reconcile`. */
export interface KnownSides {
  readonly connection: Connection;
  readonly known: KnownLedger;
}

/** As one run has them. */
export interface RunSides extends ReportSides {
  readonly intake: Intake;
  /** What intake asks of older files, filled in before a file is closed. */
  readonly alike: Map<number, Alike>;
  readonly delivery: DeliveryLedger;
  readonly retrying: Retrying;
  readonly diary: DiaryLedger;
  readonly end: Pick<Ledger, 'endRun'>;
}

export interface SideOptions {
  readonly newId: () => string;
  readonly doubtWaitMs: number;
  readonly leaseMs: number;
  readonly lookBack: boolean;
  readonly overwrites: boolean;
  readonly user: string;
}

const NONE: Alike = { rows: 0, again: 0 };

export function runSides(
  connection: Connection,
  { newId, doubtWaitMs, leaseMs, lookBack, overwrites, user }: SideOptions,
): RunSides {
  const alike = new Map<number, Alike>();
  // Other workers live as long as their leases: nobody has the ledger for himself.
  const rules = { deadUntil: 0, leaseMs };
  return {
    connection,
    alike,
    intake: intakeOver(connection, user, overwrites, (_, older) => alike.get(older) ?? NONE),
    delivery: deliveryLedger(connection, newId, doubtWaitMs, rules, lookBack),
    retrying: retryingIn(connection),
    diary: diaryLedger(connection),
    reports: reportLedger(connection),
    end: endOf(connection, {}),
  };
}
