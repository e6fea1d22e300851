/** What can become of a request in a simulation, and how often: Kendal's weather, and mishaps in any weather. */
import type { OutageMode, Weather } from '../../src/sandbox/weather.ts';
import type { Dice } from './dice.ts';

/**
 * Of somebody in front, or of the API itself while it is not well: any 4xx and redirect, as a page, a problem, or
 * nothing.
 */
const FRONT = [
  '400 page',
  '400 problem',
  '403 page',
  '404',
  '405',
  '302',
  '413 page',
  '422 key reused',
  '429 page',
] as const;
/** What a gateway says for as long as the server behind it is down. */
export const FRONTS = ['400 page', '400 problem', '403 page', '404', '405', '302'] as const;
export type Front = (typeof FRONTS)[number];

/** At the door: nothing was stored. */
const DOOR = [
  'refuse connection',
  'reset before reading',
  'hang',
  '500',
  '502',
  '503',
  '503 later',
  '504',
  '429',
  '429 later',
  '200 with an HTML page',
  ...FRONT,
] as const;
/** Everything was stored, and the answer is lost or cannot be believed. */
const STORED = [
  'commit then reset',
  'commit then 500',
  'commit then 502',
  'commit then 503',
  'commit then 504',
  'commit then an HTML page',
  'commit then 400 page',
  'commit then 400 problem',
  'commit then 403 page',
  'commit then 404',
  'commit then 413 page',
  'commit then 302',
  'commit then 429',
  'cut in the middle',
  'short reply',
  'unknown key',
  'duplicate result',
  'no ids',
] as const;
/** A part was stored and the key is not remembered; or a 500 is remembered under the key. */
const WORSE = ['half commit then 500', 'half commit then reset', '500 kept'] as const;
const LOOKUP = [
  'refuse connection',
  'reset before reading',
  'hang',
  '500',
  '502',
  '503',
  '429',
  '200 with an HTML page',
  'cut in the middle',
  'unknown key',
  '400 page',
  '400 problem',
  '403 page',
  '404',
  '413 page',
] as const;

export type Fate =
  | 'ok'
  | 'slow'
  | '401'
  | (typeof DOOR)[number]
  | (typeof STORED)[number]
  | (typeof WORSE)[number]
  /**
   * The client hears nothing, gives up, and everything is stored so many milliseconds after the work would have been
   * done.
   */
  | { readonly late: number };
export type LookupFate = 'ok' | '401' | (typeof LOOKUP)[number] | Front;

/** The weather as the server asks for it: one call for each request, at true times. */
export interface ModelSky {
  submission(time: number): Fate;
  lookup(time: number): LookupFate;
  /** How many times longer than usual the work takes that begins at `time`; once when absent. */
  slowness?(time: number): number;
  /** When the server that lives at `time` dies: what it is at work on then is lost. Never when absent. */
  diesAt?(time: number): number;
}

/** Nothing ever goes wrong. */
export const CLEAR: ModelSky = { submission: () => 'ok', lookup: () => 'ok' };

/** How badly a simulated server behaves. Shares are of requests. */
export interface Mischief {
  /** In good weather. */
  readonly up: number;
  /** In a brown-out. */
  readonly brownOut: number;
  /** Of the mishaps: stored although the answer is lost. */
  readonly stored: number;
  /** Of the mishaps: late commits, and the longest of them in milliseconds. */
  readonly late: number;
  readonly lateMs: number;
  /** Of the mishaps: half commits and kept errors. */
  readonly worse: number;
  readonly unauthorised: number;
  /** Of lookups, in any weather in which the server lives. */
  readonly lookups: number;
  /** Lookups live on while submissions are down (a database that can only be read). */
  readonly lookupsSurvive: boolean;
  /** What a gateway in front says in place of a proxy's page while the server is down. */
  readonly front?: Front | undefined;
}

/**
 * The weather of a night: `weatherAt` says up, brown-out or down (src/sandbox/weather.ts), the dice what that does to
 * one request.
 */
export function changingSky(weatherAt: (time: number) => Weather, mischief: Mischief, dice: Dice): ModelSky {
  const forSubmissions = dice.apart();
  const forLookups = dice.apart();
  return {
    submission(time) {
      const weather = weatherAt(time);
      if (weather.state === 'down') return fronted(weather.mode, mischief.front) ?? whileDown(weather.mode);
      const share = weather.state === 'up' ? mischief.up : mischief.brownOut;
      if (forSubmissions.chance(share)) return mishap(mischief, forSubmissions);
      if (forSubmissions.chance(mischief.unauthorised)) return '401';
      return weather.state === 'brown-out' && forSubmissions.chance(0.2) ? 'slow' : 'ok';
    },
    lookup(time) {
      const weather = weatherAt(time);
      if (weather.state === 'down' && !mischief.lookupsSurvive)
        return fronted(weather.mode, mischief.front) ?? lookupWhileDown(weather.mode);
      const share = weather.state === 'brown-out' ? mischief.brownOut : mischief.lookups;
      if (forLookups.chance(share)) return forLookups.pick(LOOKUP);
      return forLookups.chance(mischief.unauthorised) ? '401' : 'ok';
    },
  };
}

/** Somebody answers for the server that is down. */
function fronted(mode: OutageMode, front: Front | undefined): Front | undefined {
  return mode === 'bad-gateway' || mode === 'maintenance' || mode === 'unavailable' ? front : undefined;
}

function mishap(mischief: Mischief, dice: Dice): Fate {
  const draw = dice.random();
  if (draw < mischief.stored) return dice.pick(STORED);
  if (draw < mischief.stored + mischief.late) return { late: dice.between(0, mischief.lateMs) };
  if (draw < mischief.stored + mischief.late + mischief.worse) return dice.pick(WORSE);
  return dice.pick(DOOR);
}

/** What becomes of a submission while the server is down in this way. */
export function whileDown(mode: OutageMode): Fate {
  switch (mode) {
    case 'refused':
      return 'refuse connection';
    case 'reset':
      return 'reset before reading';
    case 'unavailable':
      return '503 later';
    case 'bad-gateway':
      return '502';
    case 'hang':
      return 'hang';
    case 'commit-then-reset':
      return 'commit then reset';
    case 'maintenance':
      return '200 with an HTML page';
  }
}

/** The same for a lookup. */
export function lookupWhileDown(mode: OutageMode): LookupFate {
  const fate = whileDown(mode);
  return fate === '503 later' ? '503' : fate === 'commit then reset' ? 'reset before reading' : (fate as LookupFate);
}
