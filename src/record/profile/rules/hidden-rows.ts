/** ROW_HIDDEN: rows that somebody hid are read, and that is said. */
import { type ColumnRule, noted } from '../finding.ts';

export const hiddenRows: ColumnRule = ({ hidden }) => noted('ROW_HIDDEN', undefined, hidden);
