/** `init --yes`: the answers of flags, without a question. Pure but for the reading of a secret. */
import { RunError } from '../../errors.ts';
import { isPrintable } from '../../printable.ts';
import { type Answers, QUESTIONS, type Question } from '../../setup/questions.ts';
import type { SecretPlace } from '../../setup/settings.ts';
import type { QuestionId } from '../../text/init.ts';

/** Question → the flag that answers it. */
const FLAGS: Readonly<Record<Exclude<QuestionId, 'language'>, string>> = {
  kind: '--type',
  url: '--url',
  allowHttp: '--allow-http',
  description: '--description',
  folder: '--folder',
  format: '--format',
  auth: '--auth',
  username: '--username',
  tokenUrl: '--token-url',
  clientId: '--client-id',
  secret: '--secret-file',
  organization: '--facility',
  location: '--location',
  practitioner: '--practitioner',
  program: '--program',
  nikAttribute: '--nik-attribute',
  nameAttribute: '--name-attribute',
  vaccineElement: '--vaccine-element',
  doseElement: '--dose-element',
  orgUnit: '--facility',
  timeZone: '--time-zone',
};

/** What a right answer looks like, where there is no list of them. */
const EXPECTED: Readonly<Partial<Record<QuestionId, string>>> = {
  url: 'https://registry.example/v1',
  tokenUrl: 'https://login.example/oauth2/token',
  organization: '10000004',
  location: 'b017aa54-f1df-4ec2-9d84-8823815d7228',
  practitioner: 'N10000001',
  timeZone: 'Asia/Jakarta',
};

/**
 * Every answer that was given is one. @throws RunError VALUE_WRONG {option, expected}: no message holds what was typed,
 * for it may be a secret in the wrong place.
 */
export function assertRight(given: Answers): void {
  for (const question of QUESTIONS) {
    const { id } = question;
    if (id === 'secret' || id === 'language') continue;
    const answer = given[id];
    if (answer === undefined || isOne(answer, question, given)) continue;
    throw new RunError('VALUE_WRONG', { option: FLAGS[id], expected: `${FLAGS[id]} ${expectedOf(question, given)}` });
  }
}

function isOne(answer: string, { choices, isRight, applies }: Question, given: Answers): boolean {
  if (!applies(given)) return true;
  return choices ? choices(given).includes(answer) : isPrintable(answer) && (isRight?.(answer) ?? true);
}

function expectedOf({ id, choices }: Question, given: Answers): string {
  return choices?.(given).join(' | ') ?? EXPECTED[id] ?? 'NAME';
}

/**
 * What is needed was given, or has something that is meant without it; what is usual anyhow stays as it is in the
 * configuration. @throws RunError OPTION_MISSING {command, option}.
 */
export function completed(given: Answers, secret: SecretPlace | undefined): Answers {
  let answers: Answers = given;
  for (const { id, applies, preset, optional } of QUESTIONS) {
    if (!applies(answers) || optional || ANYHOW.has(id)) continue;
    if (id === 'secret') {
      if (secret === undefined) throw missing(FLAGS.secret);
      continue;
    }
    if (id === 'language' || answers[id] !== undefined) continue;
    const meant = preset?.(answers);
    // That a line is safe is for a person to say.
    if (meant === undefined || id === 'allowHttp') throw missing(FLAGS[id]);
    answers = { ...answers, [id]: meant };
  }
  return answers;
}

/** Has a default in the configuration itself. */
const ANYHOW: ReadonlySet<QuestionId> = new Set(['language', 'format', 'timeZone']);

function missing(option: string): RunError {
  return new RunError('OPTION_MISSING', { command: 'init', option });
}
