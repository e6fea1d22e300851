/** What a program is told: the shape that docs/notify.md promises. Additive, as `--json` is. Pure. */
import { OUTCOMES } from '../record/record.ts';
import type { Messages } from '../text/messages.ts';
import { errorSentences } from './error-sentences.ts';
import { type Facts, forPerson } from './facts.ts';
import { verdictOf } from './verdict.ts';

export type ToldJson = Readonly<Record<string, unknown>>;

/** `text` is what a chat shows, in the reader's language. */
export function toldJson(facts: Facts, text: string, messages: Messages): ToldJson {
  const { run, name, version, command, target, started, ended, exitCode, landed, summary } = facts;
  return {
    event: 'run-ended',
    text,
    run,
    name,
    version,
    command,
    ...(target === undefined ? {} : { target }),
    started: new Date(started).toISOString(),
    ended: new Date(ended).toISOString(),
    exitCode,
    verdict: verdictOf(exitCode),
    landed,
    ...(summary ? counts(facts) : {}),
    errors: facts.errors.map((error) => ({ code: error.code, ...errorSentences(error, messages) })),
  };
}

function counts({ summary, correctionSheets }: Facts): ToldJson {
  if (!summary) return {};
  const { files, rows, readings, outcomes, backlog, handedOver, unfinished, problems } = summary;
  return {
    files,
    rows,
    readings,
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, outcomes[outcome]])),
    backlog,
    forPerson: forPerson(summary),
    ...(handedOver ? { handedOver: { entries: handedOver.entries, batches: handedOver.batches } } : {}),
    ...(unfinished ? { unfinished } : {}),
    ...(correctionSheets.length > 0 ? { correctionSheets } : {}),
    problems: problems.map(({ code, severity, rows: times }) => ({ code, severity, rows: times })),
    requests: summary.requests,
    outages: summary.outages,
    awayMs: summary.awayMs,
    ms: summary.ms,
  };
}

/** What a test looks like; it has no counts. */
export function testJson(facts: Pick<Facts, 'run' | 'name' | 'version'>, text: string): ToldJson {
  return { event: 'test', text, run: facts.run, name: facts.name, version: facts.version };
}

/**
 * The same as variables of a command. Not `VAX_UPLOAD_…`: those set options, and a command may well run `vax-upload`.
 */
export function toldVariables(told: ToldJson): Readonly<Record<string, string>> {
  const names = ['event', 'text', 'run', 'name', 'command', 'exitCode', 'verdict', 'landed', 'rows', 'backlog'];
  const plain = [...names, 'forPerson', 'outages', 'awayMs'].flatMap((key) =>
    told[key] === undefined ? [] : [[`VAX_RUN_${variable(key)}`, String(told[key])] as const],
  );
  return Object.fromEntries(plain);
}

function variable(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}
