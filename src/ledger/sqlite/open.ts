/** Opens the SQLite ledger: lock, secret, shape, owner, health. */
import { randomUUID } from 'node:crypto';
import { diskError } from '../../disk/disk-error.ts';
import { RunError } from '../../errors.ts';
import type { DecidingLedger } from '../deciding-side.ts';
import type { AcceptedSample, OpenLedger } from '../ledger.ts';
import type { ReportLedger } from '../report-side.ts';
import type { ForeignKey } from '../sealed/outer-key.ts';
import { createSealer } from '../sealed/seal.ts';
import { bindTarget } from './binding.ts';
import { takeOver } from './checks.ts';
import { type Actor, type Connection, connect, ensureFolder } from './connection.ts';
import { markRun, noticeCopy } from './copies.ts';
import { deliveryLedger } from './delivery.ts';
import { decidingLedger } from './dismiss.ts';
import { diaryLedger } from './history.ts';
import { intakeLedger } from './intake.ts';
import { lockLedger } from './lock.ts';
import { lookInto } from './look-into.ts';
import { refuseMovedAway } from './moved-away.ts';
import { isThere } from './place.ts';
import { reportLedger } from './report.ts';
import { retryingLedger } from './retry.ts';
import { endOf, lastRunOf, newRun } from './runs.ts';
import { nameOfKey, outerKey, unlockSecret } from './slots.ts';

/** Three times the longest request of the default settings, and more. */
const LEASE_MS = 15 * 60_000;

export interface LedgerOptions {
  readonly path: string;
  readonly keyFile: string;
  /** Where the key comes from instead of `keyFile`. */
  readonly key?: ForeignKey | undefined;
  /** The user we act as, who must own the key; see `readOwnFile`. */
  readonly uid?: number | undefined;
  /** How long after the last send of a batch the target is first asked about it, in milliseconds. */
  readonly doubtWaitMs: number;
  /**
   * How long after the server's answer a record is known by more than its key, in milliseconds; for ever unless said.
   */
  readonly keepMs?: number;
  /** So long after it a run that ends forgets the record altogether, in milliseconds; never unless said. */
  readonly purgeMs?: number | undefined;
  /** How long a batch is held by whoever sends it or asks about it, in milliseconds: longer than any request. */
  readonly leaseMs?: number;
  /** Whether what was accepted lately may be asked for again (delivery-side.ts); not unless said. */
  readonly lookBack?: boolean;
  /** As in the traits of the target: a corrected row replaces a record that was accepted; not unless said. */
  readonly overwrites?: boolean;
  readonly now: () => number;
  /** The system user, for what a person decides; empty where there is none. */
  readonly user?: string;
  /** Of the program, for the audit. */
  readonly version?: string;
  /** Makes batch ids; default random UUIDs. */
  readonly newId?: () => string;
}

interface RunOptions extends LedgerOptions {
  /** The identity of the target. */
  readonly target: string;
  /** `--rebind`: throws unless the target knows these, which another one has accepted. */
  readonly prove?: (sample: readonly AcceptedSample[]) => Promise<void>;
}

/** Who works with a ledger that is opened with these. */
export function actorOf({ user = '', version = '' }: Pick<LedgerOptions, 'user' | 'version'>): Actor {
  return { who: user, version };
}

/** Opens for a run: takes the lock (LEDGER_BUSY at once when another run has it) and brings the shape up to date. */
export async function openLedger(options: RunOptions): Promise<OpenLedger> {
  const { path, now } = options;
  const outer = await outerKey(options, isThere(path));
  ensureFolder(path);
  const unlock = lockLedger(path);
  let connection: Connection | undefined;
  try {
    const { secret, slots } = await unlockSecret(path, outer, nameOfKey(options));
    connection = connect(path, createSealer(secret), now, actorOf(options));
    await takeOver(connection, nameOfKey(options), slots);
    refuseMovedAway(connection);
    const movedFrom = await bindTarget(connection, options.target, options.prove);
    await noticeCopy(connection);
    const ledger = ledgerOver(connection, options);
    return {
      ...ledger,
      async beginRun(command, now) {
        const begun = await ledger.beginRun(command, now);
        markRun(path, begun.run);
        return begun;
      },
      secret,
      ...(movedFrom === undefined ? {} : { movedFrom }),
      async close() {
        await ledger.close();
        unlock();
      },
    };
  } catch (error) {
    connection?.close();
    unlock();
    throw diskError(error, path);
  }
}

/**
 * What `openLedger` puts lock, secret and checks around. A simulation kills it and opens it over the same connection.
 * @internal Exported for simulations and tests.
 */
export function ledgerOver(
  connection: Connection,
  options: Pick<
    LedgerOptions,
    'doubtWaitMs' | 'newId' | 'user' | 'keepMs' | 'purgeMs' | 'leaseMs' | 'lookBack' | 'overwrites'
  >,
): Pick<OpenLedger, 'beginRun' | 'close'> {
  // What a run that was killed had begun to take in is gone with it.
  if (connection.db.isTransaction) connection.db.exec('ROLLBACK');
  const rules = { deadUntil: lastRunOf(connection), leaseMs: options.leaseMs ?? LEASE_MS };
  return {
    async beginRun(command, now) {
      const ofRun = await newRun(connection, command, now);
      const { close: _, atOnce: _looks, ...reports } = reportLedger(ofRun);
      return {
        ...intakeLedger(ofRun, options.user ?? '', options.overwrites ?? false),
        ...deliveryLedger(ofRun, options.newId ?? randomUUID, options.doubtWaitMs, rules, options.lookBack ?? false),
        ...retryingLedger(ofRun),
        ...reports,
        ...diaryLedger(ofRun),
        ...endOf(ofRun, options),
      };
    },
    async close() {
      connection.close();
    },
  };
}

/**
 * Opens for what a person decides, which takes the lock as a run does, and asks no server. LEDGER_MISSING when nothing
 * was ever imported.
 */
export async function openLedgerForDeciding(options: Omit<LedgerOptions, 'doubtWaitMs'>): Promise<DecidingLedger> {
  const { path, now, user } = options;
  if (!isThere(path)) throw new RunError('LEDGER_MISSING', { path });
  const outer = await outerKey(options, true);
  const unlock = lockLedger(path);
  let connection: Connection | undefined;
  try {
    const { secret } = await unlockSecret(path, outer, nameOfKey(options));
    connection = connect(path, createSealer(secret), now, actorOf(options));
    await takeOver(connection, nameOfKey(options));
    const ledger = decidingLedger(connection, user ?? '');
    return {
      ...ledger,
      async close() {
        await ledger.close();
        unlock();
      },
    };
  } catch (error) {
    connection?.close();
    unlock();
    throw diskError(error, path);
  }
}

/** Opens for reports beside a run. LEDGER_MISSING when nothing was ever imported. */
export async function openLedgerForReading(options: Omit<LedgerOptions, 'doubtWaitMs'>): Promise<ReportLedger> {
  const { path, now } = options;
  if (!isThere(path)) throw new RunError('LEDGER_MISSING', { path });
  const { secret } = await unlockSecret(path, await outerKey(options, true), nameOfKey(options));
  return reportLedger(await lookInto(path, createSealer(secret), now, nameOfKey(options)));
}
