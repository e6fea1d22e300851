/**
 * What `reconcile` found, as a table for a person and as events for a script. Pure; rows are named by place, never by
 * person.
 */

import { MISSING_REASONS, type Reconciliation } from '../comparison.ts';
import { oneLine } from '../printable.ts';
import type { RowRef } from '../record/record.ts';
import type { Messages } from '../text/messages.ts';
import { placeOf } from './place.ts';

/** Rows of each kind that a screen shows; the workbook and `--rows` have all. */
const SHOWN_ROWS = 20;

export function isComplete({ missing, unread }: Pick<Reconciliation, 'missing' | 'unread'>): boolean {
  return unread === 0 && MISSING_REASONS.every((why) => missing[why] === 0);
}

export function reconciliationLines(found: Reconciliation, messages: Messages, allRows: boolean): string[] {
  const { reconcile: say, outcomes: names } = messages;
  const { number } = messages.figures;
  const missing = MISSING_REASONS.reduce((sum, why) => sum + found.missing[why], 0);
  const table = [
    [say.onPaper, found.onPaper],
    [say.onServer, found.onServer],
    [say.missing, missing],
    ...MISSING_REASONS.filter((why) => found.missing[why] > 0).map(
      (why) => [`  ${say.reasons[why]}`, found.missing[why]] as const,
    ),
    [say.unexpected, found.unexpected.length],
  ] as const;
  const labelWidth = Math.max(...table.map(([label]) => label.length));
  const figureWidth = Math.max(...table.map(([, figure]) => number(figure).length));
  const apart = (['invalid', 'held', 'repeated', 'skipped'] as const)
    .filter((outcome) => found.outcomes[outcome] > 0)
    .map((outcome) => `${number(found.outcomes[outcome])} ${names[outcome]}`);
  return [
    say.title(oneLine(found.target), found.files, found.ms),
    ...table.map(([label, figure]) => `  ${label.padEnd(labelWidth)}  ${number(figure).padStart(figureWidth)}`),
    ...(apart.length > 0 ? [`  ${say.apart(apart.join(', '))}`] : []),
    ...listed(found.rows(), missing, allRows, messages, ({ at, why }) =>
      say.row(placeOf(at, messages), say.reasons[why]),
    ),
    ...listed(found.unexpected, found.unexpected.length, allRows, messages, (at) =>
      say.unexpectedRow(placeOf(at, messages)),
    ),
    ...(found.missing.lost > 0 ? [say.lost(found.missing.lost)] : []),
    ...(found.unread > 0 ? [say.unread(found.unread)] : []),
    ...(found.repaired ? [say.repaired(found.repaired)] : []),
    ...(found.repaired || (found.unread > 0 && missing === 0) ? [] : [say.next(isComplete(found), found.missing)]),
  ];
}

function listed<T>(
  rows: Iterable<T>,
  count: number,
  all: boolean,
  { reconcile }: Messages,
  line: (row: T) => string,
): string[] {
  const lines: string[] = [];
  for (const row of rows) {
    if (!all && lines.length === SHOWN_ROWS) break;
    lines.push(`  ${line(row)}`);
  }
  return count > lines.length ? [...lines, `  ${reconcile.more(count - lines.length)}`] : lines;
}

/** The events of docs/json-output.md: one for each missing and each unexpected row, and the sum as the last. */
export function* reconciliationEvents(
  found: Reconciliation,
  exitCode: number,
): Iterable<Readonly<Record<string, unknown>>> {
  for (const { at, why } of found.rows()) yield { event: 'missing', ...placed(at), why };
  for (const at of found.unexpected) yield { event: 'unexpected', ...placed(at) };
  const {
    target,
    files,
    unread,
    repaired,
    onPaper,
    onServer,
    missing,
    unexpected,
    outcomes,
    requests,
    outages,
    awayMs,
    ms,
  } = found;
  const { invalid, held, repeated, skipped } = outcomes;
  yield {
    event: 'reconciled',
    target,
    files,
    ...(unread > 0 ? { unread } : {}),
    onPaper,
    onServer,
    missing,
    unexpected: unexpected.length,
    apart: { invalid, held, repeated, skipped },
    ...(repaired ? { repaired } : {}),
    requests,
    outages,
    awayMs,
    ms,
    exitCode,
  };
}

/** As `--json` calls it: there the group is `dose`. */
function placed({ file, sheet, line, group }: RowRef): Readonly<Record<string, unknown>> {
  return { file, sheet, line, dose: group };
}
