/** What delivery needs and what it returns. Ports only: the simulation drives this very code with a model of each. */
import type { Clock, Random } from '../clock.ts';
import type { RunEvent } from '../events.ts';
import type { DeliveryLedger } from '../ledger/delivery-side.ts';
import type { GateStore } from '../ledger/gate-side.ts';
import type { Stop, Target } from '../target/target.ts';
import type { PaceSettings } from './pace-state.ts';

export interface DeliveryParts {
  readonly ledger: DeliveryLedger;
  readonly target: Target;
  readonly clock: Clock;
  readonly random: Random;
  readonly report: (event: RunEvent) => void;
  /**
   * Where several workers empty one ledger: the row of their gate, and a name of this one, which no other living worker
   * has. Absent: this run has the target to itself.
   */
  readonly gate?: { readonly store: GateStore; readonly worker: string };
}

export interface DeliverySettings {
  /** With a gate, `concurrency` is that of all workers together. */
  readonly pace: PaceSettings;
  /** How long after the last send of a batch the target is asked about it, in milliseconds. */
  readonly doubtWaitMs: number;
  /**
   * So long after its answer a record is asked for again when the target has been down; 0: never. In milliseconds.
   */
  readonly lookBackMs: number;
  /** How long the target remembers an idempotency key, in milliseconds. */
  readonly keyLifeMs: number;
  /** The longest outage that is waited out, in milliseconds; after a sleep of the computer one more try comes first. */
  readonly patienceMs: number;
  /**
   * How long a server that has accepted records may turn us away before the run stops (exit 7), in milliseconds
   * (grace.ts).
   */
  readonly turnedAwayMs: number;
  /**
   * How much of the time window is left, in milliseconds; asked again and again, because the clock that it goes by may
   * be set.
   */
  readonly windowLeft?: () => number;
  /** How long requests in flight may take to finish after a stop, in milliseconds. */
  readonly graceMs: number;
}

/** How a run is asked to stop: `finish` lets the requests in flight end, `abort` cuts them (they are in doubt then). */
export interface StopSignals {
  readonly finish: AbortSignal;
  readonly abort: AbortSignal;
}

export interface DeliveryStats {
  readonly requests: number;
  readonly outages: number;
  /** Time without an answer, in milliseconds. */
  readonly awayMs: number;
  /** Entries that were settled in this run. */
  readonly accepted: number;
  readonly alreadyThere: number;
  readonly refused: number;
}

export interface DeliveryEnd {
  readonly why: /** Nothing is left to send or to ask. */
    | 'empty'
    /** The server stayed away longer than `patience`. */
    | 'away'
    /** The time window ended. */
    | 'window'
    | 'interrupted'
    /** The server will not serve us as we are. */
    | 'stopped';
  readonly stop?: Stop;
  readonly stats: DeliveryStats;
}
