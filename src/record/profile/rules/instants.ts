/** DATE_UTC_COL: days that a program wrote as instants, so that each may be the day before the one that is meant. */
import { type ColumnRule, noted, refused } from '../finding.ts';
import { waysIn } from './how-to-read.ts';

/** Where there are true times of day, a program has written so large a part of the midnights alike: full hours of an afternoon differ. */
const SHARE_ALIKE = 0.8;

/**
 * Refused is a column of doses with midnights of Indonesia in UTC and no true time of day, or one in which one of these
 * midnights is commoner than all true times (where people are vaccinated at times of day, those differ), and one of any
 * dates in which most instants leave the day open. Where the NIKs have shown the day, that is said.
 */
export const instants: ColumnRule = (profile) =>
  profile.instants.flatMap(({ at, filled, times, midnights, alike, open, lines, proven }) => {
    const field = at === profile.births.at ? 'birthDate' : 'date';
    const ofProgram = times === 0 ? midnights > 0 : alike > times && alike >= midnights * SHARE_ALIKE;
    const isOpen = ofProgram || open * 2 > filled;
    if (isOpen && profile.header.writings.get(at)?.clock === undefined)
      return refused('DATE_UTC_COL', field, lines, waysIn(profile, [{ at, field }], ['utc', 'local']));
    return noted('DATE_UTC_COL', field, proven);
  });
