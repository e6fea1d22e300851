/** Batches that were handed over to a person, as far as nobody has said what became of them. */
import type { DeliveryLedger, HandedOver } from '../delivery-side.ts';
import type { Connection, Row } from './connection.ts';
import { OPEN_ENTRIES } from './doubts.ts';
import type { Requests } from './requests.ts';
import { genuine } from './signed-tables.ts';

export function handedOverIn(
  connection: Connection,
  requests: Requests,
): Pick<DeliveryLedger, 'handedOver' | 'countHandedOver'> {
  const { db } = connection;
  const handedOver = db.prepare(
    `SELECT id, uuid, coalesce(fence, 0) AS fence, entries, handed, ${genuine('batches')} FROM batches
     WHERE handed IS NOT NULL AND closed IS NULL ORDER BY id`,
  );
  const openEntries = db.prepare(OPEN_ENTRIES);
  return {
    handedOver: () =>
      connection.read((): readonly HandedOver[] =>
        (handedOver.all() as Row[]).map(({ id, uuid, fence, entries, handed }) => ({
          id: String(uuid),
          fence: Number(fence),
          at: Number(handed),
          records: Number(entries),
          keys: requests.keysOf(openEntries.all(id as number) as Row[]),
        })),
      ),
    countHandedOver: () => connection.read(() => countHandedOver(connection)),
  };
}

/** What lies with a person and is open. */
export function countHandedOver({ db }: Pick<Connection, 'db'>): { entries: number; batches: number } {
  const counted = db.prepare(
    `SELECT count(*) AS entries, count(DISTINCT batch) AS batches FROM entries
     WHERE batch IN (SELECT id FROM batches WHERE handed IS NOT NULL AND closed IS NULL) AND state IN (1, 2)`,
  );
  const { entries, batches } = counted.get() as Row;
  return { entries: Number(entries), batches: Number(batches) };
}
