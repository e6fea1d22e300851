/** The ledger in PostgreSQL as one run has it. */
import type { RunSummary } from '../history-side.ts';
import type { Ledger } from '../ledger.ts';
import { deliveryLedger } from './delivery.ts';
import type { Desk } from './desk.ts';
import { gateIn, type Query } from './gate.ts';
import { intakeLedger } from './intake.ts';
import { facts, lastDeed } from './needs/locks.ts';
import { reportsOf } from './reports.ts';
import { retryingLedger } from './retry.ts';
import type { RunSides, SideOptions } from './sides.ts';

/** `target`: its identity. `measure`: see clock.ts. */
export function runLedger(
  desk: Desk<RunSides>,
  run: number,
  target: string,
  options: Pick<SideOptions, 'leaseMs' | 'lookBack'>,
  measure: () => Promise<void>,
): Ledger {
  const { close: _, atOnce: _looks, ...reports } = reportsOf(desk, run);
  return {
    run,
    gate: { store: gateIn(queryOf(desk), target), worker: String(run) },
    ...reports,
    ...intakeLedger(desk, run),
    ...deliveryLedger(desk, run, options, measure),
    ...retryingLedger(desk, run),
    note: (part) =>
      desk.work(
        async (load) => {
          await load.rows('minutes', 'run = $1 AND minute = ANY($2::bigint[])', [
            run,
            part.minutes.map(({ minute }) => minute),
          ]);
          await load.rows('outages', 'run = $1', [run]);
          await load.rows('run_files', 'run = $1 AND name = ANY($2::text[])', [
            run,
            part.files.map(({ name }) => name),
          ]);
          if (part.files.some(({ why }) => why !== undefined)) await lastDeed(load);
        },
        ({ diary }) => diary.note(part),
      ),
    endRun: (exitCode: number, now: number, summary?: RunSummary) =>
      desk.work(
        async (load) => {
          await facts(load);
          await load.rows('runs', 'id = $1', [run]);
          await lastDeed(load);
        },
        ({ end }) => end.endRun(exitCode, now, summary),
      ),
  };
}

/** One statement at a time. */
function queryOf({ database }: Desk<RunSides>): Query {
  return async ({ text, values }) => ({ rows: await database.transaction((tx) => tx.query(text, values)) });
}
