/** The most frequent problems, each with what helps. */
import { problemCure, problemInShort } from '../../text/headline.ts';
import type { PageFacts, ProblemCount } from '../facts.ts';
import { type Html, html } from '../html.ts';
import { section, table, type Voice } from './part.ts';

/** More kinds than this are only counted. */
const MOST = 10;

export function problems({ problems: all }: PageFacts, { say, figures, messages }: Voice): Html {
  if (all.length === 0)
    return section('problems', { ...say.problems, lead: '' }, html`<p class="muted">${say.problems.nothing}</p>`);
  const { language } = messages;
  const what = ({ code, severity }: ProblemCount): Html =>
    html`${problemInShort(code, language)}${severity === 'warning' && html` <span class="tag">(${say.problems.warning})</span>`}`;
  const shown = all.slice(0, MOST);
  return section(
    'problems',
    say.problems,
    html`<div class="problems">${table({
      caption: say.problems.title,
      columns: say.problems.columns,
      rows: shown.map((one) => [what(one), figures.number(one.rows), problemCure(one.code, language)]),
      texts: [2],
    })}</div>`,
    all.length > shown.length ? html`<p class="note">${say.problems.more(all.length - shown.length)}</p>` : html``,
  );
}
