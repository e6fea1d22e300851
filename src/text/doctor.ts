/** What `doctor` says, apart from the other sentences because nobody else says them. */
import type { Finding, LookedAt } from '../target/examination.ts';

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
  /** The end, and the next command to type; without a canary the most important question is still open. */
  sum(bad: number, unsure: number, hadCanary: boolean): string;
}
