/** What the weather does to one request: decided by a pure function, carried out in mishaps.ts. */
import type { OutageMode, Weather } from './weather.ts';

/** Everything that can go wrong with one exchange: the ways of being down, and what only happens in a brown-out. */
export type Mishap =
  | OutageMode
  /** 429 with Retry-After; nothing was stored. */
  | 'throttled'
  /** 500 as a problem; nothing was stored. */
  | 'server-error'
  /** 504 in plain text from a proxy that gave up waiting, while the server behind it stored everything. */
  | 'gateway-timeout';

export interface Fate {
  /** How many times longer than usual the request takes. */
  readonly slowness: number;
  readonly mishap?: Mishap;
}

/**
 * Of requests in a brown-out, the part that fails.
 * @internal Exported for its tests.
 */
export const BROWN_OUT_FAILURES = 0.4;
const BROWN_OUT_SLOWNESS = 3;
const BROWN_OUT_MISHAPS: readonly Mishap[] = [
  'commit-then-reset',
  'gateway-timeout',
  'unavailable',
  'bad-gateway',
  'throttled',
  'server-error',
];

/** The fate of a request that arrives in this weather. */
export function fateOf(weather: Weather, random: () => number): Fate {
  if (weather.state === 'down') return { slowness: 1, mishap: weather.mode };
  if (weather.state === 'up') return { slowness: 1 };
  const drawn = random() / BROWN_OUT_FAILURES;
  if (drawn >= 1) return { slowness: BROWN_OUT_SLOWNESS };
  const mishap = BROWN_OUT_MISHAPS[Math.floor(drawn * BROWN_OUT_MISHAPS.length)];
  return { slowness: BROWN_OUT_SLOWNESS, ...(mishap ? { mishap } : {}) };
}

/** Whether the server stores the records although the client gets no proper answer. */
export function storesAnyway(mishap: Mishap): boolean {
  return mishap === 'commit-then-reset' || mishap === 'gateway-timeout';
}
