/**
 * Rows that were corrected and now say something else: another identity number, another dose, or something at last.
 * Nothing else would ever take the old row off the list of what needs a person, since it has another key or none.
 *
 * The same row is the row of the same place: the same line of the same sheet of a file of the same name; or the row
 * that a correction sheet names, and whatever an earlier correction sheet has brought for that row. A place alone
 * proves little, for one name serves for the sheets of many days, and rows move: the old row must also be like the new
 * one (same-row.ts).
 *
 * Set aside are rows that need a person, and withdrawn is what waits and was not sent; never an entry that this file
 * brings again, wherever it stands now.
 */
import type { EntryState } from '../states.ts';

/** What a reading has turned out to be, as a store keeps it. */
export type ReadingKind = 'owner' | 'repeated' | 'held' | 'invalid' | 'skipped' | 'superseded' | 'dismissed';

/** A row of an older file. */
export interface OldRow {
  readonly kind: ReadingKind;
  /** Its entry, by number; undefined where it has none. */
  readonly entry: number | undefined;
  /** Of that entry. */
  readonly state: EntryState | undefined;
  /** It is the row that speaks for that entry. */
  readonly speaks: boolean;
  /** That entry was written or confirmed by this run. */
  readonly thisRun: boolean;
  /** It was written down why nobody is asked about it any more. */
  readonly decided: boolean;
}

/** How a place is meant: the newcomer's own, the row that it corrects, or another correction of that row. */
export interface Meant {
  readonly is: 'own' | 'original' | 'copy';
  /** A correction sheet names the very bytes that the row stands in, not only the name of the file. */
  readonly named: boolean;
}

/** An old row, and why it may be the newcomer's. */
export interface Found<O extends OldRow> {
  readonly where: Meant;
  readonly old: O;
}

/** How an old row compares with the newcomer. Sealed bodies are opened for it, so it is asked last. */
export interface Likeness<O extends OldRow> {
  /** By what is known of both (same-row.ts). */
  isSameRow(old: O, named: boolean): boolean;
  /** Both are known, and do not say the same. */
  saysElse(old: O): boolean;
}

/** What stands beside a row that is about to be withdrawn. */
export interface Beside {
  /** The entry with the newcomer's own key, where there is one. */
  readonly twin: number | undefined;
  /** Whether a row of another file says as well what the entry says: that is not the newcomer's to take back. */
  isSpokenElsewhere(entry: number): boolean;
}

/**
 * Whether the old row is on the list of what needs a person.
 * @internal Exported for its tests.
 */
export function needsPerson({ kind, state, thisRun }: OldRow): boolean {
  if (kind === 'held' || kind === 'invalid') return true;
  if (kind === 'superseded' || kind === 'dismissed') return false;
  return !thisRun && (state === 'refused' || state === 'held');
}

/** Whether a newcomer that becomes an entry takes what the old row has brought out of play. */
export function isWithdrawn<O extends OldRow>({ where, old }: Found<O>, beside: Beside, like: Likeness<O>): boolean {
  // Another correction of the row says something else: that is for a person (judge.ts).
  if (where.is === 'copy' || old.entry === undefined) return false;
  const waits = old.kind === 'owner' && old.speaks && old.state === 'pending' && !old.thisRun;
  if (!waits || old.entry === beside.twin || beside.isSpokenElsewhere(old.entry)) return false;
  return like.isSameRow(old, where.named);
}

/**
 * The old rows that a newcomer takes off the list, now that it stands in the ledger. `dismisses`: it is the row of a
 * correction sheet that says that nothing is to come of it. `isWithdrawn`: what this file has taken out of play is
 * settled at its end.
 */
export function setAside<O extends OldRow>(
  found: readonly Found<O>[],
  dismisses: boolean,
  like: Likeness<O>,
  isWithdrawn: (entry: number) => boolean,
): readonly O[] {
  // Whoever dismisses one of two corrections that disagree decides nothing about the other one, and so nothing about
  // the row that both correct.
  const others = found.filter(({ where, old }) => where.is === 'copy' && needsPerson(old) && like.saysElse(old));
  const isOneOfTwo = dismisses && others.length > 0;
  const aside: O[] = [];
  const settled: O[] = [];
  for (const { where, old } of found) {
    if (isOneOfTwo && (where.is === 'original' || others.some((other) => other.old === old))) continue;
    if (old.entry !== undefined && isWithdrawn(old.entry)) continue;
    if (needsPerson(old) && like.isSameRow(old, where.named)) aside.push(old);
    else if (where.is === 'original' && old.kind === 'superseded' && !old.decided) settled.push(old);
  }
  // An earlier copy of the correction sheet has set it aside without a correction.
  return aside.length > 0 ? [...aside, ...settled] : aside;
}

/** What is written down of a row that was set aside; `nothing`: it stands there again, and is asked about there. */
export type WhyAside = 'dismissed' | 'replaced' | 'nothing';

/** `now`: the newcomer has a record, and that says something else than the old row did. */
export function whyAside(
  dismisses: boolean,
  now: { readonly hasRecord: boolean; readonly saysElse: boolean },
): WhyAside {
  if (dismisses) return 'dismissed';
  return now.hasRecord && now.saysElse ? 'replaced' : 'nothing';
}

/**
 * Whether a file is a newer version of another one of its name, and not the sheet of another day: it has more than half
 * of its rows. What is then missing in it, somebody has deleted, or a filter has: neither sent nor dropped, it is held.
 */
export function isNewerVersion(rows: number, again: number): boolean {
  return again * 2 > rows;
}
