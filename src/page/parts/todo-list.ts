/** What is still to do: the deed in words, and the command for whoever types it. */
import { RUN_ERRORS, type RunErrorCode } from '../../errors.ts';
import type { PageFacts } from '../facts.ts';
import { type Html, html } from '../html.ts';
import { type Todo, todoOf } from '../todo.ts';
import { section, type Voice } from './part.ts';

export function todoList(facts: PageFacts, voice: Voice): Html {
  const { say } = voice;
  const all = todoOf(facts, say.names);
  const one = ({ deed, what = '', many = 0, command, error }: Todo): Html =>
    html`<li>${say.todo.deed(deed, what, many)}
${error !== undefined && html`<span class="why">${whatOf(error, what, voice)}</span>`}
${command !== undefined && html`<code>${command}</code>`}</li>
`;
  return section('todo', say.todo, html`<ol class="${all.length === 1 ? 'todo one' : 'todo'}">${all.map(one)}</ol>`);
}

/** What was wrong with a file, in the words of its error; a code of another version stands for itself. */
export function whatOf(code: string, file: string, { messages }: Voice): string {
  return isKnown(code) ? messages.errors[code]({ file }).what : code;
}

function isKnown(code: string): code is RunErrorCode {
  return Object.hasOwn(RUN_ERRORS, code);
}
