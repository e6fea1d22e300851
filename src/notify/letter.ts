/** A run in words: a subject that answers at a glance, and a letter of plain text with counts and the next command. Pure. */
import { EXIT } from '../exit-codes.ts';
import { oneLine } from '../printable.ts';
import { summaryLines } from '../report/summary.ts';
import type { Messages } from '../text/messages.ts';
import { stamp } from '../text/numbers.ts';
import { errorSentences } from './error-sentences.ts';
import { type Facts, forPerson } from './facts.ts';
import { verdictOf } from './verdict.ts';

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

/** A subject line is cut by most programs of mail soon after. */
const LONGEST_SUBJECT = 150;

export function letterOf(facts: Facts, messages: Messages, timeZone: string | undefined): Letter {
  const { notify: say } = messages;
  const { summary, correctionSheets, inbox = false, version, command, target } = facts;
  // Somebody who practises must not alarm anybody.
  const name = target === 'sandbox' ? say.practice(oneLine(facts.name)) : oneLine(facts.name);
  const at = (time: number): string => stamp(time, timeZone);
  const glance = glanceOf(facts, messages);
  const table = summary ? [...summaryLines(summary, messages, { correctionSheets, inbox }), ''] : [];
  const errors = facts.errors.flatMap((error) => {
    const { what, tryThis } = errorSentences(error, messages);
    return [`${messages.errorWord} ${what} [${error.code}]`, `${messages.tryWord} ${tryThis}`, ''];
  });
  const body = [
    glance,
    '',
    ...errors,
    ...table,
    say.signature(name, version, command, at(facts.started), at(facts.ended), facts.exitCode),
    ...(target === undefined ? [] : [say.target(oneLine(target))]),
    say.unasked,
  ];
  return { subject: oneLine(say.subject(name, glance), LONGEST_SUBJECT), body: `${body.join('\n')}\n` };
}

/** How the run ended, in one sentence. */
function glanceOf({ exitCode, landed, summary, errors }: Facts, messages: Messages): string {
  const { notify: say } = messages;
  const person = summary ? forPerson(summary) : 0;
  const backlog = summary?.backlog ?? 0;
  const handedOver = summary?.handedOver?.entries ?? 0;
  switch (verdictOf(exitCode)) {
    case 'done':
      return backlog > 0 ? say.waiting(landed, person, backlog) : say.done(landed);
    case 'person':
      return person === 0 && handedOver > 0 ? say.handedOver(handedOver) : say.person(landed, person, backlog);
    case 'waiting':
      if (exitCode === EXIT.serverAway) return say.serverAway(landed, person, backlog);
      return handedOver > 0 && backlog + person === 0
        ? messages.province.told(handedOver)
        : say.waiting(landed, person, backlog);
    case 'busy':
      return say.busy;
    case 'stopped':
      return say.stopped(landed, person, backlog);
    case 'failed': {
      const [first] = errors;
      return say.failed(landed, first ? errorSentences(first, messages).what : messages.bug.what);
    }
  }
}

/** A letter that only shows that letters arrive. */
export function testLetter(name: string, version: string, messages: Messages): Letter {
  const { notify: say } = messages;
  return {
    subject: oneLine(say.subject(oneLine(name), say.test), LONGEST_SUBJECT),
    body: [say.test, '', say.testBody(oneLine(name), version), ''].join('\n'),
  };
}
