/**
 * Who rests hears by LISTEN that something has come. A NOTIFY is lost while nobody listens, as between two connections,
 * and behind a pooler of transactions it is never heard (pgbouncer.org/features.html): so a new connection rings by
 * itself, and whoever rests looks now and then.
 */
import type { Client } from 'pg';
import type { Clock, Random } from '../../clock.ts';
import type { DatabasePool } from '../../postgres/connect.ts';
import type { Doorbell } from '../doorbell-side.ts';
import { STATE } from '../sqlite/entry-rows.ts';
import type { Database, Tx } from './database.ts';
import { PARCEL_CHANNEL, PARCEL_STATE } from './parcels-schema.ts';

/** Rung when a file is in, or a person has had something sent again; what is told is the schema of the ledger. */
const ROWS = 'vax_upload_rows';
const RING = `SELECT pg_notify('${ROWS}', current_schema())`;

/** So many are counted at most. */
const MOST_COUNTED = 5_000;
/** As conclude.ts counts what is left: without what lies with a person. And what districts have left. */
const WAITING = `SELECT count(*) AS n FROM (SELECT 1 FROM entries
  WHERE state <> 3 AND state IN (${STATE.pending}, ${STATE.sending}, ${STATE['in-doubt']})
    AND NOT (state <> ${STATE.pending} AND EXISTS (SELECT 1 FROM batches WHERE batches.id = entries.batch
      AND handed IS NOT NULL AND closed IS NULL))
  UNION ALL SELECT 1 FROM parcels WHERE state = ${PARCEL_STATE.waiting}
  LIMIT ${MOST_COUNTED}) AS found`;

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** In a transaction that makes entries wait: whoever rests hears of it when it commits. */
export async function ring(tx: Tx): Promise<void> {
  await tx.query(RING);
}

export interface DoorbellParts {
  readonly database: Database;
  /** The one of the database, which it closes. */
  readonly pool: Pick<DatabasePool, 'connectApart' | 'address'>;
  readonly clock: Clock;
  readonly random: Random;
}

/** Listens from now on, whatever becomes of the connection. */
export function openDoorbell({ database, pool, clock, random }: DoorbellParts): Doorbell {
  const over = new AbortController();
  let hasRung = false;
  let wake: () => void = () => undefined;
  const { schema } = pool.address;

  function rings(): void {
    hasRung = true;
    wake();
  }

  /** Resolves when the connection has ended, by whomever. */
  async function listen(client: Client): Promise<void> {
    const ended = new Promise<void>((resolve) => {
      client.on('end', () => resolve());
      client.on('error', () => resolve());
      over.signal.addEventListener('abort', () => resolve(), { once: true });
    });
    client.on('notification', ({ channel, payload }) => {
      if (channel === PARCEL_CHANNEL || payload === schema) rings();
    });
    await client.query(`LISTEN ${ROWS}`);
    await client.query(`LISTEN ${PARCEL_CHANNEL}`);
    // What has come while nobody listened.
    rings();
    await ended;
  }

  async function listenOn(): Promise<void> {
    for (let tries = 0; !over.signal.aborted; tries++) {
      let client: Client | undefined;
      try {
        client = await pool.connectApart();
        tries = 0;
        await listen(client);
      } catch {
        // Looking now and then goes on without it, and tells what is wrong.
      } finally {
        await client?.end().catch(() => undefined);
      }
      await clock.sleep(random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(tries, 10)), over.signal);
    }
  }

  const listening = listenOn();
  return {
    waiting: () =>
      database.read(async (tx) => {
        const [row] = await tx.query(WAITING);
        return Number(row?.['n']);
      }),
    rung: (signal) =>
      new Promise<void>((resolve) => {
        wake = () => {
          hasRung = false;
          wake = () => undefined;
          signal.removeEventListener('abort', wake);
          resolve();
        };
        if (hasRung || signal.aborted) wake();
        else signal.addEventListener('abort', () => wake(), { once: true });
      }),
    async close() {
      over.abort();
      await listening;
      await database.close();
    },
  };
}
