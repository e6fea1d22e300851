/** What became of the rows of the night, and which files they came from. */
import { OUTCOMES, type Outcome } from '../../record/record.ts';
import { type Bar, barsChart } from '../charts/bars-chart.ts';
import { COLOUR } from '../charts/chart.ts';
import type { PageNight } from '../facts.ts';
import { type Html, html } from '../html.ts';
import { folded, section, table, type Voice } from './part.ts';
import { whatHappened } from './todo-list.ts';

const COLOURS: Readonly<Record<Outcome, string>> = {
  accepted: COLOUR.landed,
  'already-there': COLOUR.landed,
  waiting: COLOUR.waiting,
  'in-doubt': COLOUR.waiting,
  invalid: COLOUR.person,
  held: COLOUR.person,
  refused: COLOUR.person,
  repeated: COLOUR.quiet,
  dismissed: COLOUR.quiet,
  skipped: COLOUR.quiet,
};

/** More files than this are only counted. */
const MOST_FILES = 20;

export function outcomes(night: PageNight, voice: Voice): Html {
  const { say, messages, figures } = voice;
  const all = OUTCOMES.map((outcome) => ({ outcome, n: night.outcomes[outcome] ?? 0 })).filter(({ n }) => n > 0);
  const total = all.reduce((sum, { n }) => sum + n, 0);
  if (total === 0)
    return section(
      'outcomes',
      { ...say.outcomes, lead: '' },
      html`<p class="muted">${say.outcomes.nothing}</p>`,
      files(night, voice),
    );
  const bars = all.map(
    ({ outcome, n }): Bar => ({
      name: capital(messages.outcomes[outcome]),
      sum: figures.number(n),
      parts: [{ value: n, colour: COLOURS[outcome] }],
    }),
  );
  return section(
    'outcomes',
    say.outcomes,
    html`<figure>${barsChart(say.outcomes.label(total), bars)}</figure>`,
    folded(
      say.table,
      table({
        caption: say.outcomes.title,
        columns: say.outcomes.columns,
        rows: all.map(({ outcome, n }) => [
          capital(messages.outcomes[outcome]),
          messages.outcomeHints[outcome] ?? '',
          figures.number(n),
        ]),
        foot: [say.total, '', figures.number(total)],
        texts: [1],
      }),
    ),
    files(night, voice),
  );
}

function files({ files: all }: PageNight, voice: Voice): Html {
  const { say, figures } = voice;
  if (all.length === 0) return html``;
  // Those that need somebody come first.
  const sorted = all.toSorted((a, b) => Number(a.refusedBy === undefined) - Number(b.refusedBy === undefined));
  const shown = sorted.slice(0, MOST_FILES);
  return html`<h3>${say.outcomes.filesTitle}</h3>
${table({
  caption: say.outcomes.filesTitle,
  columns: say.outcomes.fileColumns,
  rows: shown.map((file) => [
    file.name,
    file.refusedBy === undefined ? figures.number(file.rows) : '–',
    whatHappened(file, voice),
  ]),
  texts: [2],
})}
${all.length > shown.length && html`<p class="note">${say.outcomes.moreFiles(all.length - shown.length)}</p>`}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
