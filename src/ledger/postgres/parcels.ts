/** Parcels of districts, as the province sees them. Each method is one statement; what it does twice does no harm. */
import type { OpenParcel, ParcelCounts, Parcels, StoredParcel } from '../parcel-side.ts';
import type { Database } from './database.ts';
import { PARCEL_STATE } from './parcels-schema.ts';

type Row = Readonly<Record<string, unknown>>;

const { waiting, admitted, aside } = PARCEL_STATE;
const STORED = 'id, district, at, rows, sealed';

export function parcelsIn(database: Pick<Database, 'transaction' | 'read'>): Parcels {
  const look = (sql: string, ...values: readonly unknown[]): Promise<readonly Row[]> =>
    database.read((tx) => tx.query(sql, values));
  const change = async (sql: string, ...values: readonly unknown[]): Promise<void> => {
    await database.transaction((tx) => tx.change(sql, values));
  };
  return {
    publish: (publicKey) =>
      change(
        `INSERT INTO province (public_key) VALUES ($1)
         ON CONFLICT (one) DO UPDATE SET public_key = excluded.public_key WHERE province.public_key <> $1`,
        Buffer.from(publicKey),
      ),
    async mayTakeIn() {
      const [row] = await look("SELECT has_table_privilege('entries', 'INSERT') AS may");
      return row?.['may'] === true;
    },
    // Where the answer is lost another one is taken, and this one is free again by its lease.
    take: (now, until) =>
      database.transaction(async (tx) => {
        const [row] = await tx.query(
          `UPDATE parcels SET taken = $2 WHERE id = (
             SELECT id FROM parcels WHERE state = ${waiting} AND coalesce(taken, 0) <= $1
             ORDER BY at, id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING ${STORED}`,
          [now, until],
        );
        return row && asStored(row);
      }),
    admitted: (id, files) =>
      change(
        `UPDATE parcels SET state = ${admitted}, files = $2, taken = NULL WHERE id = $1 AND state = ${waiting}`,
        id,
        files,
      ),
    putAside: (id, why) =>
      change(
        `UPDATE parcels SET state = ${aside}, why = $2, taken = NULL WHERE id = $1 AND state = ${waiting}`,
        id,
        why,
      ),
    tryNewer: () =>
      change(`UPDATE parcels SET state = ${waiting}, why = NULL WHERE state = ${aside} AND why = 'newer'`),
    async open(after, limit) {
      const rows = await look(
        `SELECT ${STORED}, files, settled FROM parcels
         WHERE state = ${admitted} AND settled < rows AND ($1::uuid IS NULL OR id > $1) ORDER BY id LIMIT $2`,
        after ?? null,
        limit,
      );
      return rows.map(asOpen);
    },
    answer: (id, settled, sealed) =>
      change(
        `UPDATE parcels SET settled = $2, answer = $3 WHERE id = $1 AND state = ${admitted} AND settled < $2`,
        id,
        settled,
        Buffer.from(sealed),
      ),
    async count(): Promise<ParcelCounts> {
      const [row = {}] = await look(
        `SELECT count(*) FILTER (WHERE state = ${waiting}) AS waiting,
           count(*) FILTER (WHERE state = ${aside}) AS aside,
           count(*) FILTER (WHERE state = ${admitted} AND settled < rows) AS open FROM parcels`,
      );
      return { waiting: Number(row['waiting']), aside: Number(row['aside']), open: Number(row['open']) };
    },
  };
}

function asStored({ id, district, at, rows, sealed }: Row): StoredParcel {
  return {
    id: String(id),
    district: String(district),
    at: Number(at),
    records: Number(rows),
    sealed: sealed as Uint8Array,
  };
}

function asOpen(row: Row): OpenParcel {
  return { ...asStored(row), files: (row['files'] as unknown[]).map(Number), settled: Number(row['settled']) };
}
