/** `status` in words and as JSON (design 6.3). Pure. */
import type { LedgerRun } from '../ledger/history-side.ts';
import type { RowsForPerson } from '../ledger/report-side.ts';
import type { Counts } from '../ledger/states.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';

/** What the ledger knows. */
export interface LedgerNow {
  readonly entries: Counts;
  readonly forPerson: RowsForPerson;
  /** Rows that a person has taken off the list. */
  readonly dismissed: number;
  /** Records that lie in files of the target, without a word of what became of them. */
  readonly handedOver: number;
  readonly run: LedgerRun | undefined;
}

export function statusJson({ entries, forPerson, dismissed, handedOver, run }: LedgerNow): Record<string, unknown> {
  const handed = handedOver > 0 ? { handedOver } : {};
  if (!run) return { entries, forPerson, dismissed, ...handed };
  const { command, started, ended, exitCode } = run;
  const end = ended === undefined ? {} : { ended: new Date(ended).toISOString() };
  return {
    entries,
    forPerson,
    dismissed,
    ...handed,
    lastRun: {
      command,
      started: new Date(started).toISOString(),
      ...end,
      ...(exitCode === undefined ? {} : { exitCode }),
    },
  };
}

/**
 * What is well or on its way is counted by entries; what needs a person by rows, since that is what `rejects` lists.
 */
function figures(
  { entries, forPerson, dismissed, handedOver }: LedgerNow,
  messages: Messages,
): [label: string, n: number][] {
  const { outcomes, status } = messages;
  return [
    [outcomes.waiting, entries.pending + entries.sending],
    [outcomes['in-doubt'], entries['in-doubt'] - handedOver],
    ...(handedOver > 0 ? [[messages.handedOver.label, handedOver] as [string, number]] : []),
    [outcomes.accepted, entries.accepted],
    [outcomes.refused, forPerson.refused],
    [status.needCorrection, forPerson.invalid],
    [outcomes.held, forPerson.held],
    ...(dismissed > 0 ? [[outcomes.dismissed, dismissed] as [string, number]] : []),
  ];
}

export function statusLines(
  { path, target }: { readonly path: string; readonly target: string },
  ledger: LedgerNow,
  messages: Messages,
  timeZone: string | undefined,
): string[] {
  const rows = figures(ledger, messages).map(([label, n]) => [label, messages.figures.number(n)] as const);
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  const figureWidth = Math.max(...rows.map(([, figure]) => figure.length));
  const { status } = messages;
  const { run } = ledger;
  return [
    status.title(path, target),
    ...rows.map(([label, figure]) => `  ${label.padEnd(labelWidth)}  ${figure.padStart(figureWidth)}`),
    run
      ? status.lastRun(
          run.command,
          stamp(run.started, timeZone),
          run.ended === undefined ? undefined : stamp(run.ended, timeZone),
          run.exitCode,
        )
      : status.neverRun,
  ];
}
