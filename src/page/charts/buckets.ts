/** A night in steps of equal length, as a chart of so many steps can show it. Pure. */
import type { Minute, Span } from '../facts.ts';

const MINUTE = 60_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 1440];

/** One step of a night. */
export interface Bucket {
  readonly at: number;
  /** Records a minute, on average. */
  readonly perMinute: number;
}

/** All steps from `from` to `to`, none left out; `minutes` is how long each is. */
export interface Buckets {
  readonly minutes: number;
  readonly steps: readonly Bucket[];
}

/** At most `most` steps and one, each a round number of minutes. */
export function bucketsOf(all: readonly Minute[], from: number, to: number, most: number): Buckets {
  const length = Math.max(1, (to - from) / MINUTE);
  const minutes = STEPS.find((step) => length / step <= most) ?? Math.ceil(length / most);
  const size = minutes * MINUTE;
  const first = Math.floor(from / size) * size;
  const landed = new Array<number>(Math.floor((Math.max(to, from + 1) - 1 - first) / size) + 1).fill(0);
  for (const { at, landed: n } of all) {
    const index = Math.floor((at - first) / size);
    if (index >= 0 && index < landed.length) landed[index] = (landed[index] ?? 0) + n;
  }
  return { minutes, steps: landed.map((n, index) => ({ at: first + index * size, perMinute: n / minutes })) };
}

/** The minute in which most landed; undefined where nothing did. */
export function busiest(all: readonly Minute[]): Minute | undefined {
  let best: Minute | undefined;
  for (const minute of all) if (minute.landed > (best?.landed ?? 0)) best = minute;
  return best;
}

/** A night hour by hour of the clock, for its table. */
export interface Hour {
  readonly from: number;
  readonly to: number;
  readonly landed: number;
  readonly awayMs: number;
}

/** `marks` are whole hours within the night, which stands between `from` and `to`. */
export function hoursOf(
  all: readonly Minute[],
  away: readonly Span[],
  { from, to, marks }: { readonly from: number; readonly to: number; readonly marks: readonly number[] },
): Hour[] {
  const starts = [from, ...marks.filter((at) => at > from && at < to)];
  const landed = starts.map(() => 0);
  for (const minute of all) {
    // A run begins within a minute, which then begins before it.
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= minute.at),
    );
    landed[index] = (landed[index] ?? 0) + minute.landed;
  }
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? to;
    const awayMs = away.reduce((sum, span) => sum + overlap(span, start, end, to), 0);
    return { from: start, to: end, landed: landed[index] ?? 0, awayMs };
  });
}

/** How long `span` lasts between two moments; one without an end lasts until `last`. */
function overlap(span: Span, start: number, end: number, last: number): number {
  return Math.max(0, Math.min(span.to ?? last, end) - Math.max(span.from, start));
}
