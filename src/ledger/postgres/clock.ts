/**
 * The clock of the database, as a worker has it. Leases and moments in the ledger are of this one, since many computers
 * read them and none of their own clocks can be trusted. It is looked at now and then; in between goes the clock of the
 * computer that nobody sets.
 */
import type { Clock } from '../../clock.ts';
import type { Database } from './database.ts';

/** How a ledger goes by the clock of its database. */
export interface LedgerTime {
  /** Looks at it again: it may have been set, or the database may be on another computer now. */
  measure(): Promise<void>;
  /**
   * From now on it gives what has become of a moment that was chosen now: a transaction may be tried for minutes, and a
   * lease that began when it was first tried would be over when it is durable.
   */
  carry(): (moment: number) => number;
}

export type DatabaseClock = Clock & LedgerTime;

/** Of a ledger whose moments are handed in, by a test. */
export const HANDED_IN: LedgerTime = { measure: async () => undefined, carry: () => (moment) => moment };

const NOW = 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::double precision AS now';

/** `own`: of this computer. */
export async function databaseClock(database: Pick<Database, 'read'>, own: Clock): Promise<DatabaseClock> {
  /** What the other clock shows when the steady one of this computer shows nothing. */
  let ahead = 0;

  async function measure(): Promise<void> {
    await database.read(async (tx) => {
      const asked = own.elapsed();
      const [row] = await tx.query(NOW);
      // It was read somewhere between the question and the answer.
      ahead = Math.round(Number(row?.['now']) - (asked + own.elapsed()) / 2);
    });
  }

  await measure();
  return {
    now: () => own.elapsed() + ahead,
    elapsed: () => own.elapsed(),
    sleep: (ms, signal) => own.sleep(ms, signal),
    measure,
    carry() {
      const began = own.elapsed();
      return (moment) => moment + own.elapsed() - began;
    },
  };
}
