/** The flags that let columns of dates in once a person has looked at them. */

import type { DateField, DateMeaning, DateOrder } from '../../dates/date-writing.ts';
import type { ClockOf } from '../../dates/time-of-day.ts';
import { mapFlag } from '../../header/map-flags.ts';
import type { FindingParams } from '../finding.ts';
import type { SheetProfile } from '../sheet-profile.ts';

/** A column of dates. */
export interface DateColumn {
  readonly at: number;
  readonly field: DateField;
}

/**
 * `map`: as the columns seem to be written; `keep`: as they would be read without that. `heading` is the first
 * column's.
 */
export function waysIn(
  profile: SheetProfile,
  columns: readonly DateColumn[],
  [seems, otherwise]: readonly [seems: DateOrder | ClockOf, otherwise: DateOrder | ClockOf],
): FindingParams {
  const heading = profile.headings[columns[0]?.at ?? -1] ?? '';
  return {
    heading: profile.shown(heading),
    map: flags(profile, columns, seems),
    keep: flags(profile, columns, otherwise),
  };
}

/** Where nothing but the sheet itself can be changed, unless it is right. */
export function wayToKeep(profile: SheetProfile, column: DateColumn, as: DateOrder | ClockOf): FindingParams {
  return { keep: flags(profile, [column], as) };
}

/** What has been said of a column before is said with it, or it would be forgotten. */
function flags(
  { header, headings, shown }: SheetProfile,
  columns: readonly DateColumn[],
  word: DateOrder | ClockOf,
): string {
  return columns
    .map(({ at, field }) => {
      const { order, clock } = header.writings.get(at) ?? {};
      return mapFlag(shown(headings[at] ?? ''), meaningOf(field, word, order, clock));
    })
    .join(' ');
}

function meaningOf(field: DateField, word: DateOrder | ClockOf, order?: DateOrder, clock?: ClockOf): DateMeaning {
  if (word === 'utc' || word === 'local') return order === undefined ? `${field}:${word}` : `${field}:${order}:${word}`;
  return clock === undefined ? `${field}:${word}` : `${field}:${word}:${clock}`;
}
