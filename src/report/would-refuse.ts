/** What a server would refuse (`check --server`): places, fields and codes, for its sentences may repeat a cell. */
import { oneLine } from '../printable.ts';
import type { Field } from '../record/problems.ts';
import type { RowRef } from '../record/record.ts';
import type { Messages } from '../text/messages.ts';
import { explainedCode } from '../text/server-codes.ts';
import { placeOf } from './place.ts';

export interface WouldRefuse {
  readonly at: RowRef;
  readonly reasons: readonly { readonly means?: Field; readonly field?: string; readonly code?: string }[];
}

/** So many rows stand on a screen; `--rows` has them all. */
const SHOWN_ROWS = 20;

export function wouldRefuseLines(
  target: string,
  asked: number,
  refused: readonly WouldRefuse[],
  every: boolean,
  messages: Messages,
): string[] {
  const { checkServer: words, fields } = messages;
  const shown = every ? refused : refused.slice(0, SHOWN_ROWS);
  const rest = refused.length - shown.length;
  return [
    words.title(target, asked, refused.length),
    ...shown.map(({ at, reasons: [reason] }) => {
      const field = reason?.means === undefined ? undefined : fields[reason.means];
      const code = reason?.code === undefined ? undefined : explainedCode(oneLine(reason.code), messages.language);
      return `  ${words.row(placeOf(at, messages), field, code)}`;
    }),
    ...(rest > 0 ? [`  ${words.more(rest)}`] : []),
  ];
}

export function wouldRefuseEvents(refused: readonly WouldRefuse[]): object[] {
  return refused.map(({ at: { group: dose, ...at }, reasons }) => ({
    event: 'would-refuse',
    ...at,
    dose,
    reasons: reasons.map(({ means, field, code }) => ({ field: means ?? field, code })),
  }));
}
