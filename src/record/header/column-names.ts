/**
 * What the columns of a header are called once what programs have put before and behind the headings is taken away.
 * Pure.
 */
import { withoutGroups } from './group-prefix.ts';
import type { HeadingMatch } from './heading-match.ts';
import { renamedHeadings } from './renamed-headings.ts';

/** A heading, and what is to be read of it. */
export interface ColumnName {
  readonly heading: string;
  readonly name: string;
  /** As in RenamedHeading. */
  readonly place?: number;
}

export function columnNames(
  headings: readonly string[],
  match: (heading: string) => HeadingMatch | undefined,
): readonly ColumnName[] {
  const groups = withoutGroups(headings);
  const names = headings.map((heading, index) => groups.get(index) ?? heading);
  const renamed = renamedHeadings(names, match);
  return headings.map((heading, index) => ({ heading, ...(renamed.get(index) ?? { name: names[index] ?? heading }) }));
}
