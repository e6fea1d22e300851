/**
 * The picture of a storm (docs/storm.svg): one panel a kind of client, the same night over the same server. Pure: the
 * same results give the same bytes.
 */
import { BIN, figuresOf, loadOf } from './load.ts';
import { type Client, type StormResult, WINDOW } from './storm.ts';

const HOUR = 3_600_000;
const LEFT = 44;
const WIDTH = 816;
const PANEL = { height: 112, first: 104, step: 184 } as const;
/** Multiples of what the server can do. */
const MOST = 6;

const NAMES: Readonly<Record<Client, string>> = {
  ours: 'vax-upload',
  gate: 'vax-upload, workers of one ledger with a gate',
  exponential: 'retry after 1, 2, 4 … 60 s, no jitter',
  fixed: 'retry every 10 s',
};

// Colours for light and dark; the picture follows the reader's page.
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 17px; font-weight: 600; } .name { font-weight: 600; } .note { fill: #59636e; font-size: 12px; font-weight: 400; }
  .paper { fill: #ffffff; } .down { fill: #e4e8ec; } .collapse { fill: #d1242f; } .load { fill: #57606a; } .ours { fill: #0969da; }
  .axis { stroke: #818b98; stroke-width: 1; } .able { stroke: #1a7f37; stroke-width: 1; stroke-dasharray: 4 3; } .green { fill: #1a7f37; font-size: 12px; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; } .note { fill: #9198a1; } .paper { fill: #0d1117; } .down { fill: #262c36; } .collapse { fill: #f85149; }
    .load { fill: #9198a1; } .ours { fill: #4493f8; } .axis { stroke: #656c76; } .able { stroke: #3fb950; } .green { fill: #3fb950; }
  }`;

export function plotStorm(results: readonly StormResult[]): string {
  const height = PANEL.first + PANEL.step * results.length - 24;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 880 ${height}" role="img" aria-label="${TITLE}">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="880" height="${height}" rx="6"/>`,
    `<text class="title" x="${LEFT - 20}" y="32">${TITLE}</text>`,
    legend(),
    ...results.flatMap((result, index) => panel(result, PANEL.first + index * PANEL.step)),
    '</svg>',
  ].join('\n')}\n`;
}

const TITLE = '500 districts, one server, one night: the work they ask for';

function legend(): string {
  return [
    `<rect class="down" x="${LEFT - 20}" y="46" width="14" height="12"/><text class="note" x="${LEFT}" y="57">down by itself</text>`,
    `<rect class="collapse" x="160" y="46" width="14" height="12"/><text class="note" x="180" y="57">killed by its clients</text>`,
    `<line class="able" x1="320" x2="346" y1="52" y2="52"/><text class="note" x="354" y="57">all that it can do; more piles up, and a minute of work kills it</text>`,
  ].join('\n');
}

function panel(result: StormResult, top: number): string[] {
  const { client, night, collapses } = result;
  const bottom = top + PANEL.height;
  const band = (kind: string, from: number, until: number, y: number, height: number): string =>
    `<rect class="${kind}" x="${x(from)}" y="${y}" width="${n(((until - from) / WINDOW) * WIDTH)}" height="${height}"/>`;
  return [
    `<text class="name" x="${LEFT}" y="${top - 10}">${NAMES[client]}<tspan class="note" dx="10">${said(result)}</tspan></text>`,
    ...night
      .filter(({ state }) => state === 'down')
      .map(({ from, until }) => band('down', from, until, top, PANEL.height)),
    `<path class="${client === 'ours' ? 'ours' : 'load'}" d="${area(loadOf(result.arrivals, WINDOW), bottom)}"/>`,
    `<line class="able" x1="${LEFT}" x2="${LEFT + WIDTH}" y1="${y(1, bottom)}" y2="${y(1, bottom)}"/>`,
    ...collapses.map(({ from, until }) => band('collapse', from, Math.min(until, WINDOW), bottom, 6)),
    `<line class="axis" x1="${LEFT}" x2="${LEFT + WIDTH}" y1="${bottom}" y2="${bottom}"/>`,
    ...[1, 3, 5].map(
      (times) =>
        `<text class="note" text-anchor="end" x="${LEFT - 6}" y="${n(Number(y(times, bottom)) + 4)}">${times}×</text>`,
    ),
    ...Array.from({ length: WINDOW / HOUR + 1 }, (_, hour) => {
      const clock = `${String((22 + hour) % 24).padStart(2, '0')}:00`;
      return `<text class="note" text-anchor="middle" x="${x(hour * HOUR)}" y="${bottom + 22}">${clock}</text>`;
    }),
  ];
}

function said(result: StormResult): string {
  const { whileDown, collapses } = figuresOf(result, WINDOW);
  const deaths = collapses === 0 ? 'never kills the server' : `kills the server ${collapses} times`;
  return `${whileDown.toFixed(1)} requests a second while it is down; ${deaths}`;
}

/** Minutes, each as high as its heaviest ten seconds: a shorter peak than that would not be seen. */
function area(load: readonly number[], bottom: number): string {
  const perMinute = 60_000 / BIN;
  const minutes = Array.from({ length: load.length / perMinute }, (_, m) =>
    Math.max(...load.slice(m * perMinute, (m + 1) * perMinute)),
  );
  const steps = minutes.map((times, m) => `V${y(Math.min(times, MOST), bottom)}H${x((m + 1) * 60_000)}`);
  return `M${LEFT},${bottom}${steps.join('')}V${bottom}Z`;
}

function x(time: number): string {
  return n(LEFT + (time / WINDOW) * WIDTH);
}

function y(times: number, bottom: number): string {
  return n(bottom - (times / MOST) * PANEL.height);
}

function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
