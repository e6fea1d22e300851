/** How the backlog shrinks over the last nights. */
import { nightsChart } from '../charts/nights-chart.ts';
import type { PageFacts } from '../facts.ts';
import { type Html, html } from '../html.ts';
import { folded, section, table, type Voice } from './part.ts';

export function lastNights({ nights }: PageFacts, { say, figures, times }: Voice): Html {
  const [first, last] = [nights[0], nights.at(-1)];
  if (!first || !last || nights.length < 2)
    return section('nights', { ...say.nights, lead: '' }, html`<p class="muted">${say.nights.first}</p>`);
  const words = {
    label: say.nights.label(nights.length, first.backlog, last.backlog),
    left: say.nights.left,
    landed: say.nights.landed,
    number: figures.number,
  };
  return section(
    'nights',
    say.nights,
    html`<figure>${nightsChart(nights, times, words)}</figure>`,
    folded(
      say.table,
      table({
        caption: say.nights.title,
        columns: say.nights.columns,
        rows: nights.map(({ day, landed, backlog, awayMs }) => [
          times.date(day),
          figures.number(landed),
          figures.number(backlog),
          awayMs > 0 ? figures.duration(awayMs) : '–',
        ]),
        foot: [say.total, figures.number(nights.reduce((sum, { landed }) => sum + landed, 0)), '', ''],
      }),
    ),
  );
}
