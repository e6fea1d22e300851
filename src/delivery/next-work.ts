/**
 * What delivery does next: a pure function of a situation that can be printed. The loop (deliver.ts) looks, asks here,
 * and does it.
 */
import type { DeliveryEnd } from './delivery.ts';
import type { PatienceLeft } from './pace.ts';

/** A batch in doubt, as far as the choice depends on it. */
export interface DoubtAhead {
  /** How long until it is to be asked about, in milliseconds; 0 or less when it is due. */
  readonly dueInMs: number;
  /** An earlier run sent it, and this run has not asked about it yet. */
  readonly leftBehind: boolean;
}

/** All that the choice depends on. Times are in milliseconds from now. */
export interface Situation {
  /** Why no more work may begin, where somebody has said so. */
  readonly stopped?: 'stopped' | 'interrupted' | undefined;
  /** What is left of the time window. */
  readonly windowLeftMs: number;
  /** What is left of the patience with an outage (pace.ts). */
  readonly patience: PatienceLeft;
  /** What the pace allows: silence for so long, or requests of a size, so many at a time. */
  readonly turn: { readonly waitMs: number } | { readonly size: number; readonly concurrency: number };
  /** Requests under way. */
  readonly flights: number;
  /** The doubt that is to be asked about first; absent while one is being asked about. */
  readonly doubt?: DoubtAhead | undefined;
  /** What is being asked about was left behind by an earlier run. */
  readonly askingLeftBehind: boolean;
  /** So long no more questions are asked, and records still may be sent. */
  readonly quietMs: number;
  /** No rule puts a question off for longer. */
  readonly longestAskMs: number;
  /** There was a failure, and it is open whether the server is down. */
  readonly unsure: boolean;
  /** The target has answered sensibly, in this run or before. */
  readonly met: boolean;
  /** Something waited to be sent when the run began. */
  readonly hadWork: boolean;
  /** What was acknowledged before an outage is to be asked for once more. */
  readonly lookBackAhead: boolean;
  /** The next records need people whom the target was not asked about yet (`PeopleIndex`). */
  readonly strangersAhead: boolean;
  /** Nothing waits to be sent. Known only after a look into the ledger that writes (`claim`), so `send` comes first. */
  readonly nothingToSend: boolean;
  /** Something may come to this run from other workers: it is to be looked for again after so long. */
  readonly elsewhereMs?: number | undefined;
  /** Others make this run wait (gate.ts), and nothing is left for it to do. */
  readonly idle: boolean;
}

export type Work =
  /** A batch of so many at most; where there is none, the situation is `nothingToSend`. */
  | { readonly kind: 'send'; readonly size: number }
  /** Who the people of the next records are. */
  | { readonly kind: 'resolve' }
  /** About `doubt`. */
  | { readonly kind: 'ask' }
  /** `doubt` is put off for longer than any rule does: the clock was set back. It gets a new moment. */
  | { readonly kind: 'postpone' }
  | { readonly kind: 'look-back' }
  | { readonly kind: 'greet' }
  /** For so long, or until a request lands; without an end where only that can bring something to do. */
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'end'; readonly why: DeliveryEnd['why'] };

export function nextWork(situation: Situation): Work {
  const { stopped, windowLeftMs, patience, flights } = situation;
  if (stopped) return { kind: 'end', why: stopped };
  if (windowLeftMs <= 0) return { kind: 'end', why: 'window' };
  if (patience === 0) return { kind: 'end', why: 'away' };
  const work = allowed(situation);
  if (work.kind !== 'wait') return work;
  // The computer has slept through the patience: the one more try is over.
  if (patience === 'one more try') return flights > 0 ? cutShort(work.ms, windowLeftMs) : { kind: 'end', why: 'away' };
  return cutShort(Math.min(work.ms, patience), windowLeftMs);
}

/** In the order of what must not wait: old doubts, then records, then new doubts. */
function allowed(situation: Situation): Work {
  const { turn, flights, doubt, askingLeftBehind, quietMs, longestAskMs, met, hadWork } = situation;
  const { lookBackAhead, strangersAhead, nothingToSend } = situation;
  if ('waitMs' in turn) return situation.idle ? { kind: 'end', why: 'empty' } : { kind: 'wait', ms: turn.waitMs };
  if (flights >= turn.concurrency) return A_LANDING;
  const isDue = doubt !== undefined && quietMs === 0 && doubt.dueInMs <= 0;
  if (isDue && !recordsFirst(situation, doubt)) return { kind: 'ask' };
  if (doubt && doubt.dueInMs > longestAskMs) return { kind: 'postpone' };
  if (!met && !doubt && hadWork) return flights > 0 ? A_LANDING : { kind: 'greet' };
  // What an earlier run left in doubt is asked for before anything new is sent. Asked once is enough: where lookups are
  // broken and the rest is not, the others must not wait for them.
  const maySend = !doubt?.leftBehind && !askingLeftBehind;
  if (maySend && lookBackAhead) return { kind: 'look-back' };
  if (maySend && strangersAhead) return { kind: 'resolve' };
  if (maySend && !nothingToSend) return { kind: 'send', size: turn.size };
  if (isDue) return { kind: 'ask' };
  if (doubt) return { kind: 'wait', ms: Math.max(quietMs, doubt.dueInMs) };
  if (flights > 0) return A_LANDING;
  return situation.elsewhereMs === undefined
    ? { kind: 'end', why: 'empty' }
    : { kind: 'wait', ms: situation.elsewhereMs };
}

/**
 * While it is open whether the server is down, the next real record tells. A question that fails would speak against
 * the server, and one that is answered would not speak for it. Doubts are safe where they are.
 */
function recordsFirst({ met, unsure }: Situation, doubt: DoubtAhead): boolean {
  return met && unsure && !doubt.leftBehind;
}

function cutShort(ms: number, windowLeftMs: number): Work {
  return { kind: 'wait', ms: Math.min(ms, windowLeftMs) };
}

/** Nothing but the landing of a request can bring something to do. */
const A_LANDING: Work = { kind: 'wait', ms: Number.POSITIVE_INFINITY };
