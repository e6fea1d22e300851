/** The life of one row in words: read, problems, key, batches, attempts, answers, receipt. Pure; no cell text. */
import type { RowLife } from '../ledger/ledger.ts';
import { problemHeadline } from '../text/headline.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';

export function lifeLines(life: RowLife, messages: Messages, timeZone: string | undefined): string[] {
  const { explain: say, fields, language } = messages;
  const at = (time: number): string => stamp(time, timeZone);
  const { entry } = life;
  return [
    say.title(life.file, life.sheet, life.line, life.dose > 1 ? life.dose : undefined),
    ...[
      say.read(at(life.readAt)),
      say.kinds[life.kind],
      ...life.problems.map(({ code, field }) => say.problem(field && fields[field], problemHeadline(code, language))),
      ...(entry?.owner ? [say.owner(entry.owner.file, entry.owner.sheet, entry.owner.line)] : []),
      ...(entry?.key ? [say.key(entry.key)] : []),
      ...(entry?.batches ?? []).flatMap((batch) => [
        say.batch(batch.id),
        ...batch.attempts.map((attempt) => say.attempt(at(attempt.at), attempt.answer, attempt.ms)),
      ]),
      ...(entry ? [say.state[entry.state]] : []),
      ...(entry?.receipt ? [say.receipt(entry.receipt)] : []),
      ...(entry?.reasons ?? []).map(({ code }) => say.reason(code)),
    ].map((line) => `  ${line}`),
  ];
}
