/** The ledger in PostgreSQL as one run has it. */
import type { RunSummary } from '../history-side.ts';
import type { Ledger } from '../ledger.ts';
import { endLife } from './alive.ts';
import type { LedgerTime } from './clock.ts';
import { type DeliveryParts, deliveryLedger } from './delivery.ts';
import type { Desk } from './desk.ts';
import { fade, mayForget, purgeBySelf } from './forget.ts';
import { gateIn, type Query } from './gate.ts';
import { intakeLedger } from './intake.ts';
import { facts, lastDeed } from './needs/locks.ts';
import { reportsOf } from './reports.ts';
import { retryingLedger } from './retry.ts';
import type { RunSides } from './sides.ts';

/** As in the options of the ledger (open.ts). */
interface RunRules extends DeliveryParts {
  /** The identity of the target. */
  readonly target: string;
  readonly keepMs: number | undefined;
  readonly purgeMs: number | undefined;
}

export function runLedger(
  desk: Desk<RunSides>,
  run: number,
  { target, keepMs, purgeMs, ...options }: RunRules,
  /** `died`: nobody is to say any more that the run is at work. */
  { time, died }: { readonly time: LedgerTime; readonly died: () => void },
): Ledger {
  const { close: _, atOnce: _looks, ...reports } = reportsOf(desk, run);
  return {
    run,
    gate: { store: gateIn(queryOf(desk), target), worker: String(run) },
    ...reports,
    ...intakeLedger(desk, run),
    ...deliveryLedger(desk, run, options, time),
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
    async endRun(exitCode: number, now: number, summary?: RunSummary) {
      died();
      await desk.inOne(async (piece, tx) => {
        await piece(
          async (load) => {
            await facts(load);
            await load.rows('runs', 'id = $1', [run]);
            await lastDeed(load);
          },
          ({ end }) => end.endRun(exitCode, now, summary),
        );
        await endLife(tx, run);
      });
      if ((keepMs ?? purgeMs) === undefined || !(await mayForget(desk))) return;
      if (keepMs !== undefined) await fade(desk, now - keepMs);
      if (purgeMs !== undefined) await purgeBySelf(desk, now - purgeMs);
    },
  };
}

/** As the gate asks: one statement at a time. */
function queryOf({ database }: Desk<RunSides>): Query {
  return async ({ text, values }) => ({ rows: await database.statement(text, values) });
}
