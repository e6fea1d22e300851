/** What a person wants sent again: which rows that needs. */
import type { RetryingLedger } from '../deciding-side.ts';
import type { Desk } from './desk.ts';
import { lastDeed, takeTurn } from './needs/locks.ts';
import { loadSurroundings } from './needs/surroundings.ts';
import type { RunSides } from './sides.ts';

export function retryingLedger(desk: Desk<RunSides>, run: number): RetryingLedger {
  return {
    retry: (which) =>
      desk.work(
        async (load) => {
          await takeTurn(load);
          await load.rows('files', 'true');
          const refused = await load.rows('entries', 'state = 4 ORDER BY id FOR UPDATE');
          const readings = which.kind === 'file' ? await load.rows('readings', 'line = $1', [which.line ?? -1]) : [];
          await loadSurroundings(load, { entries: refused, readings }, run);
          await load.rows('sheets', 'true');
          await lastDeed(load);
        },
        ({ retrying }) => retrying.retry(which),
      ),
  };
}
