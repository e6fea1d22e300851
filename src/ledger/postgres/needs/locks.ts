/** Who waits for whom. Both locks are of a transaction, and of one ledger (a schema) in a database of many. */
import type { Row } from '../../sqlite/connection.ts';
import type { Loader } from '../working-copy.ts';

/** A number for a lock: of this ledger, and of nothing else in the database. */
const named = (what: string): string => `hashtextextended('vax-upload ${what} ' || current_schema(), 0)`;

/**
 * Admission, and what people decide, take turns: who is a namesake, and which doses a person has, are questions that no
 * unique index answers. Delivery never waits for a turn. Taken before any other lock.
 */
export function takeTurn({ tx }: Pick<Loader, 'tx'>): Promise<unknown> {
  return tx.query(`SELECT pg_advisory_xact_lock(${named('turn')})`);
}

/** The same without waiting. False where somebody else has the turn. */
export async function tryTurn({ tx }: Pick<Loader, 'tx'>): Promise<boolean> {
  const [row] = await tx.query(`SELECT pg_try_advisory_xact_lock(${named('turn')}) AS mine`);
  return row?.['mine'] as unknown as boolean;
}

/** For a transaction that writes into the audit, whose entries are chained: its last entry is loaded. */
export async function lastDeed(load: Loader): Promise<void> {
  await load.tx.query(`SELECT pg_advisory_xact_lock(${named('audit')})`);
  await load.rows('audit', 'true ORDER BY id DESC LIMIT 1');
}

/** Facts of the ledger, of which there are few. */
export function facts(load: Loader): Promise<readonly Row[]> {
  return load.rows('meta', 'true');
}
