/** What many nights come to: figures, and the lines that `npm run night` prints. Pure. */
import { LOSSES, type Loss } from './losses.ts';
import type { NightResult } from './night.ts';

export interface NightFigures {
  readonly nights: number;
  /**
   * Rows landed of those that an omniscient client could have landed: the median night, and the worst with its seed.
   */
  readonly median: number;
  readonly worst: number;
  readonly worstSeed: number;
  /** The same over all nights together. */
  readonly overall: number;
  /**
   * Requests while the server was down, for each hour of outage: the median night, the worst, and all hours together.
   */
  readonly probesMedian: number;
  readonly probesWorst: number;
  readonly probesOverall: number;
  /** Of all that could have been landed, the share lost to each cause. */
  readonly lost: Readonly<Record<Loss, number>>;
}

const HOUR = 3_600_000;

/** Throws a RangeError for no nights. */
export function figuresOf(nights: readonly NightResult[]): NightFigures {
  const byShare = nights.toSorted((a, b) => shareOf(a) - shareOf(b));
  const [worst] = byShare;
  if (!worst) throw new RangeError('no nights');
  const sum = (of: (night: NightResult) => number): number => nights.reduce((total, night) => total + of(night), 0);
  const possible = sum((night) => night.possible);
  const probes = nights.filter(({ outageMs }) => outageMs > 0).map(probesPerHour);
  return {
    nights: nights.length,
    median: median(nights.map(shareOf)),
    worst: shareOf(worst),
    worstSeed: worst.seed,
    overall: sum(({ landed }) => landed) / possible,
    probesMedian: median(probes),
    probesWorst: Math.max(...probes),
    probesOverall: sum(({ whileDown }) => whileDown) / (sum(({ outageMs }) => outageMs) / HOUR),
    lost: Object.fromEntries(LOSSES.map((loss) => [loss, sum(({ lost }) => lost[loss]) / possible])) as Record<
      Loss,
      number
    >,
  };
}

function shareOf({ landed, possible }: NightResult): number {
  return landed / possible;
}

function probesPerHour({ whileDown, outageMs }: NightResult): number {
  return whileDown / (outageMs / HOUR);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0];
  return (low + high) / 2;
}

const WORDS: Readonly<Record<Loss, string>> = {
  discovery: 'not yet knowing that the server is back',
  return: 'silence and small batches after that',
  fair: 'growth and doubts in good weather',
  brownOut: 'brown-outs, and what was under way at a death',
  unheard: 'stored, but not known to us in the morning',
};

/** The lines to print. */
export function summarise(nights: readonly NightResult[]): string {
  const figures = figuresOf(nights);
  const wrong = nights.flatMap(({ seed, wrong }) => wrong.map((what) => `SEED=${seed}: ${what}`));
  return [
    ...wrong,
    `${figures.nights} nights of eight hours in Kendal's weather, one district`,
    `rows landed of those an omniscient client could have landed: median ${percent(figures.median)}, worst ${percent(figures.worst)} ` +
      `(npm run night -- --seed ${figures.worstSeed}), overall ${percent(figures.overall)}`,
    `requests while down for each hour of outage: median ${figures.probesMedian.toFixed(1)}, worst ${figures.probesWorst.toFixed(1)}, ` +
      `overall ${figures.probesOverall.toFixed(1)}`,
    'lost to',
    ...LOSSES.map((loss) => `${percent(figures.lost[loss]).padStart(8)}  ${WORDS[loss]}`),
  ].join('\n');
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
