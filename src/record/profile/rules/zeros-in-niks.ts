/** NIK_COL_ZERO: a column that Excel damaged as numbers, made text afterwards. */
import { type ColumnRule, refused } from '../finding.ts';
import { mostOf } from './most-of.ts';

export const zerosInNiks: ColumnRule = ({ niks }) => refused('NIK_COL_ZERO', 'nik', mostOf(niks.zeros, niks.count));
