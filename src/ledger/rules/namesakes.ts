/**
 * Who else bears the name and the birthday of a newcomer, under another number; and of which of them a person has said
 * that they are somebody else.
 */
import { isConventionalBirthday, MOST_NAMESAKES } from '../../record/fields/namesakes.ts';
import { areApart, isSent } from './admission.ts';
import type { Entry, EntryStore, Newcomer } from './entry-store.ts';

export interface Meeting<E> {
  /** The entries in play of those whose number is one slip away. */
  readonly near: readonly E[];
  /** The first entry of another namesake, where that says anything. */
  readonly other: E | undefined;
}

export const NOBODY: Meeting<never> = { near: [], other: undefined };
const NONE: readonly never[] = [];

/** The record is on the server, on its way or about to be; or it is held in this run. */
export function isInPlay({ state, thisRun }: Entry): boolean {
  return state === 'held' ? thisRun : state !== 'refused';
}

/** For a newcomer that is about to be an entry; `family`: the entries under its own number. */
export function meetNamesakes<N extends Newcomer, E extends Entry>(
  newcomer: N,
  family: readonly E[],
  store: EntryStore<N, E>,
): Meeting<E> {
  const found = store.namesakes(newcomer);
  const others = found.length === 0 || found.length > MOST_NAMESAKES ? NONE : found.filter(isInPlay);
  const asked = family.length === 0 ? NONE : store.askedBeside(store.personOf(newcomer));
  return others.length === 0 && asked.length === 0 ? NOBODY : meet(newcomer, others, asked, store);
}

/** `asked`: the people beside whom the newcomer was held for a near number in this run. */
function meet<N extends Newcomer, E extends Entry>(
  newcomer: N,
  others: readonly E[],
  asked: readonly string[],
  store: EntryStore<N, E>,
): Meeting<E> {
  const neighbours = neighboursAmong(others, newcomer, store);
  const near: E[] = [];
  for (const [other, entries] of neighbours) if (!isApart(newcomer, other, entries, store)) near.push(...entries);
  // A dose under another spelling of the name meets nobody, but who it belongs to is in question.
  near.push(
    ...asked
      .filter((other) => !neighbours.has(other))
      .map((other) => store.under(other).filter(isInPlay))
      .toSorted((a, b) => oldest(a) - oldest(b))
      .flat(),
  );
  if (near.length > 0 || isConventionalBirthday(store.recordOf(newcomer).participant.birthDate))
    return { near, other: undefined };
  return { near, other: others.find(({ person }) => !neighbours.has(person)) };
}

/** Stores name people in any order. */
function oldest(entries: readonly Entry[]): number {
  return Math.min(...entries.map(({ id }) => id));
}

/** Those of them whose number is near the newcomer's, with all their entries in play. */
function neighboursAmong<N extends Newcomer, E extends Entry>(
  others: readonly E[],
  newcomer: N,
  store: EntryStore<N, E>,
): Map<string, readonly E[]> {
  const found = new Map<string, readonly E[]>();
  for (const other of others) {
    const { person } = other;
    if (!found.has(person) && store.isNear(newcomer, other)) found.set(person, store.under(person).filter(isInPlay));
  }
  return found;
}

/**
 * Whether a person has said so. Where only one side could be asked about, because the other is on the server, that one
 * speaks for both.
 */
function isApart<N extends Newcomer, E extends Entry>(
  newcomer: N,
  other: string,
  entries: readonly E[],
  store: EntryStore<N, E>,
): boolean {
  const person = store.personOf(newcomer);
  const ofOther = store.answer(other, person);
  const apart = areApart({
    newcomerKept: store.answer(person, other)?.kept === true,
    otherKept: ofOther?.kept === true,
    otherSent: entries.some(({ state }) => isSent(state)) && ofOther?.askedNow !== true,
  });
  if (apart) store.keepOther(newcomer, other);
  return apart;
}
