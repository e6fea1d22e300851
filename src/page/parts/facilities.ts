/** Totals of each facility: the largest as bars, all of them as a table. */
import { type Bar, barsChart } from '../charts/bars-chart.ts';
import { COLOUR } from '../charts/chart.ts';
import type { FacilityTotal, PageFacts } from '../facts.ts';
import { type Html, html } from '../html.ts';
import { folded, keys, section, table, type Voice } from './part.ts';

/** Bars; the others are said in a sentence: as one bar they would make all of these short. */
const MOST_BARS = 12;
/** Rows on paper: beyond these a file serves better. */
const MOST_PRINTED = 40;

export function facilities({ facilities: all }: PageFacts, { say, figures }: Voice): Html {
  if (all.length === 0)
    return section('facilities', { ...say.facilities, lead: '' }, html`<p class="muted">${say.facilities.nothing}</p>`);
  const nameOf = ({ name }: FacilityTotal): string => name ?? say.facilities.unnamed;
  const shown = all.length <= MOST_BARS + 1 ? all : all.slice(0, MOST_BARS);
  const rest = all.slice(shown.length);
  const bars = shown.map((one) => barOf(nameOf(one), one, figures.number));
  const others = sumOf(rest);
  const total = sumOf(all);
  return section(
    'facilities',
    say.facilities,
    html`<figure>${keys([
      [COLOUR.landed, say.facilities.keys.landed],
      [COLOUR.waiting, say.facilities.keys.waiting],
      [COLOUR.person, say.facilities.keys.person],
    ])}
${barsChart(say.facilities.label(shown.length), bars)}
${rest.length > 0 && html`<figcaption class="note">${say.facilities.others(rest.length, others.landed, others.waiting, others.forPerson)}</figcaption>`}</figure>`,
    folded(
      say.table,
      table({
        caption: say.facilities.title,
        columns: say.facilities.columns,
        rows: all.map((one) => [
          nameOf(one),
          figures.number(one.landed),
          figures.number(one.waiting),
          figures.number(one.forPerson),
        ]),
        foot: [say.total, figures.number(total.landed), figures.number(total.waiting), figures.number(total.forPerson)],
        printed: MOST_PRINTED,
      }),
      all.length > MOST_PRINTED
        ? html`<p class="note paper">${say.facilities.more(all.length - MOST_PRINTED)}</p>`
        : html``,
    ),
  );
}

function barOf(name: string, { landed, waiting, forPerson }: FacilityTotal, number: (n: number) => string): Bar {
  return {
    name,
    sum: number(landed + waiting + forPerson),
    parts: [
      { value: landed, colour: COLOUR.landed },
      { value: waiting, colour: COLOUR.waiting },
      { value: forPerson, colour: COLOUR.person },
    ],
  };
}

function sumOf(all: readonly FacilityTotal[]): Required<Omit<FacilityTotal, 'name'>> {
  const sum = { landed: 0, waiting: 0, forPerson: 0 };
  for (const one of all) {
    sum.landed += one.landed;
    sum.waiting += one.waiting;
    sum.forPerson += one.forPerson;
  }
  return sum;
}
