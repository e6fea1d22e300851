/** The questions about headings, for a person at a terminal; nobody else is ever asked. */
import { resolve } from 'node:path';
import { RunError } from '../../errors.ts';
import { headerOf, type NamedTop, readTops } from '../../intake/read-top.ts';
import type { Guess, HeaderForm, HeaderSearch } from '../../record/header/columns.ts';
import type { KnownForms, Meaning, Meanings } from '../../record/header/form.ts';
import { firstPerson } from '../../record/sheet/unread-sheet.ts';
import { squash } from '../../record/words/heading-words.ts';
import { columnsOf, writeLines } from '../../report/output.ts';
import { fitted } from '../../report/screen/wrap.ts';
import { DEFAULT_LIMITS } from '../../source/source.ts';
import type { Context } from '../context.ts';
import type { Setup } from '../setup.ts';
import { type Conversation, converse } from './column-questions.ts';

/** The forms, with what was answered about those of these files. Whatever stays open, the reading refuses or says. */
export async function askAboutFiles(
  files: readonly string[],
  known: KnownForms,
  { messages, columns: map, constants, json, quiet, config }: Setup,
  { ask, err, cwd, stop }: Context,
): Promise<KnownForms> {
  if (!ask || json || quiet) return known;
  const forms = new Map(known);
  const conversation = converse(messages, ask, (lines) => {
    writeLines(err, fitted(lines, columnsOf(err) - 1));
  });
  for (const name of files) {
    const tops = await readTops({ path: resolve(cwd, name), limits: DEFAULT_LIMITS }).catch((error: unknown) => {
      // What is wrong with the file is said when it is read.
      if (error instanceof RunError) return [];
      throw error;
    });
    const search = ({ sheet, rows }: NamedTop) =>
      headerOf(sheet, rows, { name, map, constants, forms, rules: config.options.reading });
    const isRefused = ({ hidden, rows }: NamedTop, form: HeaderForm | undefined): boolean =>
      !(hidden && config.options.reading.skipHidden) && firstPerson(rows, form) !== undefined;
    const isList = tops.some((top) => search(top).kind !== 'none');
    for (const top of tops) {
      for (;;) {
        if (stop.finish.aborted) return known;
        const found = search(top);
        // Beside a list, a sheet that has no header and nobody in it is a cover or an instruction.
        if (found.kind === 'none' && isList && !isRefused(top, found.form)) break;
        const answer = await answerTo(found, { file: name, sheet: top.sheet }, conversation);
        if (answer === 'nobody') return known;
        if (!found.form || answer === 'nothing-open' || answer.size === 0) break;
        forms.set(found.form.signature, new Map([...found.form.told, ...answer]));
      }
    }
  }
  return forms;
}

interface Place {
  readonly file: string;
  readonly sheet: string;
}

/** What is said of some headings; empty when it settles nothing. */
async function answerTo(
  search: HeaderSearch,
  place: Place,
  conversation: Conversation,
): Promise<Meanings | 'nothing-open' | 'nobody'> {
  switch (search.kind) {
    case 'found':
      return search.guesses.length === 0 ? 'nothing-open' : confirmed(search.guesses, search.form, place, conversation);
    case 'unsure':
      return confirmed(search.guesses, search.form, place, conversation);
    case 'ambiguous': {
      const { field, dose, headings, form } = search;
      // Columns of one name cannot be told apart by their name; that is for Excel.
      if (squash(headings[0]) === squash(headings[1])) return 'nothing-open';
      const chosen = await conversation.choose({ why: 'tie', form, place, field, dose, among: headings });
      if (chosen === 'nobody') return chosen;
      return new Map(headings.map((heading): [string, Meaning] => [heading, heading === chosen ? field : 'none']));
    }
    case 'several':
    case 'beside':
      // Columns are taken apart, and moved, in Excel.
      return 'nothing-open';
    case 'none': {
      const { form, missing: field } = search;
      if (!form || !field) return 'nothing-open';
      const chosen = await conversation.choose({ why: 'missing', form, place, field, among: form.headings });
      if (chosen === 'nobody') return chosen;
      return new Map(chosen === undefined ? [] : [[chosen, field]]);
    }
  }
}

async function confirmed(
  guesses: readonly Guess[],
  form: HeaderForm,
  place: Place,
  conversation: Conversation,
): Promise<Meanings | 'nobody'> {
  const answers = await conversation.confirm({ guesses, form, place });
  if (answers === 'nobody') return answers;
  const meanings = new Map<string, Meaning>(guesses.map(({ heading }) => [heading, 'none']));
  for (const { heading, field } of answers) meanings.set(heading, field);
  return meanings;
}
