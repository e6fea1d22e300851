/** How often each problem occurred, most frequent first. */
import type { Tally } from '../intake/take-in.ts';
import type { SummaryEvent } from '../report/events.ts';

export function problemTable({ problems }: Tally): SummaryEvent['problems'] {
  return Array.from(problems, ([code, { severity, rows }]) => ({ code, severity, rows })).sort((a, b) => b.rows - a.rows);
}
