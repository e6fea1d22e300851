/** AGE_COL: the ages of a column belong to other rows, or come of a wrong formula. */
import { mapFlag } from '../../header/map-flags.ts';
import { type ColumnRule, refused } from '../finding.ts';
import { mostOf } from './most-of.ts';

const ENOUGH_ROWS = 5;

export const strangeAges: ColumnRule = ({ header, shown, identities: { aged, otherAge } }) => {
  const { age } = header.headings;
  const heading = age && shown(age);
  return refused(
    'AGE_COL',
    'age',
    mostOf(otherAge, aged, ENOUGH_ROWS),
    heading === undefined ? {} : { heading, none: mapFlag(heading, 'none') },
  );
};
