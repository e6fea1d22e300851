/** The night as a time line, its hours as a table, and when the server was away. */
import { busiest, hoursOf } from '../charts/buckets.ts';
import { COLOUR } from '../charts/chart.ts';
import { nightChart } from '../charts/night-chart.ts';
import type { PageFacts, PageNight } from '../facts.ts';
import { type Html, html } from '../html.ts';
import { endOf } from './answer.ts';
import { folded, keys, section, table, type Voice } from './part.ts';

/** Outages that are listed; of more the longest. */
const MOST_OUTAGES = 40;

export function nightLine(facts: PageFacts, night: PageNight, voice: Voice): Html {
  const { say, figures, times } = voice;
  const to = endOf(facts);
  const most = busiest(night.minutes);
  const peak = most ? say.night.peak(figures.number(most.landed), times.clock(most.at)) : say.night.nothing;
  const label = say.night.label(night.landed, peak, night.outages, figures.duration(night.awayMs));
  const words = { label, away: say.night.away, number: figures.number };
  if (night.landed === 0 && night.away.length === 0)
    return section('night', { ...say.night, lead: '' }, html`<p class="muted">${say.night.nothing}</p>`);
  return section(
    'night',
    say.night,
    html`<figure>${keys([
      [COLOUR.landed, say.night.keys.landed],
      [COLOUR.runBand, say.night.keys.running],
      [COLOUR.away, say.night.keys.away],
    ])}
${nightChart(night, to, times, words)}
<figcaption class="note">${peak}</figcaption></figure>
`,
    folded(say.table, hours(night, to, voice), outages(night, voice)),
  );
}

function hours(night: PageNight, to: number, { say, figures, times }: Voice): Html {
  const marks = times.hours(night.from, to, 14);
  const all = hoursOf(night.minutes, night.away, { from: night.from, to, marks });
  const long = (ms: number): string => (ms > 0 ? figures.duration(ms) : '–');
  return table({
    caption: say.night.title,
    columns: say.night.columns,
    rows: all.map(({ from, to: end, landed, awayMs }) => [
      `${times.clock(from)}–${times.clock(end)}`,
      figures.number(landed),
      long(awayMs),
    ]),
    foot: [say.total, figures.number(night.landed), long(night.awayMs)],
  });
}

function outages({ away }: PageNight, { say, figures, times }: Voice): Html {
  if (away.length === 0) return html``;
  const length = ({ from, to = Number.POSITIVE_INFINITY }: (typeof away)[number]): number => to - from;
  const shown = new Set(away.toSorted((a, b) => length(b) - length(a)).slice(0, MOST_OUTAGES));
  const isCut = away.length > shown.size;
  return html`<h3>${say.night.awayTitle}</h3>
${isCut && html`<p class="note">${say.night.longest(shown.size, away.length)}</p>`}
${table({
  caption: say.night.awayTitle,
  columns: say.night.awayColumns,
  rows: away
    .filter((span) => shown.has(span))
    .map(({ from, to }) => [
      times.moment(from),
      to === undefined ? say.night.goesOn : times.moment(to),
      to === undefined ? '–' : figures.duration(to - from),
    ]),
  texts: [1],
})}`;
}
