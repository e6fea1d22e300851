/**
 * The life of one row, in words and as JSON: read, problems, key, batches, attempts, answers, receipt. Pure; no cell
 * text, and nothing of the server's but its codes.
 */
import type { RowLife } from '../ledger/report-side.ts';
import { oneLine } from '../printable.ts';
import { problemInShort } from '../text/headline.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';
import { explainedCode } from '../text/server-codes.ts';

export function lifeLines(life: RowLife, messages: Messages, timeZone: string | undefined): string[] {
  const { explain: say, fields, language } = messages;
  const at = (time: number): string => stamp(time, timeZone);
  const { entry, decision } = life;
  return [
    say.title(oneLine(life.file), oneLine(life.sheet), life.line, life.group > 1 ? life.group : undefined),
    ...[
      say.read(at(life.readAt)),
      say.kinds[life.kind],
      ...life.problems.map(({ code, field, severity }) =>
        say.problem(field && fields[field], problemInShort(code, language), severity),
      ),
      ...(decision?.by
        ? [say.replaced(at(decision.at), oneLine(decision.by.file), oneLine(decision.by.sheet), decision.by.line)]
        : []),
      ...(decision && !decision.by ? [say.dismissed(at(decision.at), oneLine(decision.who))] : []),
      ...(entry?.owner ? [say.owner(oneLine(entry.owner.file), oneLine(entry.owner.sheet), entry.owner.line)] : []),
      ...(entry?.key ? [say.key(entry.key)] : []),
      ...(entry?.batches ?? []).flatMap((batch) => [
        say.batch(batch.id),
        ...batch.attempts.map((attempt) => say.attempt(at(attempt.at), attempt.answer, attempt.ms)),
      ]),
      ...(entry ? [stateLine(entry, say)] : []),
      ...(entry?.receipt ? [say.receipt(oneLine(entry.receipt))] : []),
      ...(entry?.reasons ?? []).map(({ code }) => {
        const shown = shownCode(code);
        return say.reason(shown && explainedCode(shown, language));
      }),
    ].map((line) => `  ${line}`),
  ];
}

/**
 * As docs/json-output.md promises. Every field is named: what a cell or the server's own sentence says can never slip
 * out.
 */
export function lifeJson({
  file,
  sheet,
  line,
  group: dose,
  readAt,
  kind,
  problems,
  decision,
  entry,
}: RowLife): Readonly<Record<string, unknown>> {
  const bare = problems.map(({ code, field, severity }) => ({
    code,
    ...(field === undefined ? {} : { field }),
    severity,
  }));
  const { at = 0, who = '', by } = decision ?? {};
  const why = by ? { replaced: { at: iso(at), by } } : decision ? { dismissed: { at: iso(at), by: who } } : {};
  const life = { file, sheet, line, dose, readAt: iso(readAt), kind, problems: bare, ...why };
  if (!entry) return life;
  const { state, key, receipt, reasons, batches, owner } = entry;
  return {
    ...life,
    entry: {
      state,
      ...(key === undefined ? {} : { key }),
      ...(receipt === undefined ? {} : { receipt }),
      reasons: reasons.map(({ field, code }) => ({
        ...(shownCode(field) === undefined ? {} : { field }),
        ...(shownCode(code) === undefined ? {} : { code }),
      })),
      batches: batches.map(({ id, attempts }) => ({
        id,
        attempts: attempts.map(({ at, ms, answer }) => ({ at: iso(at), ms, answer })),
      })),
      ...(owner === undefined ? {} : { owner }),
    },
  };
}

/**
 * A code, a type (an address) or the path of a field, as programs write them; a word with a capital, two words and long
 * numbers may be somebody's.
 */
const CODE = /^(?=.{1,100}$)(?!.*\d{6})(?![A-Z][a-z]+$)[A-Za-z][\w.:/#[\]-]*$/;

/** What a server calls a code, where it looks like one. */
function shownCode(code: string | undefined): string | undefined {
  return code !== undefined && CODE.test(code) ? code : undefined;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

/** It is in doubt, and its batch lies in a file: a person was told last, or has told something of the rest. */
function stateLine({ state, batches }: NonNullable<RowLife['entry']>, say: Messages['explain']): string {
  const last = state === 'in-doubt' ? batches.at(-1)?.attempts.at(-1)?.answer : undefined;
  if (last === 'handed-over' || last === 'confirmed') return say.handedOver;
  return last === 'with-province' || last === 'pulled' ? say.withProvince : say.state[state];
}
