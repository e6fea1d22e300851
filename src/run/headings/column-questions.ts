/**
 * The conversation about headings: what is shown, and what an answer means. One key and Enter answers every question.
 */

import { oneLine } from '../../printable.ts';
import type { Guess, HeaderForm } from '../../record/header/columns.ts';
import { isSomebodyElses } from '../../record/header/guess-heading.ts';
import { shownIn } from '../../record/header/shown-heading.ts';
import type { Field } from '../../record/problems.ts';
import type { Messages } from '../../text/messages.ts';
import type { Ask } from '../context.ts';

const LONGEST_HEADING = 40;
/** In either language, whatever the language of the messages: fingers remember. */
const YES = new Set(['y', 'ya', 'yes']);
const NO = new Set(['t', 'tidak', 'n', 'no']);

interface Asked {
  readonly form: HeaderForm;
  readonly place: { readonly file: string; readonly sheet: string };
}

interface Choice extends Asked {
  readonly why: 'tie' | 'missing';
  readonly field: Field;
  readonly dose?: number | undefined;
  /** Headings to choose from; neither empty ones nor somebody else's are offered. */
  readonly among: readonly string[];
}

export interface Conversation {
  /** The guesses that are right, some of them perhaps with another heading. */
  confirm(asked: Asked & { readonly guesses: readonly Guess[] }): Promise<readonly Guess[] | 'nobody'>;
  /** One of the headings, or undefined for none of them. */
  choose(choice: Choice): Promise<string | undefined | 'nobody'>;
}

/** `say` prints lines where `ask` prints its prompt. Nobody answers once the input is at its end. */
export function converse(messages: Messages, ask: Ask, say: (lines: readonly string[]) => void): Conversation {
  const { ask: words, ofDose } = messages.columns;
  const quoted = (heading: string, form: HeaderForm): string => `"${oneLine(shownIn(form)(heading), LONGEST_HEADING)}"`;
  const fieldWord = ({ field, dose }: Pick<Choice, 'field' | 'dose'>): string =>
    dose === undefined ? messages.fields[field] : ofDose(messages.fields[field], dose);
  const placeWord = ({ file, sheet }: Asked['place']): string => messages.columns.place(oneLine(file), oneLine(sheet));
  const headingsLine = (form: HeaderForm): string => {
    const named = form.headings.filter((text) => text !== '');
    return words.headings(named.map((text) => quoted(text, form)).join(', '));
  };

  /** Asks until the answer means something. */
  async function until<T>(prompt: string, meaning: (typed: string) => T | undefined): Promise<T | 'nobody'> {
    for (;;) {
      const typed = await ask(prompt);
      if (typed === undefined) {
        say(['', words.unanswered]);
        return 'nobody';
      }
      const meant = meaning(typed.trim().toLowerCase());
      if (meant !== undefined) return meant;
      say([words.again]);
    }
  }

  async function pick(
    of: Pick<Choice, 'field' | 'dose' | 'form'>,
    among: readonly string[],
  ): Promise<string | undefined | 'nobody'> {
    const options = among.filter((text) => text !== '' && !isSomebodyElses(text, of.field));
    say([
      words.which(fieldWord(of)),
      ...options.map((heading, index) => `  ${String(index + 1).padStart(2)}  ${quoted(heading, of.form)}`),
      `   0  ${words.noColumn}`,
    ]);
    const index = await until(`${words.number} `, (typed) =>
      /^\d{1,3}$/.test(typed) && Number(typed) <= options.length ? Number(typed) : undefined,
    );
    return index === 'nobody' ? index : options[index - 1];
  }

  return {
    async confirm({ form, place, guesses }) {
      let proposed: readonly (Guess | undefined)[] = guesses;
      say(['', words.unsure(placeWord(place), form.line), headingsLine(form)]);
      for (;;) {
        const lines = guesses.map((guess, index) => {
          const heading = proposed[index]?.heading;
          return `  ${index + 1}  ${fieldWord(guess)} ← ${heading === undefined ? words.noColumn : quoted(heading, form)}`;
        });
        say(['', words.proposed, ...lines, words.confirm(guesses.length)]);
        const meant = await until('> ', (typed) => {
          if (YES.has(typed)) return 'yes';
          if (NO.has(typed)) return 'no';
          return /^[1-9]\d?$/.test(typed) && Number(typed) <= guesses.length ? Number(typed) : undefined;
        });
        if (meant === 'nobody') return meant;
        if (meant === 'no') return [];
        if (meant === 'yes') return proposed.filter((guess) => guess !== undefined);
        const changed = guesses[meant - 1];
        if (!changed) continue;
        const heading = await pick({ ...changed, form }, form.headings);
        if (heading === 'nobody') return heading;
        proposed = proposed.map((guess, index) => {
          if (index === meant - 1) return heading === undefined ? undefined : { heading, field: changed.field };
          // One column holds one thing.
          return guess?.heading === heading ? undefined : guess;
        });
      }
    },
    async choose(choice) {
      const { why, form, place, among } = choice;
      say(['', words[why](placeWord(place), form.line, fieldWord(choice)), headingsLine(form)]);
      return pick(choice, among);
    },
  };
}
