/** What the gate of a target says to whoever asks for the status. Pure. */
import { fromState, type GateRow } from './gate-row.ts';
import type { Felt } from './heard.ts';
import { isDown } from './probes.ts';

/** All moments are of the database's clock, in epoch milliseconds. */
export interface GateView {
  readonly weather: 'fair' | 'careful' | 'trouble';
  /** In trouble: so many failures in a row that it counts as down. */
  readonly isDown: boolean;
  /** When the trouble began. */
  readonly since?: number;
  readonly last?: Felt['last'];
  /** In trouble: when the server is asked next, and by which worker; who asks it now. */
  readonly nextTry?: number;
  readonly nextBy?: string;
  readonly probing?: string;
  /** The server itself asked for silence until then (`Retry-After`). */
  readonly silentUntil?: number;
  /** Requests that are under way, of so many that may be; how many workers have them. */
  readonly used: number;
  readonly width: number;
  readonly workers: number;
  /** Workers that stand in the line for a token. */
  readonly waiting: number;
  /** Records in the next request. */
  readonly size: number;
  /** When something was heard of the target last. */
  readonly heardAt: number;
}

/**
 * `state`: the row as the ledger keeps it (gate-side.ts); undefined where there is none yet, or none that can be read.
 * @throws RunError LEDGER_NEWER where only a newer program knows what it means
 */
export function gateView(state: unknown, now: number): GateView | undefined {
  const row = fromState(state);
  return row && viewOf(row, now);
}

function viewOf({ felt, tokens, line, heardAt }: GateRow, now: number): GateView {
  const { pace, last } = felt;
  const { weather, since, notBefore, askedUntil } = pace;
  const living = tokens.filter(({ until }) => now < until);
  const waiting = line.filter(({ until }) => now < until);
  const isTrouble = weather === 'trouble';
  const probing = living.find(({ what }) => what === 'probe')?.worker;
  const nextBy = waiting[0]?.worker;
  return {
    weather,
    isDown: isTrouble && isDown(pace),
    ...(isTrouble ? { since, last, nextTry: Math.max(now, notBefore) } : {}),
    ...(isTrouble && nextBy !== undefined ? { nextBy } : {}),
    ...(probing === undefined ? {} : { probing }),
    ...(askedUntil > now ? { silentUntil: askedUntil } : {}),
    used: living.length,
    width: weather === 'fair' ? Math.max(1, Math.floor(pace.concurrency)) : 1,
    workers: new Set(living.map(({ worker }) => worker)).size,
    waiting: waiting.length,
    size: Math.max(1, Math.floor(pace.size)),
    heardAt,
  };
}
