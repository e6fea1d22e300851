/** The last nights: what still waited when each ended, above what landed in it. */
import type { NightInShort } from '../facts.ts';
import type { Html } from '../html.ts';
import type { Times } from '../times.ts';
import { type Canvas, COLOUR, chart, STRONG, TEXT } from './chart.ts';

const HEIGHT = { top: 40, panel: 80, between: 44, bottom: 26 };

/** What is written into the drawing. */
export interface NightsChartWords {
  readonly label: string;
  /** Titles of the two panels. */
  readonly left: string;
  readonly landed: string;
  number(value: number): string;
}

export function nightsChart(nights: readonly NightInShort[], times: Times, words: NightsChartWords): Html {
  return chart(
    words.label,
    () => HEIGHT.top + 2 * HEIGHT.panel + HEIGHT.between + HEIGHT.bottom,
    (canvas) => option(nights, times, words, canvas),
  );
}

function option(nights: readonly NightInShort[], times: Times, words: NightsChartWords, canvas: Canvas) {
  const last = nights.length - 1;
  // A figure above each where they have room, otherwise above the first, the highest and the last.
  const room = nights.length <= (canvas.narrow ? 5 : 14);
  const highest = nights.reduce((best, { landed }, at) => (landed > (nights[best]?.landed ?? 0) ? at : best), 0);
  const said = (at: number, extra: number): boolean => room || at === 0 || at === last || at === extra;
  const names = nights.map(({ day }) => times.date(day, true));
  const every = Math.ceil(nights.length / (canvas.narrow ? 6 : 14));
  const category = {
    type: 'category',
    data: names,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: COLOUR.line } },
  } as const;
  const hidden = { type: 'value', show: false, min: 0 } as const;
  const title = (text: string) => ({
    ...hidden,
    show: true,
    name: text,
    nameGap: 22,
    nameLocation: 'end',
    nameTextStyle: { ...TEXT, align: 'left', color: COLOUR.ink },
    axisLabel: { show: false },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
  });
  const side = { left: 4, right: 4, height: HEIGHT.panel, outerBoundsMode: 'none' };
  return {
    grid: [
      { ...side, top: HEIGHT.top },
      { ...side, top: HEIGHT.top + HEIGHT.panel + HEIGHT.between },
    ],
    xAxis: [
      { ...category, gridIndex: 0, axisLabel: { show: false } },
      {
        ...category,
        gridIndex: 1,
        axisLabel: { ...TEXT, interval: (at: number) => (last - at) % every === 0, hideOverlap: false },
      },
    ],
    yAxis: [
      { ...title(words.left), gridIndex: 0 },
      { ...title(words.landed), gridIndex: 1 },
    ],
    series: [
      {
        type: 'bar',
        silent: true,
        clip: false,
        barCategoryGap: '35%',
        barMaxWidth: 44,
        emphasis: { disabled: true },
        itemStyle: { color: COLOUR.waiting },
        data: nights.map(({ backlog }, at) => labelled(backlog, said(at, -1), words)),
      },
      {
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        silent: true,
        clip: false,
        barCategoryGap: '35%',
        barMaxWidth: 44,
        emphasis: { disabled: true },
        itemStyle: { color: COLOUR.landed },
        data: nights.map(({ landed }, at) => labelled(landed, said(at, highest), words)),
      },
    ],
  };
}

function labelled(value: number, show: boolean, words: NightsChartWords) {
  return { value, label: { ...STRONG, fontSize: 11, show, position: 'top', formatter: words.number(value) } };
}
