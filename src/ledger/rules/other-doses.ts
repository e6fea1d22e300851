/** The other doses of a person in a series, in other rows and sheets: compared as those of one wide row are. */
import { areOfOneSeries } from '../../record/dose-slot.ts';
import type { Problem } from '../../record/problems.ts';
import { programmeNamed } from '../../record/programme/programmes.ts';
import { areOutOfOrder, pairWarnings } from '../../record/row/dose-checks.ts';
import type { Entry, EntryStore, Newcomer } from './entry-store.ts';

export interface MetDoses<E> {
  /** Entries of doses that are out of order with the record, or on the same day. */
  readonly order: readonly E[];
  /** What the dates in the right order say. */
  readonly warnings: readonly Problem[];
}

export const NO_DOSES: MetDoses<never> = { order: [], warnings: [] };

/**
 * `family`: the entries in play under the number of the newcomer. What is on the server holds a row no more that a
 * person has confirmed, for nothing in a sheet can change that.
 */
export function meetDoses<N extends Newcomer, E extends Entry>(
  newcomer: N,
  family: readonly E[],
  store: EntryStore<N, E>,
): MetDoses<E> {
  const slot = store.doseOf(newcomer);
  const isConfirmed = newcomer.origin?.confirmed === true;
  const others = family.filter(
    (entry) => entry.dose !== slot && areOfOneSeries(entry.dose, slot) && !(isConfirmed && entry.state === 'accepted'),
  );
  if (others.length === 0) return NO_DOSES;
  const { dose, participant, programme } = store.recordOf(newcomer);
  const order: E[] = [];
  const warnings: Problem[] = [];
  for (const entry of others) {
    const doses = store.dosesOf(entry, newcomer);
    if (doses.some((other) => areOutOfOrder(dose, other))) order.push(entry);
    const [own] = doses;
    if (own && !store.isSameRow(newcomer, entry))
      warnings.push(...pairWarnings(dose, own, participant.birthDate, programmeNamed(programme)));
  }
  return { order, warnings };
}
