/** The two flags that let a column in once a person has looked at it. */
import type { ClockOf } from '../../clock.ts';
import type { DateField, DateOrder } from '../../date-writing.ts';
import { mapFlag } from '../../map-flags.ts';
import type { FindingParams } from '../finding.ts';
import type { SheetProfile } from '../sheet-profile.ts';

/** `map`: as the column seems to be written; `keep`: as it would be read without that. `heading` is the column's. */
export function waysIn(
  profile: SheetProfile,
  at: number,
  field: DateField,
  [seems, otherwise]: readonly [seems: DateOrder | ClockOf, otherwise: DateOrder | ClockOf],
): FindingParams {
  const heading = profile.headings[at] ?? '';
  return { heading, map: mapFlag(heading, `${field}:${seems}`), ...wayToKeep(profile, at, field, otherwise) };
}

/** Where nothing but the sheet itself can be changed, unless it is right. */
export function wayToKeep({ headings }: SheetProfile, at: number, field: DateField, as: DateOrder | ClockOf): FindingParams {
  return { keep: mapFlag(headings[at] ?? '', `${field}:${as}`) };
}
