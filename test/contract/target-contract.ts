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

/** Runs the suite; `open` is called before each test. */
export function targetContract(name: string, open: () => TargetBench | Promise<TargetBench>): void {
  describe(`${name}: what every target must do`, () => {
    let stand: Stand;
    beforeEach(async () => {
      stand = await Stand.open(await open());
    });
    afterEach(() => stand.close());

    for (const part of [effects, line, asking, entrance, showing, night]) part(() => stand);
  });
}
