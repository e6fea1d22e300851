/**
 * A batch as the ledger freezes it: the records, and what the registry calls their people. What goes over the wire is
 * made of it (vaccination.ts), so that a setting may change before a batch is sent again. PURE.
 */
import { canonicalRecord } from '../../record/key.ts';
import type { DoseRecord, RecordKey } from '../../record/record.ts';
import type { Consignment } from '../target.ts';

export interface FrozenRecord {
  readonly key: RecordKey;
  readonly record: DoseRecord;
  readonly references: readonly string[];
}

/** In one fixed order, so that the same records are always the same bytes. */
export function freeze(consignments: readonly Consignment[]): Uint8Array {
  const records = consignments.map(
    ({ key, record, references = [] }) =>
      `{"key":${JSON.stringify(key)},"references":${JSON.stringify(references)},"record":${canonicalRecord(record)}}`,
  );
  return new TextEncoder().encode(`[${records.join(',')}]`);
}

/** What was frozen by us: nobody else writes these bytes. */
export function thaw(bytes: Uint8Array): readonly FrozenRecord[] {
  return JSON.parse(new TextDecoder().decode(bytes)) as FrozenRecord[];
}
