/** How often each problem occurred, most frequent first. */

import type { SummaryEvent } from '../events.ts';
import type { Tally } from '../intake/take-in-file.ts';
import type { Problem } from '../record/problems.ts';

/**
 * `aboutOthers`: what two rows have together, counted in both. The tally knows only of the row that came later, and the
 * one that came first waits for a person just as well.
 */
export function problemTable(
  { problems }: Pick<Tally, 'problems'>,
  aboutOthers: ReadonlyMap<Problem['code'], number>,
): SummaryEvent['problems'] {
  const held = Array.from(aboutOthers, ([code, rows]) => ({ code, severity: 'hold', rows }) as const);
  const others = Array.from(problems, ([code, { severity, rows }]) => ({ code, severity, rows }));
  return [...held, ...others.filter(({ code }) => !aboutOthers.has(code))].sort((a, b) => b.rows - a.rows);
}
