/** Opens the ledger in PostgreSQL for whoever looks or decides, beside any number of runs. */
import { RunError } from '../../errors.ts';
import type { DecidingLedger } from '../deciding-side.ts';
import type { DeedDetail } from '../history-side.ts';
import type { KnownLedger } from '../known.ts';
import type { PersonLedger } from '../person-side.ts';
import type { ReportLedger } from '../report-side.ts';
import type { Slot } from '../sealed/outer-key.ts';
import { createSealer } from '../sealed/seal.ts';
import { addDeed } from '../sqlite/audit.ts';
import { isProofOf, KEY_CHECK } from '../sqlite/checks.ts';
import type { Connection } from '../sqlite/connection.ts';
import { decidingLedger as decidingIn } from '../sqlite/dismiss.ts';
import { knownLedger as knownIn } from '../sqlite/known.ts';
import { personLedger as personIn } from '../sqlite/person-known.ts';
import { reportLedger } from '../sqlite/report.ts';
import { nameOfKey, openSlots, outerKey, SLOTS } from '../sqlite/slots.ts';
import type { Database, Tx } from './database.ts';
import { decidingLedger } from './deciding.ts';
import { type Desk, openDesk } from './desk.ts';
import { knownLedger } from './known.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { lastDeed } from './needs/locks.ts';
import { copiesOf, type PostgresOptions } from './open.ts';
import { personLedger } from './people.ts';
import { reportsOf } from './reports.ts';
import { MIGRATIONS } from './schema.ts';
import { underSharedKey } from './shared-key.ts';

export type LookingOptions = Omit<PostgresOptions, 'doubtWaitMs'>;

/** For reports. LEDGER_MISSING when nothing was ever imported. */
export async function openPostgresReports(options: LookingOptions): Promise<ReportLedger> {
  return reportsOf(
    await openDeskForLooking(options, (connection) => ({ connection, reports: reportLedger(connection) })),
    0,
  );
}

/** For what a person decides. LEDGER_MISSING when nothing was ever imported. */
export async function openPostgresDeciding(options: LookingOptions): Promise<DecidingLedger> {
  const desk = await openDeskForLooking(options, (connection) => ({
    connection,
    reports: reportLedger(connection),
    deciding: decidingIn(connection, options.user ?? ''),
  }));
  return decidingLedger(desk);
}

/** For questions about people. LEDGER_MISSING when nothing was ever imported. */
export async function openPostgresPeople(options: LookingOptions): Promise<PersonLedger> {
  return personLedger(
    await openDeskForLooking(options, (connection) => ({ connection, people: personIn(connection) })),
  );
}

/** For `reconcile`; undefined when there is no ledger. */
export async function openPostgresKnown(options: LookingOptions): Promise<KnownLedger | undefined> {
  try {
    return knownLedger(await openDeskForLooking(options, (connection) => ({ connection, known: knownIn(connection) })));
  } catch (error) {
    if (error instanceof RunError && error.code === 'LEDGER_MISSING') return undefined;
    throw error;
  }
}

/** That somebody asks for a list of all people stands in the audit before it is written. */
export async function notePostgresListing(options: LookingOptions, detail: DeedDetail): Promise<void> {
  const desk = await openDeskForLooking(options, (connection) => ({ connection }));
  try {
    await desk.work(lastDeed, async ({ connection }) => addDeed(connection, 'listed', detail));
  } finally {
    await desk.database.close();
  }
}

/** @throws RunError LEDGER_MISSING, LEDGER_NEWER, LEDGER_KEY_WRONG and those of the database, which is closed then. */
export async function openDeskForLooking<S>(
  options: LookingOptions,
  sidesOf: (connection: Connection) => S,
): Promise<Desk<S>> {
  const { database, name } = options;
  try {
    const secret = await underSharedKey(name, () => unlockForLooking(options));
    if (!secret) throw new RunError('LEDGER_MISSING', { path: name });
    return openDesk(database, copiesOf({ ...options, doubtWaitMs: 0 }, createSealer(secret)), sidesOf);
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The secret of a ledger that is there; nothing is made, but an earlier version's is brought up to date.
 * Undefined where there is none.
 */
async function unlockForLooking(options: LookingOptions): Promise<Uint8Array | undefined> {
  const { database, schema, name } = options;
  const version = await shapeOf(database, schema, name);
  if (version === 0) return undefined;
  if (version < MIGRATIONS.length) await migrate(database, schema, name);
  const facts = await database.read(keysOf);
  const slots = facts.get(SLOTS);
  const proof = facts.get(KEY_CHECK);
  if (slots === undefined || proof === undefined) return undefined;
  const keyName = nameOfKey(options);
  const { secret } = await openSlots(JSON.parse(slots) as Slot[], await outerKey(options, true), keyName);
  if (!isProofOf(createSealer(secret), proof)) throw new RunError('LEDGER_KEY_WRONG', { path: keyName });
  return secret;
}

/** How many migrations the schema has seen; 0 where there is no ledger in it. @throws RunError as `schemaVersion` */
function shapeOf(database: Database, schema: string, name: string): Promise<number> {
  return database.read(async (tx) => {
    const [there] = await tx.query('SELECT 1 AS there FROM pg_namespace WHERE nspname = $1', [schema]);
    return there ? schemaVersion(tx, name) : 0;
  });
}

/** What stands in the open about the keys of the ledger. */
async function keysOf(tx: Tx): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query('SELECT name, value FROM meta WHERE name = ANY($1)', [[SLOTS, KEY_CHECK]]);
  return new Map(rows.map(({ name, value }) => [String(name), String(value)]));
}
