/** NIK_COL_UNREAD: a column of NIKs that nobody reads, under a heading that does not say whose they are. */

import { columnName } from '../../header/column-name.ts';
import { isSomebodyElses } from '../../header/guess-heading.ts';
import { mapFlag } from '../../header/map-flags.ts';
import { isOtherHeading } from '../../header/other-headings.ts';
import { shownHeading } from '../../header/shown-heading.ts';
import { headingWords } from '../../words/heading-words.ts';
import { type ColumnRule, type FindingParams, refused } from '../finding.ts';
import type { UnreadNiks } from '../unread-niks.ts';

/** So many NIKs make a column of them. */
const ENOUGH_NIKS = 3;

export const unreadNiks: ColumnRule = ({ headings, told, header, unread }) => {
  // Whoever has said which column holds the NIK has decided about the corrections beside it, not about other people.
  const isNikTold = told.get(header.headings.nik ?? '') === 'nik';
  return unread.flatMap((column) => {
    const heading = headings[column.at] ?? '';
    if (told.has(heading) || isOfOthers(heading) || !isOfPerson(column, isNikTold)) return [];
    return refused(
      'NIK_COL_UNREAD',
      'nik',
      column.others,
      heading === '' ? { column: columnName(column.at) } : waysOut(shownHeading(heading, column.at)),
    );
  });
};

function waysOut(heading: string): FindingParams {
  return { heading, map: mapFlag(heading, 'nik'), none: mapFlag(heading, 'none') };
}

function isOfOthers(heading: string): boolean {
  return isSomebodyElses(heading, 'nik') || isOtherHeading(headingWords(heading));
}

/**
 * Another number with the birth date of its row is this person's, corrected; a full column, some of them women's, is
 * one of NIKs and no cards.
 */
function isOfPerson({ filled, others, own, women }: UnreadNiks, isNikTold: boolean): boolean {
  const isColumn = others.count() >= ENOUGH_NIKS && others.count() * 2 > filled && women > 0;
  return isNikTold ? isColumn && own * 2 < others.count() : isColumn || own > 0;
}
