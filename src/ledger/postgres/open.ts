/** Opens the ledger in PostgreSQL: shape, secret, owner. */
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock.ts';
import { RunError } from '../../errors.ts';
import type { AcceptedSample, OpenLedger } from '../ledger.ts';
import type { ForeignKey, Slot } from '../sealed/outer-key.ts';
import { createSealer, type Sealer } from '../sealed/seal.ts';
import { bindTarget } from '../sqlite/binding.ts';
import { isProofOf, KEY_CHECK, proofUnder } from '../sqlite/checks.ts';
import type { Connection } from '../sqlite/connection.ts';
import { markRun } from '../sqlite/copies.ts';
import { isBlank } from '../sqlite/guard.ts';
import { newRun } from '../sqlite/runs.ts';
import { nameOfKey, openSlots, outerKey, SLOTS, type Unlocked, writeSlots } from '../sqlite/slots.ts';
import { beginLife, stayAlive } from './alive.ts';
import { databaseClock, HANDED_IN } from './clock.ts';
import { copiesIn } from './copies.ts';
import type { Database } from './database.ts';
import { openDesk } from './desk.ts';
import { migrate } from './migrate.ts';
import { facts, lastDeed, takeTurn } from './needs/locks.ts';
import { parcelsIn } from './parcels.ts';
import { runLedger } from './run.ts';
import { underSharedKey } from './shared-key.ts';
import { runSides } from './sides.ts';
import { readTables, type Tables } from './tables.ts';
import { openCopy, type WorkingCopy } from './working-copy.ts';

/**
 * A lease is renewed while its holder lives (delivery/lease-keeper.ts), so it may be short: so long what a worker that
 * died had in flight is nobody's.
 */
const LEASE_MS = 60_000;

export interface PostgresOptions {
  readonly database: Database;
  /** The schema in which the tables are. */
  readonly schema: string;
  /** As messages call the ledger: its address without secrets. */
  readonly name: string;
  /** Where this computer marks the runs that it has begun (sqlite/copies.ts), as the beginning of a path. */
  readonly marks?: string;
  readonly keyFile: string;
  /** Where the key comes from instead of `keyFile`. */
  readonly key?: ForeignKey | undefined;
  /** The user we act as, who must own the key. */
  readonly uid?: number | undefined;
  readonly doubtWaitMs: number;
  readonly leaseMs?: number;
  readonly lookBack?: boolean;
  readonly overwrites?: boolean;
  /** As in `LedgerOptions` of SQLite: after so many milliseconds a record is known by its key alone. */
  readonly keepMs?: number | undefined;
  /** And after so many it is forgotten. */
  readonly purgeMs?: number | undefined;
  readonly now: () => number;
  /** The clock of this computer: then the ledger goes by that of the database (clock.ts), and not by `now`. */
  readonly clock?: Clock;
  readonly user?: string;
  readonly version?: string;
  readonly newId?: () => string;
}

interface RunOptions extends PostgresOptions {
  /** The identity of the target. */
  readonly target: string;
  /** `--rebind`: throws unless the target knows these, which another one has accepted. */
  readonly prove?: (sample: readonly AcceptedSample[]) => Promise<void>;
}

/** Opens for a run, beside any number of others. */
export async function openPostgresLedger(options: RunOptions): Promise<OpenLedger> {
  const { database, schema, name, target, prove } = options;
  await migrate(database, schema, name);
  const secret = await underSharedKey(name, () => unlock(options));
  const clock = options.clock && (await databaseClock(database, options.clock));
  const now = clock?.now ?? options.now;
  const newCopy = copiesOf({ ...options, now }, createSealer(secret));
  const first = await newCopy();
  const movedFrom = await bind(database, first, target, prove);
  const copies = await copiesIn(database, first, options);
  await copies.notice();
  const base = first.connection;
  const living = new Set<() => void>();
  const sideOptions = {
    newId: options.newId ?? randomUUID,
    doubtWaitMs: options.doubtWaitMs,
    leaseMs: options.leaseMs ?? LEASE_MS,
    lookBack: options.lookBack ?? false,
    overwrites: options.overwrites ?? false,
    user: options.user ?? '',
  };
  return {
    secret,
    parcels: parcelsIn(database),
    ...(movedFrom === undefined ? {} : { movedFrom }),
    ...(clock ? { clock } : {}),
    async beginRun(command, now) {
      const { run } = await database.transaction(async (tx) => {
        const begun = await first.work(
          tx,
          async (load) => {
            await facts(load);
            await lastDeed(load);
          },
          () => newRun(base, command, now),
          { runs: 1 },
        );
        await beginLife(tx, begun.run);
        return begun;
      });
      const end = stayAlive(database, run);
      living.add(end);
      const desk = openDesk(database, newCopy, (connection: Connection) =>
        runSides(connection.forRun(run), sideOptions),
      );
      if (options.marks !== undefined) markRun(options.marks, run);
      return runLedger(
        desk,
        run,
        { ...sideOptions, copies, target, keepMs: options.keepMs, purgeMs: options.purgeMs },
        { time: clock ?? HANDED_IN, died: end },
      );
    },
    async close() {
      for (const end of living) end();
      await database.close();
    },
  };
}

/** Working copies of one ledger; its tables are read once. */
export function copiesOf(
  { database, name, now, user = '', version = '' }: PostgresOptions,
  sealer: Sealer,
): () => Promise<WorkingCopy> {
  let tables: Promise<Tables> | undefined;
  const read = (db: DatabaseSync): Promise<Tables> => {
    tables ??= database.read((tx) => readTables(db, tx));
    return tables;
  };
  return () => openCopy({ name, sealer, now, actor: { who: user, version }, tables: read });
}

/**
 * The secret of the ledger; of a new one it is made, and written down with the proof of it.
 * @throws RunError LEDGER_KEY_WRONG, LEDGER_CHANGED
 */
async function unlock(options: PostgresOptions): Promise<Uint8Array> {
  const read = await options.database.read((tx) =>
    tx.query('SELECT name, value FROM meta WHERE name = ANY($1)', [[SLOTS, KEY_CHECK]]),
  );
  const fact = (name: string): string | undefined => {
    const row = read.find((each) => each['name'] === name);
    return row && String(row['value']);
  };
  const slots = fact(SLOTS);
  const outer = await outerKey(options, slots !== undefined);
  const known = await openSlots(
    slots === undefined ? undefined : (JSON.parse(slots) as Slot[]),
    outer,
    nameOfKey(options),
  );
  const proof = fact(KEY_CHECK);
  if (proof !== undefined) {
    if (isProofOf(createSealer(known.secret), proof)) return known.secret;
    throw new RunError('LEDGER_KEY_WRONG', { path: nameOfKey(options) });
  }
  // Somebody else may make the ledger in the same moment, under a secret of his.
  return (await writeProof(options, known)) ? known.secret : unlock(options);
}

/** False where there is a proof by now. */
async function writeProof(options: PostgresOptions, { secret, slots }: Unlocked): Promise<boolean> {
  const sealer = createSealer(secret);
  const copy = await copiesOf(options, sealer)();
  try {
    return await options.database.transaction((tx) =>
      copy.work(
        tx,
        async (load) => {
          await takeTurn(load);
          await facts(load);
          for (const table of ['entries', 'readings', 'decisions']) await load.rows(table, 'true LIMIT 1');
        },
        async () => {
          const { db } = copy.connection;
          if (db.prepare('SELECT 1 FROM meta WHERE name = ?').get(KEY_CHECK)) return false;
          // Who has taken the proof away would have us sign what stands there.
          if (!isBlank(copy.connection)) throw new RunError('LEDGER_CHANGED', { path: options.name });
          db.prepare('INSERT INTO meta (name, value) VALUES (?, ?)').run(KEY_CHECK, proofUnder(sealer));
          writeSlots(copy.connection, slots);
          return true;
        },
      ),
    );
  } finally {
    copy.close();
  }
}

function bind(
  database: Database,
  copy: WorkingCopy,
  target: string,
  prove: RunOptions['prove'],
): Promise<string | undefined> {
  return database.transaction((tx) =>
    copy.work(
      tx,
      async (load) => {
        await facts(load);
        const accepted = 'state = 3 AND wire IS NOT NULL AND receipt IS NOT NULL ORDER BY id';
        await load.rows('entries', 'state = 3 LIMIT 1');
        if (prove) {
          await load.rows('entries', `${accepted} LIMIT 10`);
          await load.rows('entries', `${accepted} DESC LIMIT 10`);
        }
        await lastDeed(load);
      },
      () => bindTarget(copy.connection, target, prove),
    ),
  );
}
