/** REMARK_UNREAD: remarks that nobody has told us the meaning of, once, with how often. */
import { type ColumnRule, noted } from '../finding.ts';

export const unreadRemarks: ColumnRule = ({ remarks: { unread } }) => noted('REMARK_UNREAD', undefined, unread);
