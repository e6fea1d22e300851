/** NIK_IS_KK as a note: one number under different names in neighbouring rows, which are held one by one. */
import { type ColumnRule, noted } from '../finding.ts';

export const sharedNumbers: ColumnRule = ({ families }) => noted('NIK_IS_KK', 'nik', families);
