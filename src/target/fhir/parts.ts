/** What did not pass as a whole, in smaller parts: PURE. */
import type { RecordKey } from '../../record/record.ts';
import { withoutReason } from '../reason.ts';
import type { FrozenPerson } from './frozen.ts';
import type { Heard } from './heard.ts';
import type { Posted } from './posting.ts';

/** Said of a whole bundle. */
export type Trouble = Extract<Posted, { kind: 'refused' | 'too-large' }>;

/** Somebody else writes the same at this moment, or the server says so of something else. */
export const CONFLICT = 409;

/**
 * Smaller groups of the same: those who are named by themselves, and the rest together; after a conflict everybody by
 * themselves; halves where nobody knows better; the doses of one person one by one. One part: a single record.
 */
export function partsOf(group: readonly FrozenPerson[], posted: Trouble): readonly (readonly FrozenPerson[])[] {
  const [first] = group;
  if (group.length === 1 && first) return first.doses.map((dose) => [{ ...first, doses: [dose] }]);
  if (posted.kind === 'refused') {
    if (posted.status === CONFLICT) return group.map((person) => [person]);
    const named = group.filter((person) => posted.people.has(person));
    if (named.length > 0 && named.length < group.length)
      return [group.filter((person) => !posted.people.has(person)), ...named.map((person) => [person])];
  }
  const middle = Math.ceil(group.length / 2);
  return [group.slice(0, middle), group.slice(middle)];
}

/** Those of the group of whom a dose conflicts, with these doses alone. */
export function conflictingIn(
  group: readonly FrozenPerson[],
  heard: ReadonlyMap<RecordKey, Heard>,
): readonly FrozenPerson[] {
  return group
    .map((person) => ({ ...person, doses: person.doses.filter(({ key }) => heard.get(key)?.kind === 'conflict') }))
    .filter(({ doses }) => doses.length > 0);
}

/** Conflicts of entries, as if the bundle had been answered so. */
export function asConflict(heard: ReadonlyMap<RecordKey, Heard>): Trouble {
  const reasons = [...heard.values()].flatMap((one) => (one.kind === 'conflict' ? one.reasons : []));
  const [first = withoutReason(CONFLICT)[0], ...more] = reasons;
  const issues = [{ reason: first }, ...more.map((reason) => ({ reason }))] as const;
  return { kind: 'refused', status: CONFLICT, issues, people: new Set() };
}
