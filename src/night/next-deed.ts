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
  /** Records that lie in files of the target, or with a province. */
  readonly handedOver: number;
  readonly withProvince?: boolean | undefined;
  /** Rows that need a person. */
  readonly forPerson: number;
  /** Files whose reading was cut short. */
  readonly unfinished: readonly string[];
  /** Files that were not read in the last night. */
  readonly unread: number;
  /** Where sheets are put, if there is such a folder. */
  readonly inbox?: InboxThere | undefined;
}

/** `toCorrect`: what the folder is called in which correction sheets lie; absent where sheets are not moved. */
export interface InboxThere {
  readonly toCorrect?: string;
}

/** The first thing that helps; `nothing`: all is well. */
export type NextDeed =
  | { readonly kind: 'wait' }
  | { readonly kind: 'look-at-server' }
  | { readonly kind: 'free-disk' }
  | { readonly kind: 'import-again'; readonly file: string }
  | { readonly kind: 'resume' }
  | { readonly kind: 'confirm' }
  | { readonly kind: 'pull' }
  | { readonly kind: 'correct'; readonly inbox?: InboxThere }
  | { readonly kind: 'unread'; readonly inbox?: InboxThere }
  | { readonly kind: 'nothing' };

/** What stops everything comes first, then what the program can do by itself, then what people must look at. */
export function nextDeed(standing: Standing): NextDeed {
  const { running, exitCode, waiting, handedOver, withProvince, forPerson, unfinished, unread, inbox } = standing;
  if (running) return { kind: 'wait' };
  if (waiting > 0 && (exitCode === EXIT.serverRefuses || exitCode === EXIT.usage)) return { kind: 'look-at-server' };
  if (exitCode === EXIT.disk) return { kind: 'free-disk' };
  const [file] = unfinished;
  if (file !== undefined) return { kind: 'import-again', file };
  if (waiting > 0) return { kind: 'resume' };
  if (handedOver > 0 && !withProvince) return { kind: 'confirm' };
  const where = inbox === undefined ? {} : { inbox };
  if (forPerson > 0) return { kind: 'correct', ...where };
  if (handedOver > 0) return { kind: 'pull' };
  return unread > 0 ? { kind: 'unread', ...where } : { kind: 'nothing' };
}
