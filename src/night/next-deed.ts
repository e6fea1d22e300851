/** What somebody should do next, by how the ledger stands. Pure. */
import { EXIT } from '../exit-codes.ts';

/** How it stands. */
export interface Standing {
  /** A run is at work on the ledger. */
  readonly running: boolean;
  /** Of the last run; absent where there was none, or it was killed. */
  readonly exitCode?: number | undefined;
  /** Records that the program has to settle. */
  readonly waiting: number;
  /** Records that lie in files of the target. */
  readonly handedOver: number;
  /** Rows that need a person. */
  readonly forPerson: number;
  /** Files whose reading was cut short. */
  readonly unfinished: readonly string[];
}

/** The first thing that helps; `nothing`: all is well. */
export type NextDeed =
  | { readonly kind: 'wait' }
  | { readonly kind: 'look-at-server' }
  | { readonly kind: 'free-disk' }
  | { readonly kind: 'import-again'; readonly file: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'correct' }
  | { readonly kind: 'nothing' };

/** What stops everything comes first, then what the program can do by itself, then what people must look at. */
export function nextDeed({ running, exitCode, waiting, handedOver, forPerson, unfinished }: Standing): NextDeed {
  if (running) return { kind: 'wait' };
  if (waiting > 0 && (exitCode === EXIT.serverRefuses || exitCode === EXIT.usage)) return { kind: 'look-at-server' };
  if (exitCode === EXIT.disk) return { kind: 'free-disk' };
  const [file] = unfinished;
  if (file !== undefined) return { kind: 'import-again', file };
  if (waiting > 0) return { kind: 'resume' };
  if (handedOver > 0) return { kind: 'confirm' };
  return { kind: forPerson > 0 ? 'correct' : 'nothing' };
}
