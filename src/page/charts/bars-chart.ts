/** Bars below each other, each with its name above it and its sum at its end: readable on a phone. */
import { oneLine } from '../../printable.ts';
import type { Html } from '../html.ts';
import { type Canvas, COLOUR, chart, STRONG, TEXT } from './chart.ts';

/** One bar; its parts stand one behind the other. */
export interface Bar {
  readonly name: string;
  readonly sum: string;
  readonly parts: readonly { readonly value: number; readonly colour: string }[];
}

const ROW = 38;
const THICKNESS = 10;
/** Above the name of the first bar. */
const TOP = 8;

/** `label`: what it shows, in a sentence. The longest bar fills the width. */
export function barsChart(label: string, bars: readonly Bar[]): Html {
  return chart(
    label,
    () => TOP + bars.length * ROW,
    (canvas) => option(bars, canvas),
  );
}

function option(bars: readonly Bar[], canvas: Canvas) {
  const most = Math.max(1, ...bars.map(({ parts }) => parts.reduce((sum, { value }) => sum + value, 0)));
  const depth = Math.max(0, ...bars.map(({ parts }) => parts.length));
  const limit = canvas.narrow ? 34 : 80;
  const above = { inside: true, margin: 0, verticalAlign: 'bottom', padding: [0, 0, THICKNESS, 0] } as const;
  const hidden = { axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } } as const;
  const axis = { type: 'category', inverse: true, ...hidden } as const;
  return {
    grid: { left: 0, right: 0, top: TOP, bottom: 0, outerBoundsMode: 'none' },
    xAxis: { type: 'value', min: 0, max: most, show: false },
    yAxis: [
      {
        ...axis,
        data: bars.map(({ name }) => oneLine(name, limit)),
        axisLabel: { ...TEXT, ...above, align: 'left', color: COLOUR.ink, interval: 0, fontSize: 13 },
        z: 10,
      },
      {
        ...axis,
        position: 'right',
        data: bars.map(({ sum }) => sum),
        axisLabel: { ...STRONG, ...above, align: 'right', interval: 0, fontSize: 13 },
        z: 10,
      },
    ],
    series: Array.from({ length: depth }, (_, part) => ({
      type: 'bar',
      stack: 'parts',
      silent: true,
      clip: false,
      barWidth: THICKNESS,
      emphasis: { disabled: true },
      data: bars.map(({ parts }) => ({
        value: parts[part]?.value ?? 0,
        itemStyle: { color: parts[part]?.colour ?? COLOUR.quiet },
      })),
    })),
  };
}
