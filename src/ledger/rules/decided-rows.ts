/**
 * Rows that nobody is asked about any more: corrected by another row, or dismissed by a person. A row is known again by
 * its place in the very same bytes, or by what it says in another version of its file (same name, same sheet), wherever
 * it stands there. A row that says something else is a new one.
 */
import type { ReadingKind } from './older-rows.ts';

/** What was decided of a row. `P`: how a store names a place. */
export interface Decided<P> {
  /** Tells it from other decisions. */
  readonly id: number;
  /** The line and the group of a wide row that it speaks of. */
  readonly line: number;
  readonly group: number;
  /** The row that stands for it now; undefined where a person has dismissed it. */
  readonly by: P | undefined;
}

/** What stands where a decision points to. */
export interface StandsThere {
  readonly kind: ReadingKind;
  /** Its entry, by number. */
  readonly entry: number | undefined;
  /** What was decided of it in turn, by number. */
  readonly decision: number | undefined;
}

/** What the judge asks about decisions. */
export interface DecisionStore<P> {
  standsAt(place: P): StandsThere | undefined;
  decision(id: number): Decided<P> | undefined;
}

/** What a settled row has come to. */
export type End =
  | { readonly kind: 'dismissed' }
  /** `entry`: that of the row that stands for it. */
  | { readonly kind: 'superseded'; readonly entry: number };

/** More corrections of one row than anybody makes; what is damaged must not hang. */
const MOST_HOPS = 100;

/** Where the row ended that a decision speaks of; undefined when its correction holds no record any more. */
export function endOf<P>(decision: Decided<P>, store: DecisionStore<P>): End | undefined {
  let now: Decided<P> | undefined = decision;
  for (let hops = 0; now && hops < MOST_HOPS; hops++) {
    if (now.by === undefined) return { kind: 'dismissed' };
    const row = store.standsAt(now.by);
    if (!row) return undefined;
    if (row.decision !== undefined) now = store.decision(row.decision);
    else if (row.entry === undefined || row.kind === 'superseded') return undefined;
    else return { kind: 'superseded', entry: row.entry };
  }
  return undefined;
}

/**
 * Which of the decisions about rows that say the same is about this one: that of its line, else the first. `used`: each
 * is for one row only, since two rows that say the same need two.
 */
export function decisionFor<D extends Pick<Decided<unknown>, 'id' | 'line' | 'group'>>(
  made: readonly D[],
  { line, group }: { readonly line: number; readonly group: number },
  used: ReadonlySet<number>,
): D | undefined {
  const free = made.filter((each) => each.group === group && !used.has(each.id));
  return free.find((each) => each.line === line) ?? free[0];
}
