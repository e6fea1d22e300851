/** What `doctor` says, apart from the other sentences because nobody else says them. */
import type { Finding, LookedAt } from '../target/examination.ts';
import type { OutageCause } from '../target/target.ts';

export type { Finding };

/** What was found, and what to do about it. */
export interface Diagnosis {
  readonly what: string;
  readonly tryThis: string;
}

export type FindingParams = NonNullable<Finding['params']>;

/** `unsure`: it could not be found out; `bad`: rows would not arrive exactly once. */
export interface FindingWords {
  good(p: FindingParams): string;
  unsure(p: FindingParams): Diagnosis;
  bad(p: FindingParams): Diagnosis;
}

export interface DoctorWords {
  title(target: string): string;
  readonly findings: Readonly<Record<LookedAt, FindingWords>>;
  /** No canary was named: what was therefore not looked at. */
  readonly withoutCanary: string;
  /**
   * The end, and the next command to type; without a canary the most important question is still open. `notes`: what a
   * person should know, and what keeps no row from arriving.
   */
  sum(bad: number, unsure: number, notes: number, hadCanary: boolean): string;
  /** The end where nothing is wrong but that the server, or the network, is away. */
  readonly onlyAway: string;
}

/** The weather of a server: it has nothing to do with any setting of ours. */
const AWAY: ReadonlySet<unknown> = new Set<OutageCause>([
  'refused',
  'timeout',
  'reset',
  'server-error',
  'throttled',
  'broken',
  'busy',
]);

/** Whether a server that gives this cause is away, as far as anybody can tell. */
export function isAway(cause: unknown): boolean {
  return AWAY.has(cause);
}
