/** The figures of a report for programs (docs/report.md): the same as on the page, with times as ISO 8601 in UTC. Pure. */
import type { NightInShort, PageFacts, PageNight, Span } from './facts.ts';
import { baseName } from './file-names.ts';
import { todoOf } from './todo.ts';
import { verdictOf } from './verdict.ts';

export function reportJson(facts: PageFacts, names: Parameters<typeof todoOf>[1]): Record<string, unknown> {
  const { night, estimate } = facts;
  return {
    report: 'vax-upload',
    version: facts.version,
    madeAt: iso(facts.madeAt),
    target: facts.target,
    verdict: verdictOf(facts),
    now: facts.now,
    estimate: estimate && { nights: estimate.nights, until: iso(estimate.until) },
    todo: todoOf(facts, names).map(({ file, ...todo }) => ({ ...todo, error: file?.refusedBy })),
    night: night && { ...inShort(night), ...inFull(night) },
    nights: facts.nights.map((one) => inShort(one)),
    facilities: facts.facilities,
    problems: facts.problems,
    unfinished: facts.unfinished.map(baseName),
  };
}

function inShort(night: NightInShort) {
  const { landed, backlog, outages, awayMs, exitCode } = night;
  return { day: night.day, ...spanOf(night), landed, backlog, outages, awayMs, exitCode };
}

function inFull({ runs, minutes, away, outcomes, files, requests }: PageNight) {
  return {
    requests,
    outcomes,
    runs: runs.map(({ command, exitCode, ...span }) => ({ ...spanOf(span), command, exitCode })),
    away: away.map((span) => spanOf(span)),
    minutes: minutes.map(({ at, landed }) => ({ at: iso(at), landed })),
    files: files.map(({ name, rows, refusedBy }) => ({ name, rows, refusedBy })),
  };
}

function spanOf({ from, to }: Span) {
  return { from: iso(from), until: to === undefined ? undefined : iso(to) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
