/**
 * `reconcile --repair` in a simulation: the real comparison (src/reconcile/compare.ts) of all sheets with the server,
 * then the same taking back and taking in as in src/commands/repair.ts. What the server lost cannot be known without
 * asking, so a person starts it.
 */

import type { Clock, Random } from '../../src/clock.ts';
import type { DeliverySettings, StopSignals } from '../../src/delivery/delivery.ts';
import type { RunEvent } from '../../src/events.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { createAsker } from '../../src/reconcile/ask.ts';
import { type ComparedPaper, compare } from '../../src/reconcile/compare.ts';
import { identityOf } from '../../src/record/identity.ts';
import type { Target } from '../../src/target/target.ts';
import { inventedRecord } from '../support/consignments.ts';
import { gatedClock, gatedTarget, type Life } from './intercept.ts';
import type { OpenedLedger } from './ledgers.ts';
import { keyOf } from './people.ts';

/** A sheet that was taken in: so many rows, the first of which is this line of all. */
export interface TakenSheet {
  readonly first: number;
  readonly rows: number;
}

export interface RepairParts {
  readonly clock: Clock;
  readonly target: Target;
  /** Not gated: a process may die between two sheets, and not while one is taken in (fault-sweep.test.ts has that). */
  readonly opened: Pick<OpenedLedger, 'beginRun' | 'known'>;
  readonly life: Life;
  readonly random: Random;
  readonly report: (event: RunEvent) => void;
  readonly settings: DeliverySettings;
  readonly signals: StopSignals;
  readonly sheets: readonly TakenSheet[];
  takeIn(ledger: Ledger, sheet: TakenSheet): Promise<void>;
}

/** Returns how many records the server had lost; undefined when it could not be asked to the end. */
export async function repair(parts: RepairParts): Promise<number | undefined> {
  const { opened, life, random, report, settings, signals, sheets } = parts;
  const clock = gatedClock(parts.clock, life.gate);
  const target = gatedTarget(parts.target, life.gate);
  const { known } = opened;
  const asker = createAsker({ target, clock, random, report, settings, signals }, await known.hasMet());
  const lagMs = settings.doubtWaitMs;
  const { comparison } = await compare({
    paper: paperOf(sheets),
    asker,
    ledger: known,
    clock,
    lagMs,
    stop: signals.finish,
  });
  if (!comparison) return undefined;
  if (comparison.lost.length > 0) {
    const ledger = await opened.beginRun('repair', clock.now());
    await ledger.takeBack(comparison.lost);
    for (const sheet of sheets) await life.gate('ledger.takeIn', () => parts.takeIn(ledger, sheet));
    await ledger.endRun(10, clock.now());
  }
  return comparison.lost.length;
}

function paperOf(sheets: readonly TakenSheet[]): ComparedPaper {
  const lines = sheets.flatMap(({ first, rows }) => Array.from({ length: rows }, (_, index) => first + index));
  const lineAt = (index: number): number => lines[index] ?? 0;
  return {
    size: () => lines.length,
    isHeld: () => false,
    key: (index) => keyOf(lineAt(index)),
    person(index) {
      const { programme, participant, dose } = inventedRecord(lineAt(index));
      return { programme, identity: identityOf(participant), dose: dose.number };
    },
    place: (index) => ({ file: '', sheet: '', line: lineAt(index), group: 1 }),
    files: () => [],
  };
}
