/** DATE_UTC_COL: days that a program wrote as instants, so that each may be the day before the one that is meant. */
import { type ColumnRule, noted, refused } from '../finding.ts';
import { waysIn } from './how-to-read.ts';

/**
 * Refused is a column of doses whose times of day are mostly one and the same midnight of Indonesia in UTC (where people are vaccinated at times of
 * day, those differ), and one of any dates in which most instants leave the day open. Where the NIKs have shown the day, that is said.
 */
export const instants: ColumnRule = (profile) =>
  profile.instants.flatMap(({ at, filled, times, midnights, open, lines, proven }) => {
    const field = at === profile.births.at ? 'birthDate' : 'date';
    const isOpen = midnights > times || open * 2 > filled;
    if (isOpen && profile.header.writings.get(at)?.clock === undefined)
      return refused('DATE_UTC_COL', field, lines, waysIn(profile, [{ at, field }], ['utc', 'local']));
    return noted('DATE_UTC_COL', field, proven);
  });
