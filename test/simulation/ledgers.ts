/** The ledger of a simulation: it outlives the processes that open it. In memory it is the real one on SQLite. */
import type { Clock, Random } from '../../src/clock.ts';
import type { StopSignals } from '../../src/delivery/delivery.ts';
import type { KnownLedger } from '../../src/ledger/known.ts';
import type { OpenLedger } from '../../src/ledger/ledger.ts';
import { connectInMemory, type Row } from '../../src/ledger/sqlite/connection.ts';
import { knownLedger } from '../../src/ledger/sqlite/known.ts';
import { ledgerOver } from '../../src/ledger/sqlite/open.ts';
import { reportLedger } from '../../src/ledger/sqlite/report.ts';
import type { Counts } from '../../src/ledger/states.ts';
import type { FakeClock } from './fake-clock.ts';
import { sealer } from './people.ts';

/** As one process has it. */
export interface OpenedLedger extends Pick<OpenLedger, 'beginRun'> {
  /** By which its moments are, where that is not the process's own. */
  readonly clock?: Clock;
  readonly known: KnownLedger;
  /** The process is gone, wherever it was: nothing that it has not committed stays. */
  die(): Promise<void>;
}

export interface SimulatedLedger {
  /** What a new process sees. `stop`: how that is asked to stop. */
  open(stop: StopSignals): Promise<OpenedLedger>;
  /** A look from outside: what stands in the table, a row for each record. */
  entries(): Promise<readonly Row[]>;
  /** The same as reports count it. */
  count(): Promise<Counts>;
  close(): Promise<void>;
}

export interface LedgerParts {
  readonly clock: FakeClock;
  readonly doubtWaitMs: number;
  readonly newId: () => string;
  /** Chance of the ledger's own, which nothing else is drawn from. */
  readonly random: Random;
}

/** Makes an empty one. */
export type NewLedger = (parts: LedgerParts) => Promise<SimulatedLedger>;

/** What the invariants look at, in either database. */
export const ENTRIES = 'SELECT line, state, person, dose, receipt, reasons FROM entries ORDER BY line';

export const inMemory: NewLedger = async ({ clock, doubtWaitMs, newId }) => {
  const connection = connectInMemory(sealer, () => clock.now());
  const reports = reportLedger(connection);
  return {
    open: async () => ({
      ...ledgerOver(connection, { newId, doubtWaitMs, lookBack: true }),
      known: knownLedger(connection),
      // The next one that opens it takes back what was begun.
      die: async () => undefined,
    }),
    entries: async () => connection.db.prepare(ENTRIES).all() as Row[],
    count: () => reports.count(),
    close: async () => connection.close(),
  };
};
