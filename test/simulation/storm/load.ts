/** What a server felt: the figures of a storm. Pure. */
import { type Arrival, NATIONAL } from './shared-server.ts';
import type { StormResult } from './storm.ts';

const SECOND = 1_000;
/** Load is counted over so many milliseconds. */
export const BIN = 10 * SECOND;
const MINUTE = 60 * SECOND;

export interface StormFigures {
  /** Requests a second over all outages. */
  readonly whileDown: number;
  /**
   * The heaviest ten seconds of all outages, of the first minute after a return, and of the five minutes after it: see
   * `loadOf`.
   */
  readonly downPeak: number;
  readonly firstMinutePeak: number;
  readonly fiveMinutesPeak: number;
  /** The same before the first outage, when all have begun. */
  readonly firstSpellPeak: number;
  /** How often the server died of its clients, besides the weather. */
  readonly collapses: number;
  readonly landed: number;
}

/** What the row of the gate costs its database, in statements a second. */
export interface StatementFigures {
  readonly mean: number;
  readonly writes: number;
  readonly whileDown: number;
  /** The second with the most of them, after the first one, in which everybody comes. */
  readonly busiest: number;
}

export function statementsOf({ statements, night }: StormResult, windowMs: number): StatementFigures {
  const perSecond = new Array<number>(windowMs / SECOND).fill(0);
  for (const { time } of statements) {
    const second = Math.floor(time / SECOND);
    if (second < perSecond.length) perSecond[second] = (perSecond[second] as number) + 1;
  }
  const outages = night.filter(({ state, from }) => state === 'down' && from < windowMs);
  const isDown = (second: number): boolean =>
    outages.some(({ from, until }) => from <= second * SECOND && second * SECOND < until);
  const down = perSecond.filter((_, second) => isDown(second));
  const mean = (counts: readonly number[]): number => counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return {
    mean: mean(perSecond),
    writes: statements.filter(({ wrote }) => wrote).length / perSecond.length,
    whileDown: mean(down),
    busiest: Math.max(...perSecond.slice(1)),
  };
}

/** The work asked for in each ten seconds, as a multiple of what the server can do in them. */
export function loadOf(arrivals: readonly Arrival[], windowMs: number): number[] {
  const load = new Array<number>(Math.ceil(windowMs / BIN)).fill(0);
  for (const { time, work } of arrivals) {
    const bin = Math.floor(time / BIN);
    if (bin < load.length) load[bin] = (load[bin] as number) + work;
  }
  return load.map((work) => work / (BIN * NATIONAL.workers));
}

export function figuresOf({ arrivals, night, collapses, landed }: StormResult, windowMs: number): StormFigures {
  const load = loadOf(arrivals, windowMs);
  const outages = night.filter(({ state }) => state === 'down');
  const peakWithin = (from: number, until: number): number =>
    Math.max(...load.slice(Math.ceil(from / BIN), Math.floor(until / BIN)));
  const isDown = ({ time }: Arrival): boolean => outages.some(({ from, until }) => from <= time && time < until);
  const returns = outages.map(({ until }) => until).filter((time) => time < windowMs);
  return {
    whileDown:
      arrivals.filter(isDown).length / (outages.reduce((sum, { from, until }) => sum + until - from, 0) / SECOND),
    downPeak: Math.max(...outages.map(({ from, until }) => peakWithin(from, until))),
    firstMinutePeak: Math.max(...returns.map((time) => peakWithin(time, time + MINUTE))),
    fiveMinutesPeak: Math.max(...returns.map((time) => peakWithin(time, time + 5 * MINUTE))),
    firstSpellPeak: peakWithin(0, outages[0]?.from ?? windowMs),
    collapses: collapses.length,
    landed,
  };
}
