/**
 * What is frozen of a batch: our records as the intake API spells them, and what the registry calls the people. From
 * them, and from the description of the day, the request is written: a description that was mended since does not
 * unmake what may already have been stored. PURE.
 */
import { wireRecord } from '../json/wire-record.ts';
import type { Consignment } from '../target.ts';
import type { Frozen } from './placeholders.ts';

export interface FrozenRecord {
  readonly record: Frozen;
  readonly reference?: string;
}

/** The same records are the same bytes, from version to version. */
export function freeze(batchId: string, consignments: readonly Consignment[]): Uint8Array {
  const records = consignments.map(({ key, record, references = [] }) => {
    const person = references.length === 0 ? '' : `,"person":${JSON.stringify(references[0])}`;
    return `{"record":${wireRecord(key, record)}${person}}`;
  });
  return new TextEncoder().encode(`{"batch":${JSON.stringify(batchId)},"records":[${records.join(',')}]}`);
}

/** The same back. They are our own bytes: the ledger has kept them under a seal. */
export function thaw(bytes: Uint8Array): readonly FrozenRecord[] {
  const { records } = JSON.parse(Buffer.from(bytes).toString()) as {
    readonly records: readonly { readonly record: Frozen; readonly person?: string }[];
  };
  return records.map(({ record, person }) => (person === undefined ? { record } : { record, reference: person }));
}
