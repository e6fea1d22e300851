/** What every part of the page is made with. */
import type { Messages } from '../../text/messages.ts';
import type { Figures } from '../../text/numbers.ts';
import type { PageWords } from '../../text/page.ts';
import { type Html, html } from '../html.ts';
import type { Times } from '../times.ts';

/** How the reader is spoken to. */
export interface Voice {
  readonly say: PageWords;
  readonly messages: Messages;
  readonly figures: Figures;
  readonly times: Times;
}

/** A part of the page with its heading; `id` is where a link may lead. */
export function section(
  id: string,
  { title, lead }: { readonly title: string; readonly lead: string },
  ...body: Html[]
) {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${lead !== '' && html`<p class="lead">${lead}</p>`}
${body}
</section>
`;
}

/** What the colours of a chart mean, in words beside it. */
export function keys(all: readonly (readonly [colour: string, word: string])[]): Html {
  const key = ([colour, word]: readonly [string, string]): Html =>
    html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect width="12" height="12" rx="3" fill="${colour}"/></svg>${word}</li>`;
  return html`<ul class="keys">${all.map(key)}</ul>`;
}

/** Rows of a table: the first cell heads its row, the others are figures unless `texts` names them by place. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | Html)[])[];
  readonly foot?: readonly string[];
  /** Places of columns that hold words, from 0. */
  readonly texts?: readonly number[];
  /** More rows than this are not printed. */
  readonly printed?: number;
}

export function table({ caption, columns, rows, foot, texts = [], printed = Number.POSITIVE_INFINITY }: Table): Html {
  const kind = (at: number): Html => (at === 0 || texts.includes(at) ? html`` : html` class="n"`);
  const cells = (row: readonly (string | Html)[]): Html[] =>
    row.map((cell, at) => (at === 0 ? html`<th scope="row">${cell}</th>` : html`<td${kind(at)}>${cell}</td>`));
  return html`<table aria-label="${caption}">
<thead><tr>${columns.map((name, at) => html`<th scope="col"${kind(at)}>${name}</th>`)}</tr></thead>
<tbody>
${rows.map((row, at) => html`<tr${at >= printed && html` class="screen"`}>${cells(row)}</tr>\n`)}</tbody>
${foot && html`<tfoot><tr>${cells(foot)}</tr></tfoot>`}
</table>`;
}

/** Figures that a chart shows already: opened by whoever wants them, and on paper. */
export function folded(summary: string, ...body: Html[]): Html {
  return html`<details><summary>${summary}</summary>
${body}
</details>`;
}
