/**
 * What the judge of admission (judge.ts) asks and says: a small store of entries. There is one in memory for `check`
 * (ledger/memory) and one in SQLite; a ledger on a database server will be a third. A store finds, compares and
 * writes; what follows from it is decided by the judge alone.
 *
 * Questions about sets may be answered from what was loaded for many newcomers at once. Entries are live: after a write
 * they say what was written.
 */
import type { Problem } from '../../record/problems.ts';
import type { DoseRecord, OriginalRow } from '../../record/record.ts';
import type { KeptDose } from '../../record/row/dose-checks.ts';
import type { Admission } from '../intake-side.ts';
import type { EntryState } from '../states.ts';

/** A reading at the door, as far as the judge looks at it itself. */
export interface Newcomer {
  readonly line: number;
  /** Which group of a wide row, from 1. */
  readonly group: number;
  readonly kind: 'valid' | 'invalid' | 'skipped';
  /** The row that a correction sheet says it corrects, and what the clerk has said of it (sealed/prepare.ts). */
  readonly origin?: OriginalRow & { readonly confirmed: boolean; readonly dismissed?: boolean };
}

/** What the store has under one key: a person in a programme, and which dose. */
export interface Entry {
  /** Tells it from other entries of this store. */
  readonly id: number;
  /** The identity number in its programme, or what stands for it. */
  readonly person: string;
  /** Which dose of the person, with its series (record/dose-slot.ts). */
  readonly dose: number;
  readonly state: EntryState;
  /** It was written, confirmed or held by this run. */
  readonly thisRun: boolean;
  /** Where the row stands that speaks for it. */
  readonly line: number;
  /** Somebody else came under its identity number in this run. */
  readonly contested: boolean;
}

/** What was asked and answered about a person beside a namesake under a near number. */
export interface Answer {
  /** It was asked in this run, or the row was brought again in this run without an answer. */
  readonly askedNow: boolean;
  /** A correction sheet has brought the person again, confirmed. */
  readonly kept: boolean;
}

/** How the newcomer (a reading with a record) compares with an entry. */
export interface Comparing<N, E> {
  /** Both have one identity number: whether they are one person's. */
  isSamePerson(newcomer: N, entry: E): boolean;
  /** Same date, vaccine and batch number. */
  isSameDose(newcomer: N, entry: E): boolean;
  /** Not one field differs. */
  isIdentical(newcomer: N, entry: E): boolean;
  /** The entry came from where the newcomer stands: same file name, sheet, line and group, in whatever version. */
  isSamePlace(newcomer: N, entry: E): boolean;
  /** One row of a wide sheet brings both. */
  isSameRow(newcomer: N, entry: E): boolean;
  /** One slip of the fingers makes one number of the other. */
  isNear(newcomer: N, entry: E): boolean;
  /** Day and vaccine of the entry, as its own row and the rows that contest it have them; the own one first. */
  dosesOf(entry: E, newcomer: N): readonly KeptDose[];
  /** The record, opened where it is sealed. */
  recordOf(newcomer: N): DoseRecord;
  /** The same of the newcomer, without opening anything. */
  doseOf(newcomer: N): number;
  /** Which person, as entries name him. */
  personOf(newcomer: N): string;
}

/** Who else is there. */
export interface Finding<N, E> {
  /** The entries under the newcomer's identity number, the first dose first. */
  family(newcomer: N): readonly E[];
  /** The same for any person. */
  under(person: string): readonly E[];
  /**
   * The entries of other people with the same comparable name and birth date, oldest first; one more than
   * MOST_NAMESAKES, or more, where there are too many.
   */
  namesakes(newcomer: N): readonly E[];
  /** The entries that other rows have made of the original row of a correction; none without an origin. */
  copies(newcomer: N): readonly E[];
  /** The people beside whom this one was held for a near number in this run. */
  askedBeside(person: string): readonly string[];
  /** Undefined where nothing was asked. */
  answer(person: string, other: string): Answer | undefined;
  /** What the row that speaks for a held entry says of other rows. */
  whyHeld(entry: E): readonly Problem[];
  /** What comes later under a key replaces what the target has (`Traits.overwrites`). */
  readonly overwrites: boolean;
  /** The server took it and is proven to lack it, and somebody wants that repaired. */
  isLost(entry: E): boolean;
  /** It was refused only because somebody asks about it (target/reason.ts, `isQuestion`). */
  isAsked(entry: E): boolean;
  /** These very bytes were taken in by an earlier run. */
  isUnchangedFile(): boolean;
}

/** What is written down of entries. */
export interface Writing<N, E> {
  /** A new entry for which the newcomer speaks. `found`: why it is held, where it is. */
  add(newcomer: N, state: 'pending' | 'held', found: readonly Problem[]): E;
  /** The entry stays as it is; the newcomer speaks for it from now on. */
  own(entry: E, newcomer: N): void;
  /** The entry takes the newcomer's content. What stood beside it before has been decided by that. */
  replace(entry: E, newcomer: N, state: EntryState): void;
  /** The entry waits for a person, and the row that speaks for it says why. */
  hold(entry: E, why: Problem): void;
  /** Whatever comes under this identity number in this run is held. */
  contest(newcomer: N): void;
  /** Whoever bears these numbers in this run is held, and a person is asked whether they are one. */
  ask(newcomer: N, near: readonly E[]): void;
  /** The person was held and is brought again, confirmed: an answer to what was asked in earlier runs. */
  keep(newcomer: N): void;
  /** It is brought again and nothing is said of it: what is open stays open in this run. */
  leaveOpen(newcomer: N): void;
  /** The other side of an answer that speaks for both. */
  keepOther(newcomer: N, other: string): void;
  /** What became of a newcomer with a record. `still`: what is said of it besides, and was said before. */
  note(
    newcomer: N,
    kind: Extract<Admission['kind'], 'fresh' | 'owns' | 'replaces' | 'repeated' | 'held'>,
    entry: E,
    found: readonly Problem[],
    still: readonly Problem[],
  ): void;
  /** What became of a newcomer without one. */
  noteWithoutRecord(newcomer: N, kind: 'invalid' | 'skipped'): void;
}

/** What only a ledger has: rows of earlier runs and what was decided of them. */
export interface Remembering<N, E> {
  /** What was decided of the row before, written down as such; undefined for one that is judged like any other. */
  settled(newcomer: N): Admission | undefined;
  /** The clerk takes the row off the list. */
  dismiss(newcomer: N): Admission;
  /**
   * Before a newcomer becomes an entry: takes what waits of the same row out of play, but `inPlace`. Whether there was
   * any; then the family is another one.
   */
  withdraw(newcomer: N, inPlace: E | undefined): boolean;
  /** Afterwards: sets aside the older readings of the same row. `asked`: it needs a person itself. */
  setAside(newcomer: N, asked: boolean): void;
}

export interface EntryStore<N extends Newcomer, E extends Entry>
  extends Comparing<N, E>,
    Finding<N, E>,
    Writing<N, E>,
    Remembering<N, E> {
  /** Whether it has a record, which is judged; what has none cannot meet anybody. */
  hasRecord(newcomer: N): boolean;
}
