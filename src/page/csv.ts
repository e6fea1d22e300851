/**
 * The figures of a report as CSV (docs/report.md): one figure a line, so that a spreadsheet filters and sums them. Pure.
 */

import { oneLine } from '../printable.ts';
import { OUTCOMES } from '../record/record.ts';
import type { Language } from '../text/language.ts';
import type { NightInShort, PageFacts, PageNight, Span } from './facts.ts';
import { wallClock } from './times.ts';

/** Names of the columns, the same in both languages. */
const COLUMNS = ['part', 'from', 'until', 'name', 'measure', 'value'] as const;

/** Excel splits a file where its language splits lists, which is no comma where that marks decimals. */
const SEPARATORS: Readonly<Record<Language, string>> = { en: ',', id: ';' };

/** What every file of it begins with: a mark of UTF-8, without which Excel takes it for another code, and the columns. */
export function csvHead(language: Language): string {
  return `\ufeff${COLUMNS.join(SEPARATORS[language])}\r\n`;
}

interface Line {
  readonly part: string;
  readonly span?: Span | undefined;
  readonly name?: string | undefined;
  readonly figures: Readonly<Record<string, number | undefined>>;
}

/** Times are written as a spreadsheet reads them, by the clock of `timeZone` (an IANA name). */
export function reportCsv(facts: PageFacts, language: Language, timeZone: string): string {
  const separator = SEPARATORS[language];
  const wall = wallClock(timeZone);
  const written = (at: number): string => new Date(wall(at)).toISOString().slice(0, 19).replace('T', ' ');
  const lines: string[] = [];
  for (const { part, span, name = '', figures } of linesOf(facts))
    for (const [measure, value] of Object.entries(figures)) {
      if (value === undefined) continue;
      const at = [span?.from, span?.to].map((time) => (time === undefined ? '' : written(time)));
      lines.push(`${[part, ...at, cell(name, separator), measure, String(value)].join(separator)}\r\n`);
    }
  return csvHead(language) + lines.join('');
}

function* linesOf({ madeAt, night, nights, now, estimate, facilities, problems }: PageFacts): Iterable<Line> {
  yield { part: 'now', span: { from: madeAt }, figures: { ...now } };
  if (estimate)
    yield { part: 'estimate', span: { from: madeAt, to: estimate.until }, figures: { nights: estimate.nights } };
  if (night) yield* linesOfNight(night);
  for (const one of nights) yield { part: 'nights', span: one, figures: shortFigures(one) };
  for (const { name, ...figures } of facilities) yield { part: 'facility', name, figures };
  for (const { code, severity, rows } of problems) yield { part: 'problem', name: code, figures: { [severity]: rows } };
}

function* linesOfNight(night: PageNight): Iterable<Line> {
  const outcomes = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, night.outcomes[outcome] ?? 0]));
  yield { part: 'night', span: night, figures: { ...shortFigures(night), requests: night.requests, ...outcomes } };
  for (const run of night.runs)
    yield { part: 'run', span: run, name: run.command, figures: { exitCode: run.exitCode ?? -1 } };
  for (const { from, to } of night.away)
    yield { part: 'away', span: { from, ...(to === undefined ? {} : { to }) }, figures: { ms: (to ?? from) - from } };
  for (const { at, landed } of night.minutes)
    yield { part: 'minute', span: { from: at, to: at + 60_000 }, figures: { landed } };
  for (const { name, rows, refusedBy } of night.files)
    yield { part: 'file', name, figures: refusedBy === undefined ? { rows } : { [refusedBy]: rows } };
}

function shortFigures({ landed, backlog, outages, awayMs }: NightInShort) {
  return { landed, backlog, outages, awayMs };
}

/**
 * A name that comes from outside. One that a spreadsheet would take for a formula gets an apostrophe in front: names of
 * files and facilities are typed by strangers, and a formula can send away what stands beside it.
 */
function cell(text: string, separator: string): string {
  const line = oneLine(text);
  const safe = /^[=+\-@|%＝＋－＠]/.test(line) ? `'${line}` : line;
  return safe.includes(separator) || /[",;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
