/** What a field reader returns: the value, if there is one to go on with, and everything wrong with the cell. */
import type { Field, Problem, ProblemCode, Severity } from '../problems.ts';

export interface FieldReading<T> {
  /** Absent when the cell holds nothing usable. A held or warned-about cell may still have a value. */
  readonly value?: T;
  readonly problems: readonly Problem[];
}

const NONE: readonly Problem[] = [];

/** A clean value. */
export function clean<T>(value: T): FieldReading<T> {
  return { value, problems: NONE };
}

/** Nothing there, and nothing wrong with that. */
export const absent: FieldReading<never> = { problems: NONE };

/** One problem, without a value. */
export function wrong(
  code: ProblemCode,
  field: Field,
  params?: Problem['params'],
  severity: Severity = 'error',
): FieldReading<never> {
  return { problems: [problem(code, field, severity, params)] };
}

/** A value that is used although something is to be said about it. */
export function doubtful<T>(value: T, ...problems: readonly Problem[]): FieldReading<T> {
  return { value, problems };
}

export function problem(
  code: ProblemCode,
  field: Field | undefined,
  severity: Severity,
  params?: Problem['params'],
): Problem {
  return { code, severity, ...(field ? { field } : {}), ...(params ? { params } : {}) };
}
