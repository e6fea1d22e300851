/** `status` in words and as JSON (design 6.3). Pure. */
import type { Counts, LedgerRun } from '../ledger/ledger.ts';
import { ENTRY_STATES, type EntryState } from '../ledger/states.ts';
import type { Outcome } from '../record/record.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';

export function statusJson(entries: Counts, run: LedgerRun | undefined): Record<string, unknown> {
  if (!run) return { entries };
  const { command, started, ended, exitCode } = run;
  const end = ended === undefined ? {} : { ended: new Date(ended).toISOString() };
  return {
    entries,
    lastRun: { command, started: new Date(started).toISOString(), ...end, ...(exitCode === undefined ? {} : { exitCode }) },
  };
}

/** What a state is called in reports. */
const NAMED: Readonly<Record<EntryState, Outcome>> = {
  pending: 'waiting',
  sending: 'waiting',
  'in-doubt': 'in-doubt',
  accepted: 'accepted',
  refused: 'refused',
  held: 'held',
};

export function statusLines(
  { path, target }: { readonly path: string; readonly target: string },
  entries: Counts,
  run: LedgerRun | undefined,
  messages: Messages,
  timeZone: string | undefined,
): string[] {
  const sums = new Map<Outcome, number>();
  for (const state of ENTRY_STATES) sums.set(NAMED[state], (sums.get(NAMED[state]) ?? 0) + entries[state]);
  const rows = Array.from(sums, ([outcome, n]) => [messages.outcomes[outcome], messages.figures.number(n)] as const);
  const labelWidth = Math.max(...rows.map(([label]) => label.length));
  const figureWidth = Math.max(...rows.map(([, figure]) => figure.length));
  const { status } = messages;
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
