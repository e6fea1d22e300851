/** The night as a time line: records a minute above, and below when the program ran and when the server was away. */
import type { PageNight, Span } from '../facts.ts';
import type { Html } from '../html.ts';
import type { Times } from '../times.ts';
import { bucketsOf } from './buckets.ts';
import { type Canvas, COLOUR, chart, TEXT } from './chart.ts';

/** Width of a figure, in CSS pixels. */
const FIGURE = 7.5;

const HEIGHT = { plot: 150, ribbon: 14, top: 26, between: 12, bottom: 26 };

/** What is written into the drawing. */
export interface NightChartWords {
  /** The sentence for who cannot see it. */
  readonly label: string;
  /** In a long outage. */
  readonly away: string;
  number(value: number): string;
}

/** `to`: where the night ends, or has come to. */
export function nightChart(night: PageNight, to: number, times: Times, words: NightChartWords): Html {
  const height = HEIGHT.top + plotOf(night) + HEIGHT.between + HEIGHT.ribbon + HEIGHT.bottom;
  return chart(
    words.label,
    () => height,
    (canvas) => option(night, to, times, words, canvas),
  );
}

function option(night: PageNight, to: number, times: Times, words: NightChartWords, canvas: Canvas) {
  const { from } = night;
  const { steps } = bucketsOf(night.minutes, from, to, canvas.narrow ? 100 : 240);
  const top = Math.max(1, ...steps.map(({ perMinute }) => perMinute));
  const points = steps.map(({ at, perMinute }) => [Math.max(at, from), perMinute]);
  const hours = times.hours(from, to, canvas.narrow ? 5 : 10);
  const marks = hours.length > 1 ? hours : [from, to];
  const time = {
    type: 'value',
    min: from,
    max: to,
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { show: false },
    axisLine: { show: false },
  } as const;
  const away = night.away.map((span) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to ?? to) }));
  const label = words.number(Math.round(top));
  const side = { left: Math.max(24, label.length * FIGURE + 14), right: 18 };
  const grids = [
    { ...side, top: HEIGHT.top, height: plotOf(night), outerBoundsMode: 'none' },
    { ...side, top: HEIGHT.top + plotOf(night) + HEIGHT.between, height: HEIGHT.ribbon, outerBoundsMode: 'none' },
  ];
  return {
    grid: grids,
    xAxis: [
      { ...time, gridIndex: 0, axisLine: { show: true, onZero: false, lineStyle: { color: COLOUR.line } } },
      {
        ...time,
        gridIndex: 1,
        axisTick: { show: true, customValues: marks, length: 4, lineStyle: { color: COLOUR.muted } },
        axisLabel: { ...TEXT, show: true, customValues: marks, formatter: (at: number) => times.clock(at) },
      },
    ],
    yAxis: [
      {
        type: 'value',
        gridIndex: 0,
        min: 0,
        max: top,
        axisLine: { show: false },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: {
          ...TEXT,
          customValues: points.some(([, n]) => n) ? [0, top] : [0],
          formatter: (value: number) => words.number(Math.round(value)),
        },
      },
      { type: 'value', gridIndex: 1, min: 0, max: 1, show: false },
    ],
    series: [
      {
        type: 'line',
        xAxisIndex: 0,
        yAxisIndex: 0,
        step: 'end',
        symbol: 'none',
        silent: true,
        clip: false,
        lineStyle: { width: 0 },
        areaStyle: { color: COLOUR.landed, opacity: 1 },
        data: [...points, [to, 0]],
        markArea: bands(away, COLOUR.awayBand),
      },
      {
        type: 'line',
        xAxisIndex: 1,
        yAxisIndex: 1,
        data: [],
        silent: true,
        markArea: {
          silent: true,
          data: [...bands(runsOf(night, to), COLOUR.runBand).data, ...labelled(away, to - from, canvas, words)],
        },
      },
    ],
  };
}

/** Where nothing landed the outages are what there is to see. */
function plotOf({ minutes }: PageNight): number {
  return minutes.length > 0 ? HEIGHT.plot : HEIGHT.plot / 4;
}

function runsOf({ runs }: PageNight, to: number): Required<Span>[] {
  return runs.map((run) => ({ from: run.from, to: Math.min(to, run.to ?? to) }));
}

function bands(spans: readonly Required<Span>[], color: string) {
  return {
    silent: true,
    data: spans.map((span) => [{ xAxis: span.from, itemStyle: { color } }, { xAxis: span.to }]),
  };
}

/** Outages on the ribbon; the longest says what the colour means, where it has room for it. */
function labelled(away: readonly Required<Span>[], night: number, canvas: Canvas, words: NightChartWords) {
  const length = (span: Required<Span>): number => span.to - span.from;
  const longest = away.reduce<Required<Span> | undefined>(
    (best, span) => (best && length(best) >= length(span) ? best : span),
    undefined,
  );
  const fits = longest && (length(longest) / night) * canvas.width > words.away.length * 7 + 12;
  return away.map((span) => [
    {
      xAxis: span.from,
      itemStyle: { color: COLOUR.away },
      ...(fits && span === longest
        ? {
            name: words.away,
            label: { show: true, position: 'inside', ...TEXT, fontSize: 11, color: 'var(--on-away)' },
          }
        : { label: { show: false } }),
    },
    { xAxis: span.to },
  ]);
}
