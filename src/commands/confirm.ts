/**
 * `confirm [FILE|BATCH|ANSWER…]`: a person says what became of files that were handed over, or names the answer of the
 * server, which is read row by row. Without anything it lists what waits for a word.
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RunError } from '../errors.ts';
import { EXIT, type ExitCode, mostSerious } from '../exit-codes.ts';
import type { HandedOver } from '../ledger/delivery-side.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { jsonLine } from '../printable.ts';
import type { SourceRow } from '../record/source-row.ts';
import { writeFitted, writeLines } from '../report/output.ts';
import { type AnswerRead, type AnswerRules, readAnswer } from '../run/confirm/answer-rows.ts';
import { confirmLost, confirmRows, confirmWhole, type Said } from '../run/confirm/write-down.ts';
import type { CommonOptions, Context } from '../run/context.ts';
import { readFilesTemplate } from '../run/files-template.ts';
import { inRun } from '../run/run.ts';
import type { Setup } from '../run/setup.ts';
import { openSource } from '../source/open.ts';
import { FILE_ENDINGS } from '../target/files/folder.ts';
import { stamp } from '../text/numbers.ts';

export interface ConfirmOptions extends CommonOptions {
  /** Everything that waits for a word is on the server. */
  readonly all?: boolean;
  /** What is named never arrived. */
  readonly lost?: boolean;
}

export async function confirm(named: readonly string[], options: ConfirmOptions, context: Context): Promise<ExitCode> {
  if (options.lost === true && (options.all === true || named.length === 0))
    throw new RunError('ARGUMENT_MISSING', { command: 'confirm', argument: 'file' });
  const before = (setup: Setup): Promise<AnswerRules> => {
    const { target } = setup.config;
    if (target?.kind === 'server' && target.options.type === 'province') throw new RunError('CONFIRM_PROVINCE');
    return answerRules(setup, context);
  };
  return inRun('confirm', options, context, before, async ({ ledger, setup }, rules) => {
    const waiting = await ledger.handedOver();
    if (named.length === 0 && options.all !== true) return list(waiting, setup, context);
    const said = await write({ ledger, waiting, rules, at: context.clock.now() }, named, options, setup);
    const { invalid, held, refused } = await ledger.countForPerson();
    const { messages, json, quiet } = setup;
    if (json) writeLines(context.out, [jsonLine({ event: 'confirmed', ...said })]);
    else if (!quiet) writeFitted(context.out, messages.confirming.done(said));
    return mostSerious([
      EXIT.done,
      ...(said.open + said.unknown + invalid + held + refused > 0 ? [EXIT.needsPerson] : []),
      ...(said.lost > 0 ? [EXIT.windowEnded] : []),
    ]);
  });
}

function list(waiting: readonly HandedOver[], { messages, json, timeZone }: Setup, { out }: Context): ExitCode {
  const { confirming: say } = messages;
  if (json)
    writeLines(
      out,
      waiting.map(({ id, keys, at }) =>
        jsonLine({ event: 'handed-over', batch: id, records: keys.length, at: new Date(at).toISOString() }),
      ),
    );
  else if (waiting.length === 0) writeFitted(out, [say.nothing]);
  else
    writeFitted(out, [
      ...waiting.map(({ id, keys, at }) => say.batch(id, keys.length, stamp(at, timeZone))),
      say.howTo,
    ]);
  return waiting.length === 0 ? EXIT.done : EXIT.needsPerson;
}

interface Desk {
  readonly ledger: Ledger;
  readonly waiting: readonly HandedOver[];
  readonly rules: AnswerRules;
  readonly at: number;
}

/** Everything that was named is looked at before anything is written down. */
async function write(desk: Desk, named: readonly string[], { all, lost }: ConfirmOptions, setup: Setup): Promise<Said> {
  const { ledger, waiting, at } = desk;
  const batches = new Set(all === true ? waiting : []);
  const answers: AnswerRead[] = [];
  for (const name of named) {
    const answer = lost === true ? undefined : await answerIn(name, desk.rules, setup);
    const batch = answer ? undefined : waiting.find(({ id }) => isNameOf(basename(name), id));
    if (answer) answers.push(answer);
    else if (batch) batches.add(batch);
    else
      throw new RunError(
        existsSync(name) && lost !== true && !OUR_NAME.test(basename(name)) ? 'ANSWER_COLUMNS' : 'CONFIRM_UNKNOWN',
        {
          given: name,
          file: name,
        },
      );
  }
  const counts = { accepted: 0, refused: 0, lost: 0, unknown: 0 };
  if (lost === true) {
    for (const { id } of batches) refuseThere(id, setup);
    counts.lost = await confirmLost(ledger, [...batches], at);
  } else counts.accepted = await confirmWhole(ledger, [...batches], at);
  for (const { verdicts, unread } of answers) {
    const came = await confirmRows(ledger, await ledger.handedOver(), verdicts, at);
    counts.accepted += came.accepted;
    counts.refused += came.refused;
    counts.unknown += came.unknown + unread;
  }
  return { ...counts, open: (await ledger.countHandedOver()).entries };
}

/** Names that we give; what is confirmed already waits for no word. */
const OUR_NAME = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[a-z.]+$/;

/** A batch by its id, its file or its manifest; `<id>_BusAck.csv` is none of them, but what a server says of it. */
function isNameOf(name: string, id: string): boolean {
  return name === id || FILE_ENDINGS.some((ending) => name === `${id}${ending}`);
}

/** What a server has answered, in the first sheet that has such columns; undefined where there is no such file. */
async function answerIn(file: string, rules: AnswerRules, { place }: Setup): Promise<AnswerRead | undefined> {
  if (!existsSync(file) || file.endsWith('.json')) return undefined;
  place.refuseOwnFile({ name: file, path: file });
  const source = await openSource(file);
  try {
    for (const sheet of source.sheets) {
      const rows: SourceRow[] = [];
      for await (const some of sheet.rows()) rows.push(...some);
      const read = readAnswer(rows, rules);
      if (read) return read;
    }
    return undefined;
  } finally {
    await source.close();
  }
}

/** What lies in the folder can be uploaded by anybody, at any time. @throws RunError CONFIRM_THERE {path}. */
function refuseThere(id: string, { config: { target } }: Setup): void {
  if (target?.kind !== 'server' || target.options.type !== 'files') return;
  const { folder } = target.options.files;
  const there = FILE_ENDINGS.map((ending) => join(folder, `${id}${ending}`)).find((path) => existsSync(path));
  if (there !== undefined) throw new RunError('CONFIRM_THERE', { path: there });
}

async function answerRules({ config }: Setup, { uid }: Context): Promise<AnswerRules> {
  const { target, options } = config;
  const files = target?.kind === 'server' && target.options.type === 'files' ? target.options.files : undefined;
  const { template, answer: words } = await readFilesTemplate(files?.template, uid);
  return { template, words, programme: options.reading.programme };
}
