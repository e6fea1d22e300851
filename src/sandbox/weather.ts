/**
 * When the training server is up, failing or down: a pure function of preset, seed and time, so that a night can be
 * replayed and tested without waiting for it. The numbers come from Kendal, October 2021: "Servernya sering error,
 * kadang sejam bisa, terus mati lagi. Seperti itu terus" (Gatra, 2 October 2021).
 */

export const PRESETS = ['kendal', 'calm', 'storm'] as const;
/** `kendal`: works for an hour and dies; `calm`: never fails; `storm`: rarely works. */
export type Preset = (typeof PRESETS)[number];

/** How a server can be down. Each has been met in real ones, and each leaves the client knowing something different. */
export const OUTAGES = [
  /** Nobody listens: the client knows that nothing was sent. */
  'refused',
  /** The request is read and the answer breaks off in the middle; nothing was stored. */
  'reset',
  /** 503 with Retry-After; nothing was stored. */
  'unavailable',
  /** 502 and the proxy's HTML page; nothing was stored. */
  'bad-gateway',
  /** No answer at all until the outage ends and the restart cuts the connection; nothing was stored. */
  'hang',
  /** Everything is stored, and the answer is lost. */
  'commit-then-reset',
  /** 200 with an HTML page that says "maintenance"; nothing was stored. */
  'maintenance',
] as const;
export type OutageMode = (typeof OUTAGES)[number];

/**
 * What the weather is at one moment. `from` and `until` are milliseconds since the server started; `until` may be
 * Infinity.
 */
export type Weather =
  | { readonly state: 'up' | 'brown-out'; readonly from: number; readonly until: number }
  | { readonly state: 'down'; readonly mode: OutageMode; readonly from: number; readonly until: number };

/** The weather as a function of milliseconds since the server started. */
export type Sky = (t: number) => Weather;

/** Minutes, least and most, of each part of a cycle; the brown-out is the last part of the time the server is alive. */
interface Pattern {
  readonly alive: readonly [number, number];
  readonly brownOut: readonly [number, number];
  readonly down: readonly [number, number];
}

const PATTERNS: Readonly<Record<Exclude<Preset, 'calm'>, Pattern>> = {
  kendal: { alive: [30, 90], brownOut: [5, 15], down: [10, 120] },
  storm: { alive: [3, 12], brownOut: [1, 3], down: [10, 60] },
};

const MINUTE = 60_000;

/**
 * A small seeded generator of numbers in [0, 1) (mulberry32): the same seed gives the same weather on every machine.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Every spell from the start on, without end. `scale` says how many times faster than in reality time passes: 1 = real
 * minutes, 600 = an hour in six seconds. The ways of being down are dealt like cards, so that seven outages show all
 * seven.
 * @internal Exported for simulations and tests.
 */
export function* spells(preset: Preset, seed: number, scale = 1): Generator<Weather, never> {
  let from = 0;
  if (preset === 'calm') while (true) yield { state: 'up', from, until: Number.POSITIVE_INFINITY };
  const { alive, brownOut, down } = PATTERNS[preset];
  const random = seededRandom(seed);
  const lasting = ([least, most]: readonly [number, number]) => ((least + random() * (most - least)) * MINUTE) / scale;
  let deck: OutageMode[] = [];
  while (true) {
    if (deck.length === 0) deck = shuffled(OUTAGES, random);
    const death = from + lasting(alive);
    const failing = death - lasting(brownOut);
    const back = death + lasting(down);
    yield { state: 'up', from, until: failing };
    yield { state: 'brown-out', from: failing, until: death };
    yield { state: 'down', mode: deck.pop() ?? 'refused', from: death, until: back };
    from = back;
  }
}

/**
 * The weather `t` milliseconds after the start.
 * @internal Exported for simulations and tests.
 */
export function weatherAt(preset: Preset, seed: number, t: number, scale = 1): Weather {
  for (const spell of spells(preset, seed, scale)) if (t < spell.until) return spell;
  throw new RangeError('the weather never ends');
}

/** How many past spells a sky remembers: the last hour of them even when an hour takes a second. */
const REMEMBERED_SPELLS = 20_000;

/** The same, without walking from the start every time: a server asks on every request, for months. */
export function skyOf(preset: Preset, seed: number, scale = 1): Sky {
  let coming = spells(preset, seed, scale);
  let known = [coming.next().value];
  return (t) => {
    if (t < (known[0]?.from ?? 0)) {
      coming = spells(preset, seed, scale);
      known = [coming.next().value];
    }
    while (t >= (known.at(-1)?.until ?? 0)) known.push(coming.next().value);
    if (known.length > 2 * REMEMBERED_SPELLS) known = known.slice(-REMEMBERED_SPELLS);
    return known.findLast((spell) => spell.from <= t) ?? weatherAt(preset, seed, t, scale);
  };
}

/** The same weather until so many outages are over, and fair from then on. */
export function clearingAfter(outages: number, preset: Exclude<Preset, 'calm'>, seed: number, scale: number): Sky {
  const sky = skyOf(preset, seed, scale);
  let clear = 0;
  let seen = 0;
  for (const spell of spells(preset, seed, scale)) {
    if (spell.state === 'down') seen += 1;
    if (seen === outages) {
      clear = spell.until;
      break;
    }
  }
  return (t) => (t < clear ? sky(t) : { state: 'up', from: clear, until: Number.POSITIVE_INFINITY });
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [result[last], result[other]];
    if (a !== undefined && b !== undefined) [result[last], result[other]] = [b, a];
  }
  return result;
}
