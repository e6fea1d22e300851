/** Damage by chance that repeats itself: the same seed always does the same to the same bytes. */

/** Whole numbers from 0 to below `below` (mulberry32). */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One to three changes: a byte, a bit, the rest cut off, a piece lost, a piece twice. */
export function mutate(bytes: Buffer, random: (below: number) => number): Buffer {
  let result = Buffer.from(bytes);
  for (let times = 1 + random(3); times > 0 && result.length > 0; times--) {
    const at = random(result.length);
    const kind = random(8);
    if (kind < 3) result[at] = random(256);
    else if (kind < 5) result[at] = (result[at] ?? 0) ^ (1 << random(8));
    else if (kind === 5) result = result.subarray(0, at);
    else if (kind === 6) result = Buffer.concat([result.subarray(0, at), result.subarray(at + 1 + random(20))]);
    else result = Buffer.concat([result.subarray(0, at), result.subarray(random(result.length)), result.subarray(at)]);
  }
  return result;
}
