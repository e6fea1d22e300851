/** Where a row stands, as people are told it. */
import { oneLine } from '../printable.ts';
import type { RowRef } from '../record/record.ts';
import type { Messages } from '../text/messages.ts';

export function placeOf({ file, sheet, line, group }: RowRef, { explain }: Messages): string {
  return explain.title(oneLine(file), oneLine(sheet), line, group > 1 ? group : undefined);
}
