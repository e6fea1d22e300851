/**
 * The row of a gate (gate-side.ts) in PostgreSQL. Each call is one statement that commits by itself: nobody holds a
 * lock while a worker thinks. Whose session it is (`beginIn`) the transactions of the same program ask.
 */
import { randomUUID } from 'node:crypto';
import type { GateStore } from '../gate-side.ts';

/** One row for each target; `state` as delivery/gate-row.ts has it. Nothing in it is of a person. */
export const GATE_TABLE = `CREATE TABLE gate (
  target text PRIMARY KEY,
  version uuid NOT NULL,
  state jsonb NOT NULL,
  changed timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (fillfactor = 50)`;

/** The clock of the server, in epoch milliseconds. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now';

/**
 * What was written last may be lost when the server dies (not when it is stopped): then the row is as it was a moment
 * ago, which leases and the next answers mend. So a worker need not wait for the disk.
 */
const QUICKLY = `quickly AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true) AS said)`;

const READ = `SELECT version, state, ${NOW} FROM (SELECT $1::text AS target) AS asked LEFT JOIN gate USING (target)`;
/** The own version counts as seen: a statement that is done twice, because its answer was lost, has succeeded. */
const SET = `WITH ${QUICKLY}
  UPDATE gate SET version = $3, state = $4, changed = clock_timestamp() FROM quickly
  WHERE target = $1 AND version IN ($2, $3) AND said IS NOT NULL RETURNING version, ${NOW}`;
const PUT = `WITH ${QUICKLY}
  INSERT INTO gate AS there (target, version, state) SELECT $1, $2::uuid, $3::jsonb FROM quickly WHERE said IS NOT NULL
  ON CONFLICT (target) DO UPDATE SET state = excluded.state WHERE there.version = excluded.version
  RETURNING version, ${NOW}`;

/** A statement with its values, as `query` of `pg` takes them; prepared under `name`. */
export type Query = (statement: {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}) => Promise<{ readonly rows: readonly object[] }>;

interface Row {
  readonly version: string | null;
  readonly state: unknown;
  readonly now: number;
}

/** `target`: its identity, as the ledger has it. */
export function gateIn(query: Query, target: string): GateStore {
  return {
    async read() {
      const { rows } = await query({ name: 'gate-read', text: READ, values: [target] });
      const { version, state, now } = rows[0] as Row;
      return { version: version ?? undefined, state, now };
    },
    async write(seen, state) {
      // A version never comes again, also where the row was deleted or is an older one after a crash.
      const version = randomUUID();
      const text = JSON.stringify(state);
      const { rows } =
        seen === undefined
          ? await query({ name: 'gate-put', text: PUT, values: [target, version, text] })
          : await query({ name: 'gate-set', text: SET, values: [target, seen, version, text] });
      return rows.length > 0 ? { version, now: (rows[0] as Row).now } : undefined;
    },
  };
}
