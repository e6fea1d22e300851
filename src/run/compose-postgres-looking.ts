/** The composition root of the ledger in PostgreSQL for whoever looks or decides; loaded only where it is one. */
import type { DecidingLedger } from '../ledger/deciding-side.ts';
import type { LedgerHealth } from '../ledger/health.ts';
import type { KnownLedger } from '../ledger/known.ts';
import type { PersonLedger } from '../ledger/person-side.ts';
import { lookOverPostgres } from '../ledger/postgres/look-over.ts';
import {
  notePostgresListing,
  openPostgresDeciding,
  openPostgresKnown,
  openPostgresPeople,
  openPostgresReports,
} from '../ledger/postgres/open-looking.ts';
import type { ReportLedger } from '../ledger/report-side.ts';
import { postgresOf } from './compose-postgres.ts';
import type { Context } from './context.ts';
import type { Setup } from './setup.ts';

/** As `wireReports`. */
export async function reportsInPostgres(setup: Setup, context: Context): Promise<ReportLedger> {
  return openPostgresReports(await postgresOf(setup, context, 'reports'));
}

/** As `wireDeciding`. */
export async function decidingInPostgres(setup: Setup, context: Context): Promise<DecidingLedger> {
  return openPostgresDeciding(await postgresOf(setup, context, 'decisions'));
}

/** As `wirePeople`. */
export async function peopleInPostgres(setup: Setup, context: Context): Promise<PersonLedger> {
  return openPostgresPeople(await postgresOf(setup, context, 'find'));
}

/** As `wireKnown`. */
export async function knownInPostgres(setup: Setup, context: Context): Promise<KnownLedger | undefined> {
  return openPostgresKnown(await postgresOf(setup, context, 'reconcile'));
}

/** As `noteListing`. */
export async function listingInPostgres(file: string, setup: Setup, context: Context): Promise<void> {
  return notePostgresListing(await postgresOf(setup, context, 'find'), { file });
}

/** What only its key shows of a ledger that is there, for `wireHealth`. */
export async function rowsInPostgres(setup: Setup, context: Context): Promise<Partial<LedgerHealth>> {
  return lookOverPostgres(await postgresOf(setup, context, 'doctor'));
}
