/** The last word of a run: a table whose numbers add up before the reader's eyes, and what to do next. Pure. */

import type { FileResult, SummaryEvent } from '../events.ts';
import { EXIT } from '../exit-codes.ts';
import { oneLine } from '../printable.ts';
import { OUTCOMES, type Outcome } from '../record/record.ts';
import { problemHeadline } from '../text/headline.ts';
import type { Messages } from '../text/messages.ts';
import type { NextStep } from '../text/next-step.ts';
import { resultLines } from './files.ts';
import { width } from './screen/bar-line.ts';
import { NO_BREAK, wrap } from './screen/wrap.ts';

/** What a line is for, so that a terminal can colour it. */
export type LineRole =
  | 'title'
  | 'good'
  | 'bad'
  | 'waiting'
  | 'plain'
  | 'total'
  | 'check'
  | 'mismatch'
  | 'problem'
  | 'next'
  | 'gap';

export interface SummaryLine {
  readonly role: LineRole;
  readonly text: string;
}

export interface SummaryOptions {
  /** The correction sheets that were written in this run. */
  readonly correctionSheets?: readonly string[];
  /** What became of each file; nothing where there was one. */
  readonly files?: readonly FileResult[];
  /** The sheets came out of an inbox. */
  readonly inbox?: boolean;
  /** Width of the screen; 80 where there is none. */
  readonly columns?: number;
}

/** More kinds of problems than this are only counted. */
const SHOWN_PROBLEMS = 5;
const SHOWN_FILES = 3;

const ROLES: Readonly<Record<Outcome, LineRole>> = {
  accepted: 'good',
  'already-there': 'good',
  refused: 'bad',
  invalid: 'bad',
  repeated: 'plain',
  held: 'bad',
  waiting: 'waiting',
  'in-doubt': 'waiting',
  dismissed: 'plain',
  skipped: 'plain',
};

/**
 * Promise 1: every row ended in exactly one outcome. The outcomes are those of all readings and of the skipped rows,
 * and no row is without one (a row of a wide sheet may have several readings, never none).
 */
export function addsUp(summary: SummaryEvent): boolean {
  const accounted = summary.readings + summary.outcomes.skipped;
  return total(summary) === accounted && summary.rows <= accounted;
}

/** The summary as lines of text, none wider than the screen unless a path or a command is. */
export function summaryLines(summary: SummaryEvent, messages: Messages, options: SummaryOptions = {}): string[] {
  return describeSummary(summary, messages, options).map((line) => line.text);
}

/** The same with what each line is for. */
export function describeSummary(
  summary: SummaryEvent,
  messages: Messages,
  options: SummaryOptions = {},
): SummaryLine[] {
  const { summary: say } = messages;
  const columns = Math.max(40, options.columns ?? 80);
  const lines: SummaryLine[] = [];
  const add = (role: LineRole, text: string, indent?: string): void => {
    for (const part of wrap(text, columns, indent)) lines.push({ role, text: part });
  };
  const gap = (): void => {
    lines.push({ role: 'gap', text: '' });
  };

  const unfinished = fileList(summary.unfinished ?? []);
  add('title', say.title(summary.command, summary.files, summary.ms));
  // Where something failed, that was told already, and there was something to do.
  const idle = total(summary) === 0 && unfinished === '' && summary.exitCode === EXIT.done;
  if (total(summary) > 0 || idle) gap();
  if (idle) add('plain', say.nothingRead);
  if (total(summary) > 0) {
    lines.push(...table(summary, messages, columns));
    gap();
    add('check', checkLine(summary, messages));
  }
  if (!addsUp(summary)) add('mismatch', say.mismatch);
  const there = summary.outcomes['already-there'];
  if (there > 0) add('plain', say.notTwice(there));
  // Files are no requests; that a disk was away was told.
  if (summary.command !== 'check' && summary.requests > 0 && !summary.handedOver) {
    add('plain', say.traffic(summary.requests, summary.outages, summary.awayMs));
  }
  // Said only when it is more than the table shows: what earlier runs have left.
  if (
    summary.command !== 'check' &&
    summary.backlog > summary.outcomes.waiting + (isHandedOver(summary) ? 0 : summary.outcomes['in-doubt'])
  )
    add('waiting', say.backlog(summary.backlog));
  if (summary.handedOver) {
    const { entries, batches, province } = summary.handedOver;
    add('waiting', province ? messages.province.left(entries, batches) : say.handedOver(entries, batches));
  }
  const { otherRows = 0 } = summary;
  if (otherRows > 0) add('bad', say.otherRows(otherRows));
  if (summary.gone) add('bad', say.gone(summary.gone));
  if (summary.problems.length > 0) {
    gap();
    add('title', say.problemsTitle);
    for (const text of problemLines(summary, messages)) add('problem', text);
  }
  if (options.files && options.files.length > 0) {
    gap();
    lines.push(...resultLines(options.files, messages, columns));
  }
  gap();
  const correctionSheet = fileList(options.correctionSheets ?? [], ', ');
  const { exitCode, command, backlog } = summary;
  const step = {
    exitCode,
    command,
    backlog,
    files: otherRows > 0 ? summary.files : 0,
    handedOver: handedTo(summary),
    nobody: (command === 'import' || command === 'check') && summary.files > 0 && summary.readings === 0,
    ...(command === 'import' && summary.requests === 0 ? { nothingSent: true } : {}),
    ...(correctionSheet ? { correctionSheet } : {}),
    ...(options.inbox ? { inbox: true } : {}),
    ...(unfinished ? { unfinished } : {}),
  };
  add('next', say.next(step), '');
  return lines;
}

function needsCorrection({ outcomes, otherRows = 0, gone = 0 }: SummaryEvent): boolean {
  return outcomes.invalid + outcomes.held + outcomes.refused + otherRows + gone > 0;
}

/** As they stand in a command line, unless there is something else between them. */
function fileList(files: readonly string[], between = ' '): string {
  const shown = files.slice(0, SHOWN_FILES).map((file) => (/\s/.test(file) ? `"${oneLine(file)}"` : oneLine(file)));
  return [...shown, ...(files.length > shown.length ? ['…'] : [])].join(between);
}

function total(summary: SummaryEvent): number {
  return OUTCOMES.reduce((sum, outcome) => sum + summary.outcomes[outcome], 0);
}

/** Where nothing else waits for a person. */
function handedTo(summary: SummaryEvent): NextStep['handedOver'] {
  if (summary.handedOver?.province) return 'province';
  return summary.handedOver === undefined || needsCorrection(summary) ? undefined : 'files';
}

/** What is in doubt lies in files or with a province, and nobody is asked about it. */
function isHandedOver({ handedOver, outcomes }: SummaryEvent): boolean {
  return handedOver !== undefined && handedOver.entries >= outcomes['in-doubt'];
}

function handedHint({ handedOver }: SummaryEvent, messages: Messages): string {
  return handedOver?.province ? messages.province.hint : messages.handedOver.hint;
}

function labelOf(outcome: Outcome, summary: SummaryEvent, messages: Messages): string {
  if (outcome === 'in-doubt' && isHandedOver(summary)) return messages.handedOver.label;
  return outcome === 'waiting' && summary.command === 'check' ? messages.readyToSend : messages.outcomes[outcome];
}

function table(summary: SummaryEvent, messages: Messages, columns: number): SummaryLine[] {
  const { number } = messages.figures;
  const present = OUTCOMES.filter((outcome) => summary.outcomes[outcome] > 0);
  const labels = present.map((outcome) => labelOf(outcome, summary, messages));
  const labelWidth = Math.max(width(messages.summary.total), ...labels.map(width));
  const sum = number(total(summary));
  const row = (label: string, figure: string): string =>
    `  ${label.padEnd(labelWidth)}  ${figure.padStart(sum.length)}`;
  const lines = present.map((outcome, index): SummaryLine => {
    const text = row(labels[index] ?? '', number(summary.outcomes[outcome]));
    const isReady = outcome === 'waiting' && summary.command === 'check';
    const isHanded = outcome === 'in-doubt' && isHandedOver(summary);
    const hint = isReady ? undefined : isHanded ? handedHint(summary, messages) : messages.outcomeHints[outcome];
    const fits = hint !== undefined && width(text) + 3 + width(hint) <= columns;
    return { role: isReady ? 'good' : ROLES[outcome], text: fits ? `${text}   ${hint}` : text };
  });
  const rule = `  ${'─'.repeat(labelWidth + 2 + sum.length)}`;
  return [...lines, { role: 'total', text: rule }, { role: 'total', text: row(messages.summary.total, sum) }];
}

function checkLine(summary: SummaryEvent, messages: Messages): string {
  const { number } = messages.figures;
  const { rows, readings, outcomes } = summary;
  const terms = OUTCOMES.filter((outcome) => outcomes[outcome] > 0)
    .map((outcome) => `${number(outcomes[outcome])} ${labelOf(outcome, summary, messages)}`.replaceAll(' ', NO_BREAK))
    .join(' + ');
  if (rows === 0) return messages.summary.checkRecords(readings, terms);
  if (rows === readings + outcomes.skipped) return messages.summary.check(rows, terms);
  return messages.summary.checkDoses(rows, readings, outcomes.skipped, total(summary), terms);
}

function problemLines(summary: SummaryEvent, messages: Messages): string[] {
  const shown = summary.problems.slice(0, SHOWN_PROBLEMS);
  const rest = summary.problems.length - shown.length;
  const lines = shown.map(
    ({ code, severity, rows }) =>
      `  ${messages.summary.problem(problemHeadline(code, messages.language), rows, severity)}`,
  );
  return rest > 0 ? [...lines, `  ${messages.summary.moreProblems(rest)}`] : lines;
}
