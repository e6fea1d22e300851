/** The requests in which a frozen batch would go out, for whoever wants to see them before (`--dry-run`): PURE. */
import type { Shown } from '../examination.ts';
import type { Batch } from '../target.ts';
import { doseBatch, type Mode, type OutgoingBundle, patientBatch, transactionOf } from './bundles.ts';
import type { Form } from './examine-fhir.ts';
import { type FrozenPerson, thaw } from './frozen.ts';
import { FHIR_JSON } from './posting.ts';

export interface ShownOptions {
  /** The root of the API. */
  readonly url: string;
  readonly form: Form;
  readonly mode: Mode;
  /** In one bundle. */
  readonly people: number;
}

/** What stands where the reference of a Patient goes: only the answer to the first of two batches says which it is. */
const NOT_YET_KNOWN = 'Patient/…';

export function shown(
  batch: Pick<Batch, 'keys' | 'bytes'>,
  { url, form, mode, people }: ShownOptions,
): readonly Shown[] {
  const all = thaw(batch);
  const bundles: OutgoingBundle[] = [];
  for (let at = 0; at < all.length; at += people) {
    const group = all.slice(at, at + people);
    if (form === 'transaction') bundles.push(transactionOf(group, mode));
    else bundles.push(patientBatch(group), doseBatch(unknown(group), mode));
  }
  return bundles.map(({ body }) => ({ method: 'POST', url, headers: FHIR_JSON, body }));
}

function unknown(group: readonly FrozenPerson[]): ReadonlyMap<FrozenPerson, string> {
  return new Map(group.map((person) => [person, NOT_YET_KNOWN]));
}
