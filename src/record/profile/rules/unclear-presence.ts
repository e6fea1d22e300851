/**
 * GIVEN_COL: a column about presence that cannot be read: most of its words are unknown, or its first ticks come after
 * thousands of empty cells.
 */
import { mapFlag } from '../../header/map-flags.ts';
import { type ColumnRule, refused } from '../finding.ts';
import { mostOf } from './most-of.ts';

/** From so many filled cells on it is the column that is strange, and not a word. */
const ENOUGH_CELLS = 10;

export const unclearPresence: ColumnRule = ({ shown, remarks: { presence } }) =>
  presence.flatMap(({ column: { heading: text, blankHolds }, filled, unknown, ticked, blankBefore }) => {
    const heading = shown(text);
    const none = { heading, none: mapFlag(heading, 'none') };
    const late = !blankHolds && ticked > 0 ? blankBefore : undefined;
    return [
      ...refused('GIVEN_COL', undefined, mostOf(unknown, filled, ENOUGH_CELLS), none),
      ...refused('GIVEN_COL', undefined, late, none),
    ];
  });
