/** What `doctor` says of this computer, of the ledger and of the way to the server. */
import type { Fault, HereParams, LookedAtHere, Part } from '../doctor/finding.ts';
import type { Diagnosis } from './doctor.ts';

/** `faults`: a sentence for each thing that can be wrong with it, and its cure. */
export type HereWords<About extends LookedAtHere> = {
  good(p: HereParams): string;
  readonly faults: Readonly<Record<Fault<About>, (p: HereParams) => Diagnosis>>;
};

export interface DoctorHereWords {
  /** Above the findings; `name`: of a host. */
  readonly parts: Readonly<Record<Part['of'], (name: string) => string>>;
  readonly findings: { readonly [About in LookedAtHere]: HereWords<About> };
}
