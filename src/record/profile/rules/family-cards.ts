/** NIK_IS_KK of a whole column: the numbers of family cards stand where the NIKs should. */
import { type ColumnRule, refused } from '../finding.ts';
import { mostOf } from './most-of.ts';

export const familyCards: ColumnRule = ({ niks }) => refused('NIK_IS_KK', 'nik', mostOf(niks.cards, niks.count));
