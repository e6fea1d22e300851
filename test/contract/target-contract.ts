/**
 * What every target must do, whatever registry it speaks to. A new target runs this suite against a server on a real
 * socket that behaves as its registry does; a target that does not pass cannot be trusted with promise 2 (nothing is
 * doubled). What a bench must offer: target/bench.ts.
 */
import { afterEach, beforeEach, describe } from 'vitest';
import { asking } from './target/asking.ts';
import type { TargetBench } from './target/bench.ts';
import { effects } from './target/effects.ts';
import { entrance } from './target/entrance.ts';
import { line } from './target/line.ts';
import { night } from './target/night.ts';
import { showing } from './target/showing.ts';
import { Stand } from './target/stand.ts';

const PARTS = { effects, line, asking, entrance, showing, night } as const;

/**
 * Runs the suite; `open` is called before each test. `parts`: all of it unless given; a second server for a target that
 * holds the whole of it before another one may be content with what servers differ in.
 */
export function targetContract(
  name: string,
  open: () => TargetBench | Promise<TargetBench>,
  parts: readonly (keyof typeof PARTS)[] = ['effects', 'line', 'asking', 'entrance', 'showing', 'night'],
): void {
  describe(`${name}: what every target must do`, () => {
    let stand: Stand;
    beforeEach(async () => {
      stand = await Stand.open(await open());
    });
    afterEach(() => stand.close());

    for (const part of parts) PARTS[part](() => stand);
  });
}
