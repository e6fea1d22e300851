/**
 * The port of the gate: whoever wants to send or to ask something passes it, and tells it what was heard. A run that is
 * alone with its ledger has a gate of its own (gate-local.ts); all workers of one ledger share one (gate-shared.ts).
 */
import type { Felt, Heard, News } from './heard.ts';
import type { Pace } from './pace-state.ts';

/** What may be begun now, as far as it is known here: nothing for so long, or requests of a size, so many at a time. */
export type Turn = { readonly waitMs: number } | { readonly size: number; readonly concurrency: number };

/** Leave to begin one request. */
export interface Leave {
  readonly id: string;
}

/** At once where nobody has to be asked: the loop of a run that is alone takes no turn for it. */
type Soon<T> = T | Promise<T>;

export interface Gate {
  /** Several workers share it. */
  readonly shared: boolean;
  /** The clock of the gate (epoch milliseconds): all moments of the pace are of this one. */
  now(): number;
  /** What is known here of the target. */
  felt(): Felt;
  /** Since how many milliseconds nothing was heard of what others know; 0 where there are no others. */
  age(): number;
  turn(): Turn;
  /** Nobody else is looking back (look-back.ts). */
  mayLookBack(): boolean;
  /**
   * Leave for one request, which was chosen for this pace. Undefined: not now, as `turn` or `mayLookBack` will say; or
   * the server is in more trouble than that, and another request would be chosen. May throw as a ledger does.
   */
  enter(purpose: 'work' | 'look-back', chosenFor: Pace): Soon<Leave | undefined>;
  /** The leave was not used: the next `enter` may have it. */
  keep(leave: Leave): void;
  /** What was heard of a request. It counts here at once, and for others when that request lands. */
  tell(news: News): Pick<Heard, 'outage' | 'isFinal'>;
  /** The request is over. May throw as a ledger does. */
  land(leave: Leave): Soon<void>;
  /** Nothing will be begun for a while. May throw as a ledger does. */
  rest(): Soon<void>;
  /** The run ends. Never throws: what is not given back comes back by its lease. */
  leave(): Soon<void>;
}
