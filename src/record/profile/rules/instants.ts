/** DATE_UTC_COL: days that a program wrote as instants, so that each may be the day before the one that is meant. */

import { type ColumnRule, noted, refused } from '../finding.ts';
import type { Instants } from '../instants.ts';
import { type DateColumn, waysIn } from './how-to-read.ts';

/**
 * Where there are true times of day, a program has written so large a part of the midnights alike: full hours of an
 * afternoon differ.
 */
const SHARE_ALIKE = 0.8;

/**
 * Refused is a column of doses with midnights of Indonesia in UTC and no true time of day, or one in which one of these
 * midnights is commoner than all true times (where people are vaccinated at times of day, those differ), and one of any
 * dates in which most instants leave the day open. Where the NIKs have shown the day, that is said.
 */
export const instants: ColumnRule = (profile) => {
  const columns = profile.instants.map(
    (column): Column => ({ ...column, field: column.at === profile.births.at ? 'birthDate' : 'date' }),
  );
  const open = columns.filter(
    (column) => isOpen(column) && profile.header.writings.get(column.at)?.clock === undefined,
  );
  const [first] = open;
  return [
    // One program has written them all, and all are asked about at once.
    ...(first ? refused('DATE_UTC_COL', first.field, first.lines, waysIn(profile, open, ['utc', 'local'])) : []),
    ...columns
      .filter((column) => !open.includes(column))
      .flatMap(({ field, proven }) => noted('DATE_UTC_COL', field, proven)),
  ];
};

type Column = Instants & DateColumn;

function isOpen({ filled, times, midnights, alike, open }: Instants): boolean {
  const ofProgram = times === 0 ? midnights > 0 : alike > times && alike >= midnights * SHARE_ALIKE;
  return ofProgram || open * 2 > filled;
}
