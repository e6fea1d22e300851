/** How much of a column is most of it. */
import type { LineStretches } from '../../sheet/line-stretches.ts';

/**
 * From so many NIKs on, a share of more than half ending in 0, or of family cards, is damage: of true ones a tenth and
 * none do.
 */
const ENOUGH_NIKS = 10;

/** The lines, where they are more than half of `of` and that is no small number. */
export function mostOf(lines: LineStretches, of: number, enough = ENOUGH_NIKS): LineStretches | undefined {
  return of >= enough && lines.count() * 2 > of ? lines : undefined;
}
