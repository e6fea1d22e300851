/**
 * The weather of a whole night as the server of `npm run night` feels it: Kendal's spells (src/sandbox/weather.ts), a
 * brown-out in which everything takes three times as long and half of the requests fail, and a death that cuts what is
 * being worked on.
 */
import { spells, type Weather } from '../../../src/sandbox/weather.ts';
import type { Dice } from '../dice.ts';
import { lookupWhileDown, type ModelSky, whileDown } from '../fates.ts';

/** Of the requests in a brown-out, those that fail; and how many times longer than usual the work takes. */
export const BROWN_OUT = { failures: 0.5, slowness: 3 } as const;

/**
 * How a request fails in a brown-out, each as often as the others: a third after storing everything, a third after the
 * work was done for nothing, a third at the door.
 */
export const BROWN_OUT_FATES = ['commit then reset', 'commit then 504', '500 kept', '500 kept', '502', '503'] as const;
const LOOKUP_FATES = ['500', '502', '503', 'reset before reading'] as const;

/**
 * The spells between two true times (epoch ms), cut to them. `seed` is the weather's; the night begins `offset` ms
 * after the weather did.
 */
export function spellsBetween(start: number, end: number, seed: number, offset: number): Weather[] {
  const night: Weather[] = [];
  for (const spell of spells('kendal', seed)) {
    const from = Math.max(start, start - offset + spell.from);
    const until = Math.min(end, start - offset + spell.until);
    if (from >= end) return night;
    if (until > start) night.push({ ...spell, from, until });
  }
  return night;
}

/** The sky over the server. After the last spell the server is as it was in it. */
export function kendalSky(night: readonly Weather[], dice: Dice): ModelSky {
  const at = (time: number): Weather => night.find((spell) => time < spell.until) ?? (night.at(-1) as Weather);
  const forSubmissions = dice.apart();
  const forLookups = dice.apart();
  return {
    submission(time) {
      const weather = at(time);
      if (weather.state === 'down') return whileDown(weather.mode);
      const fails = weather.state === 'brown-out' && forSubmissions.chance(BROWN_OUT.failures);
      return fails ? forSubmissions.pick(BROWN_OUT_FATES) : 'ok';
    },
    lookup(time) {
      const weather = at(time);
      if (weather.state === 'down') return lookupWhileDown(weather.mode);
      const fails = weather.state === 'brown-out' && forLookups.chance(BROWN_OUT.failures);
      return fails ? forLookups.pick(LOOKUP_FATES) : 'ok';
    },
    slowness: (time) => (at(time).state === 'brown-out' ? BROWN_OUT.slowness : 1),
    diesAt: (time) =>
      night.find((spell) => spell.state === 'down' && spell.until > time)?.from ?? Number.POSITIVE_INFINITY,
  };
}
