/**
 * What every problem code says to a clerk: one sentence what is wrong, and one line how to write it right, with an
 * example.
 *
 * Names in braces are parameters of the problem. They may hold what a cell says, so a sentence filled in belongs on the
 * correction sheet only; elsewhere `problemHeadline` takes the first clause without them. The rules and their reasons
 * are in docs/validation.md.
 */
import type { ProblemCode } from '../record/problems.ts';
import { DOSE_TEXTS } from './codes-dose.ts';
import { PERSON_TEXTS } from './codes-person.ts';
import { PROVINCE_TEXTS } from './codes-province.ts';
import type { ProblemText } from './problem-text.ts';

/** A code without its sentences does not compile. */
export const PROBLEM_TEXTS: Readonly<Record<ProblemCode, ProblemText>> = {
  ...PERSON_TEXTS,
  ...DOSE_TEXTS,
  ...PROVINCE_TEXTS,
} satisfies Record<ProblemCode, ProblemText>;
