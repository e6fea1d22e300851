/** What can be found out of a ledger without changing anything in it, beside a run that may be going on. */
import type { RunError } from '../errors.ts';

/** What a database server that has a ledger says of itself, and of us. */
export interface DatabaseSeen {
  readonly version: string;
  /** `socket` and `here` (unencrypted, to localhost): within this computer. */
  readonly line: 'socket' | 'here' | 'encrypted' | 'plain';
  /** How far its clock is before ours, in milliseconds. */
  readonly clockMs: number;
  /** It forces what was written to its disk. */
  readonly forces: boolean;
  readonly readOnly: boolean;
  /** What our role may do there; where no ledger is yet, whether it may make one. */
  readonly may: 'write' | 'look' | 'nothing';
}

/** Absent is what could not be looked at, because something before it failed. */
export interface LedgerHealth {
  /** What is in the way of opening it at all; no other thing is known then but perhaps of the key. */
  readonly closed?: RunError;
  /** Of a ledger in a database. */
  readonly server?: DatabaseSeen;
  /** Nothing was ever imported. */
  readonly isNew: boolean;
  /** `absent`: it is made with the ledger. Otherwise it is there, and fits a ledger that is there. */
  readonly key?: 'fits' | 'absent' | RunError;
  /** An earlier version has left it, and the next run brings it up to date. */
  readonly isEarlier?: boolean;
  /** `large`: looking it over takes longer than anybody waits. */
  readonly whole?: 'well' | 'large' | RunError;
  /** So many of all its signed rows were found to be as they were written. */
  readonly genuine?: { readonly looked: number; readonly all: number } | RunError;
  /** The target that it belongs to, empty where it has none yet; `bound`: that one has accepted records. */
  readonly target?: { readonly identity: string; readonly bound: boolean };
  /** The run that began last, in epoch milliseconds. */
  readonly run?: { readonly started: number; readonly how: 'ended' | 'at-work' | 'killed' };
  /** Rows that wait for a person because of a vaccine, a facility or a category that nobody has listed. */
  readonly unlistedRows?: number;
}
