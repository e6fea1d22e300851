/**
 * The conversation of `init`: one question after the other, until each answer means something. Nothing is looked at and
 * nothing is written; whoever is asked may go away at any moment.
 */

import { isPrintable } from '../printable.ts';
import type { InitWords, QuestionId } from '../text/init.ts';
import { type Answers, QUESTIONS, type Question } from './questions.ts';
import { secretOf } from './settings.ts';

/** Who answers: undefined where nobody does any more. */
export interface Respondent {
  ask(prompt: string): Promise<string | undefined>;
  askHidden(prompt: string): Promise<string | undefined>;
  say(lines: readonly string[]): void;
}

/** `secret`: what was typed; empty where a file that is there is meant. */
export interface Told {
  readonly answers: Answers;
  readonly secret?: string;
}

export interface Interview {
  /** Answered before: not asked. */
  readonly given: Answers;
  /** Answers of an earlier round, offered again. */
  readonly before?: Told;
  /** The secret is not asked for: a file or a command has it. */
  readonly hasSecret: boolean;
  /** Whether the usual file of a secret is there already; its name. */
  readonly fileThere: (name: string) => boolean;
  readonly wordsFor: (language: string | undefined) => InitWords;
  /** Offered as the language, before anybody has said so. */
  readonly language: string;
}

export async function interview(asked: Interview, who: Respondent): Promise<Told | 'nobody'> {
  let answers: Answers = {};
  let given = asked.given;
  let secret: string | undefined;
  for (let index = 0; index < QUESTIONS.length; index += 1) {
    const question = QUESTIONS[index] as Question;
    const { id } = question;
    if (!question.applies(answers)) continue;
    const words = asked.wordsFor(answers.language ?? given.language ?? asked.language);
    if (id === 'secret') {
      const typed = asked.hasSecret ? '' : await askSecret(answers, asked, words, who);
      if (typed === undefined) return 'nobody';
      secret = typed;
      continue;
    }
    const before = asked.before?.answers[id];
    const answer = given[id] ?? (await askOne(question, answers, before ?? languageOf(id, asked), words, who));
    if (answer === undefined) return 'nobody';
    if (id === 'allowHttp' && answer === 'no') {
      // Another address, then: also in place of one that was given.
      who.say([words.notInTheClear]);
      const { url: _, allowHttp: __, ...others } = given;
      given = others;
      const { url: ___, ...rest } = answers;
      answers = rest;
      index = QUESTIONS.findIndex((each) => each.id === 'url') - 1;
      continue;
    }
    if (answer !== '') answers = { ...answers, [id]: answer };
  }
  return { answers, ...(secret === undefined ? {} : { secret }) };
}

function languageOf(id: QuestionId, { language }: Interview): string | undefined {
  return id === 'language' ? language : undefined;
}

async function askOne(
  question: Question,
  answers: Answers,
  before: string | undefined,
  words: InitWords,
  who: Respondent,
): Promise<string | undefined> {
  const { id, optional } = question;
  if (id === 'secret') return undefined;
  const preset = before ?? question.preset?.(answers);
  const choices = question.choices?.(answers) ?? [];
  who.say([
    '',
    words.ask[id],
    ...choices.map((choice, index) => `  ${index + 1}  ${words.choice(id, choice)}`),
    ...words.hint(id),
  ]);
  const shown = preset === undefined ? '' : words.enter(choices.length > 0 ? `${choices.indexOf(preset) + 1}` : preset);
  const mark = shown === '' && optional ? words.leaveOut : shown;
  for (;;) {
    const typed = (await who.ask(mark === '' ? '> ' : `${mark} > `))?.trim();
    if (typed === undefined) return undefined;
    const meant = typed === '' ? (preset ?? (optional ? '' : undefined)) : meaning(typed, question, choices);
    if (meant !== undefined) return meant;
    who.say([typed === '' ? words.needed : words.wrong[id]]);
  }
}

/** The answer that was meant; undefined where it is none. */
function meaning(typed: string, { isRight }: Question, choices: readonly string[]): string | undefined {
  if (choices.length > 0)
    return /^\d+$/.test(typed)
      ? choices[Number(typed) - 1]
      : choices.find((choice) => choice.toLowerCase() === typed.toLowerCase());
  // A key that moves the cursor types what nobody sees.
  return isPrintable(typed) && (isRight?.(typed) ?? true) ? typed : undefined;
}

async function askSecret(
  answers: Answers,
  { before, fileThere }: Interview,
  words: InitWords,
  who: Respondent,
): Promise<string | undefined> {
  const wanted = secretOf(answers);
  if (!wanted) return '';
  const kept = before?.secret !== undefined && before.secret !== '' ? before.secret : undefined;
  const isThere = fileThere(wanted.file);
  who.say(['', words.askSecret[wanted.word], words.unseen(wanted.file)]);
  const mark = kept !== undefined ? words.keepTyped : isThere ? words.keepFile(wanted.file) : '';
  for (;;) {
    const typed = (await who.askHidden(mark === '' ? '> ' : `${mark} > `))?.trim();
    if (typed === undefined) return undefined;
    if (typed === '' && kept !== undefined) return kept;
    if (typed === '' && isThere) return '';
    if (typed !== '' && isThere) who.say([words.fileInTheWay(wanted.file)]);
    else if (typed !== '') return typed;
    else who.say([words.needed]);
  }
}
