/** How many entries there are, by state: for delivery, and for reports. */
import { type Counts, ENTRY_STATES, type EntryState } from '../states.ts';
import type { Connection, Row } from './connection.ts';
import { stateOf } from './entry-rows.ts';

/** How many entries there are in each state. Open states come from their partial index; the accepted are the rest. */
export function countEntries({ db }: Connection): Counts {
  const counts = Object.fromEntries(ENTRY_STATES.map((state) => [state, 0])) as Record<EntryState, number>;
  let open = 0;
  for (const row of db
    .prepare('SELECT state, count(*) AS n FROM entries WHERE state <> 3 GROUP BY state')
    .all() as Row[]) {
    counts[stateOf(row['state'])] = Number(row['n']);
    open += Number(row['n']);
  }
  const all = Number((db.prepare('SELECT count(*) AS n FROM entries').get() as Row)['n']);
  return { ...counts, accepted: all - open };
}
