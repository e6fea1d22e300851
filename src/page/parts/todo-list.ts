/** What is still to do: the deed in words, and the command for whoever types it. */
import { RUN_ERRORS, type RunErrorCode } from '../../errors.ts';
import type { PageFacts, PageFile } from '../facts.ts';
import { type Html, html } from '../html.ts';
import { type Todo, todoOf } from '../todo.ts';
import { section, type Voice } from './part.ts';

export function todoList(facts: PageFacts, voice: Voice): Html {
  const { say } = voice;
  const all = todoOf(facts, say.names);
  const one = ({ deed, what = '', many = 0, command, file }: Todo): Html =>
    html`<li>${say.todo.deed(deed, what, many)}
${file !== undefined && html`<span class="why">${whatHappened(file, voice)}</span>`}
${command !== undefined && html`<code>${command}</code>`}</li>
`;
  return section('todo', say.todo, html`<ol class="${all.length === 1 ? 'todo one' : 'todo'}">${all.map(one)}</ol>`);
}

/** What was wrong with a file, in the words of its error; a code of another version stands for itself. */
export function whatHappened({ name, refusedBy, about }: PageFile, { say, messages }: Voice): string {
  if (refusedBy === undefined) return say.outcomes.fileRead;
  if (!isKnown(refusedBy)) return refusedBy;
  // Neither of these may bring back the folder.
  const { path, ...params } = about ?? {};
  return messages.errors[refusedBy]({ ...params, file: name, ...(path === undefined ? {} : { path: name }) }).what;
}

function isKnown(code: string): code is RunErrorCode {
  return Object.hasOwn(RUN_ERRORS, code);
}
