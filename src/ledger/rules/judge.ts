/**
 * The judge of admission: who repeats, contradicts, replaces, is near or is held. One for every store (entry-store.ts),
 * so that `check` and `import` come to the same.
 *
 * What was decided of a row before stands. Any other record meets, in this order: the entry with its key
 * (admission.ts), others under its identity number, namesakes under near numbers (namesakes.ts), other doses of its
 * person (other-doses.ts), and what other correction sheets have made of the same row.
 */
import type { Problem } from '../../record/problems.ts';
import type { Admission } from '../intake-side.ts';
import { nextState } from '../states.ts';
import {
  copiesProblem,
  doseProblem,
  namesakeProblem,
  nearProblem,
  orderProblem,
  repeatProblem,
  strangerProblem,
} from './about-others.ts';
import { type AdmissionDecision, decideAdmission } from './admission.ts';
import type { Entry, EntryStore, Newcomer } from './entry-store.ts';
import { isInPlay, meetNamesakes, NOBODY } from './namesakes.ts';
import { meetDoses, NO_DOSES } from './other-doses.ts';

const NONE: readonly never[] = [];
/** One object for all readings without a problem: a million of them would have to be collected. */
const CLEAN = {
  fresh: { kind: 'fresh', problems: NONE },
  owns: { kind: 'owns', problems: NONE },
  replaces: { kind: 'replaces', problems: NONE },
  repeated: { kind: 'repeated', problems: NONE },
  held: { kind: 'held', problems: NONE },
  invalid: { kind: 'invalid', problems: NONE },
  skipped: { kind: 'skipped', problems: NONE },
} as const satisfies Partial<Record<Admission['kind'], Admission>>;

/** `stays`: under a number of two people, the entry is in play already. */
type Decision = AdmissionDecision | 'fresh' | 'stays';

/** Whom a newcomer meets that is held with it. */
interface Met<E> {
  readonly decision: Decision;
  /** The entries under its number. */
  readonly family: readonly E[];
  /** The one of them with its key. */
  readonly twin: E | undefined;
  /** One of somebody else under the same number. */
  readonly contested: E | undefined;
  /** Those of namesakes under near numbers. */
  readonly near: readonly E[];
  /** Those of other doses that are out of order with it. */
  readonly order: readonly E[];
  /** Those that other correction sheets have made of the same row. */
  readonly copies: readonly E[];
}

/** What becomes of one reading; the store has it afterwards. */
export function admit<N extends Newcomer, E extends Entry>(newcomer: N, store: EntryStore<N, E>): Admission {
  const { kind } = newcomer;
  if (kind === 'skipped') return withoutRecord(newcomer, kind, store);
  const settled = store.settled(newcomer);
  if (settled) return settled;
  const admission = newcomer.origin?.dismissed
    ? store.dismiss(newcomer)
    : store.hasRecord(newcomer)
      ? judge(newcomer, store)
      : withoutRecord(newcomer, 'invalid', store);
  store.setAside(newcomer, admission.kind === 'invalid' || admission.kind === 'held');
  return admission;
}

function withoutRecord<N extends Newcomer, E extends Entry>(
  newcomer: N,
  kind: 'invalid' | 'skipped',
  store: EntryStore<N, E>,
): Admission {
  if (kind === 'invalid') store.withdraw(newcomer, undefined);
  store.noteWithoutRecord(newcomer, kind);
  return CLEAN[kind];
}

function judge<N extends Newcomer, E extends Entry>(newcomer: N, store: EntryStore<N, E>): Admission {
  const dose = store.doseOf(newcomer);
  const before = store.family(newcomer);
  const inPlace = withDose(before, dose);
  const isNew = !inPlace || !store.isSamePlace(newcomer, inPlace);
  const family = isNew && store.withdraw(newcomer, inPlace) ? store.family(newcomer) : before;
  const twin = withDose(family, dose);
  const contested = family.length === 0 ? undefined : stranger(newcomer, family, store);
  const decision = decide(newcomer, twin, contested !== undefined, store);
  if (decision === 'replaces' && twin?.state === 'held' && !twin.thisRun) {
    if (newcomer.origin?.confirmed) store.keep(newcomer);
    else store.leaveOpen(newcomer);
  }
  // Whoever only repeats what an entry says was compared when it became one. What is held is compared again, since
  // others may have come meanwhile.
  const comesIn = decision === 'fresh' || decision === 'replaces' || (decision === 'owns' && twin?.state === 'held');
  const { near, other } = comesIn ? meetNamesakes(newcomer, family, store) : NOBODY;
  const contests = decision === 'conflict' || decision === 'conflict-with-sent';
  const { order, warnings } =
    family.length > 0 && !contested && (comesIn || contests)
      ? meetDoses(newcomer, family.filter(isInPlay), store)
      : NO_DOSES;
  const copies = newcomer.origin ? copiesBeside(newcomer, twin, store) : NONE;
  if (contested || near.length > 0 || (comesIn && order.length > 0) || copies.length > 0)
    return holdAll(newcomer, { decision, family, twin, contested, near, order, copies }, store);
  const found = contests ? holdOrder(newcomer, order, store) : warnings;
  return carryOut(newcomer, decision, twin, other ? [...found, namesakeProblem(other.line)] : found, store);
}

// These are functions of their own, since what a closure holds is made for each of a million rows, and has to be
// collected.

function withDose<E extends Entry>(family: readonly E[], dose: number): E | undefined {
  for (const entry of family) if (entry.dose === dose) return entry;
  return undefined;
}

function copiesBeside<N extends Newcomer, E extends Entry>(
  newcomer: N,
  twin: E | undefined,
  store: EntryStore<N, E>,
): readonly E[] {
  return store.copies(newcomer).filter((entry) => entry.id !== twin?.id && isInPlay(entry));
}

/** An entry of somebody else under the newcomer's number; any of them where that was found before in this run. */
function stranger<N extends Newcomer, E extends Entry>(
  newcomer: N,
  family: readonly E[],
  store: EntryStore<N, E>,
): E | undefined {
  return (
    family.find((entry) => countsAgainst(entry) && !store.isSamePerson(newcomer, entry)) ??
    (family.some(({ contested }) => contested) ? family[0] : undefined)
  );
}

/** What becomes of the entry with its key, as if nobody stood near. */
function decide<N extends Newcomer, E extends Entry>(
  newcomer: N,
  twin: E | undefined,
  isContested: boolean,
  store: EntryStore<N, E>,
): Decision {
  if (!twin) return 'fresh';
  if (isContested) return countsAgainst(twin) ? 'stays' : 'replaces';
  const { state, thisRun } = twin;
  const sameDose = store.isSameDose(newcomer, twin);
  const decision = decideAdmission({
    state,
    thisRun,
    sameDose,
    unchangedFile: store.isUnchangedFile(),
    samePlace: store.isSamePlace(newcomer, twin),
    lost: store.isLost(twin),
    update: store.overwrites && (store.isSamePlace(newcomer, twin) || newcomer.origin?.confirmed === true),
    identical: !thisRun && store.isIdentical(newcomer, twin),
    answered: state === 'refused' && newcomer.origin?.confirmed === true && store.isAsked(twin),
  });
  // Of a row that is no longer in its sheet a correction sheet says only by an emptied reason, or by a change, that it
  // is to be sent.
  const isOpen = decision === 'replaces' && state === 'held' && sameDose && newcomer.origin?.confirmed === false;
  return isOpen && store.whyHeld(twin).some(({ code }) => code === 'ROW_GONE') ? 'owns' : decision;
}

/** A stale hold or refusal of an earlier run proves nothing against a newcomer; everything else does. */
function countsAgainst({ state, thisRun }: Entry): boolean {
  return thisRun || (state !== 'held' && state !== 'refused');
}

/** What is on the server or on its way stays as it is. */
function isHoldable({ state }: Entry): boolean {
  return state === 'pending' || state === 'refused' || state === 'held';
}

/** Holds doses that are out of order with the newcomer, and returns what is to be said of the newcomer. */
function holdOrder<N extends Newcomer, E extends Entry>(
  { line }: N,
  order: readonly E[],
  store: EntryStore<N, E>,
): readonly Problem[] {
  for (const entry of order) if (isHoldable(entry)) store.hold(entry, orderProblem(line));
  return order[0] ? [orderProblem(order[0].line)] : NONE;
}

function carryOut<N extends Newcomer, E extends Entry>(
  newcomer: N,
  decision: Decision,
  twin: E | undefined,
  found: readonly Problem[],
  store: EntryStore<N, E>,
): Admission {
  if (!twin) return note(newcomer, 'fresh', store.add(newcomer, 'pending', NONE), found, NONE, store);
  switch (decision) {
    case 'repeated':
      return note(newcomer, 'repeated', twin, [repeatProblem(twin.line)], NONE, store);
    case 'replaces': {
      const state = nextState(
        twin.state,
        twin.state !== 'accepted' ? 'corrected' : store.isLost(twin) ? 'lost' : 'updated',
      );
      if (!state) throw new Error(`an entry that is ${twin.state} cannot be corrected`);
      store.replace(twin, newcomer, state);
      return note(newcomer, 'replaces', twin, found, NONE, store);
    }
    case 'conflict':
    case 'conflict-with-sent': {
      const problem = doseProblem(twin.dose, twin.line);
      if (decision === 'conflict') store.hold(twin, doseProblem(twin.dose, newcomer.line));
      return note(newcomer, 'held', twin, [problem, ...found], NONE, store);
    }
    default: {
      const still = twin.state === 'held' ? store.whyHeld(twin) : NONE;
      store.own(twin, newcomer);
      return note(newcomer, 'owns', twin, NONE, still, store);
    }
  }
}

/**
 * The identity number stands for somebody else as well, or is one slip away from that of a namesake, here or in another
 * row of this run: everything under these numbers that is not on the server yet is held, in whatever order it comes.
 */
function holdAll<N extends Newcomer, E extends Entry>(
  newcomer: N,
  { decision, family, twin, contested, near, order, copies }: Met<E>,
  store: EntryStore<N, E>,
): Admission {
  const { line } = newcomer;
  const found: Problem[] = [];
  const inPlay = family.filter(isInPlay);
  if (contested) {
    found.push(strangerProblem(contested.line));
    hold(family.filter(countsAgainst), strangerProblem(line), store);
  }
  if (near[0]) {
    const problem = nearProblem(near[0].line);
    found.push(problem);
    hold(inPlay, problem, store);
    hold(near, nearProblem(line), store);
    store.ask(newcomer, near);
  }
  if (twin && (decision === 'conflict' || decision === 'conflict-with-sent'))
    found.push(doseProblem(twin.dose, twin.line));
  found.push(...holdOrder(newcomer, order, store));
  if (copies[0]) found.push(copiesProblem(copies[0].line));
  hold(copies, copiesProblem(line), store);
  // What was refused or held in an earlier run takes the newcomer's content, as any correction; left as it is, the next
  // row would release it.
  if (twin && decision === 'replaces') store.replace(twin, newcomer, 'held');
  else if (twin && decision === 'owns') store.own(twin, newcomer);
  // Whoever else says the same is held with it: what is made of one row is in question, in whatever order it comes.
  if (twin && copies[0] && decision !== 'replaces') hold([twin], copiesProblem(copies[0].line), store);
  const entry = twin ?? store.add(newcomer, 'held', found);
  if (contested) store.contest(newcomer);
  return note(newcomer, 'held', entry, found, NONE, store);
}

function hold<N extends Newcomer, E extends Entry>(entries: readonly E[], why: Problem, store: EntryStore<N, E>): void {
  for (const entry of entries) if (isHoldable(entry)) store.hold(entry, why);
}

function note<N extends Newcomer, E extends Entry>(
  newcomer: N,
  kind: 'fresh' | 'owns' | 'replaces' | 'repeated' | 'held',
  entry: E,
  found: readonly Problem[],
  still: readonly Problem[],
  store: EntryStore<N, E>,
): Admission {
  store.note(newcomer, kind, entry, found, still);
  return found.length === 0 ? CLEAN[kind] : { kind, problems: found };
}
