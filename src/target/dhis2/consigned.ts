/**
 * What the ledger freezes and signs of a batch: the records as they are, in one fixed order. PURE. What goes over the
 * line is made of it when it is sent, because by then more may be known of the server.
 */
import { canonicalRecord } from '../../record/key.ts';
import type { DoseRecord, RecordKey } from '../../record/record.ts';
import type { Consignment } from '../target.ts';

/** The same records are the same bytes, in every version. */
export function encodeRecords(consignments: readonly Consignment[]): Uint8Array {
  const records = consignments.map(
    ({ key, record }) => `{"key":${JSON.stringify(key)},"record":${canonicalRecord(record)}}`,
  );
  return new TextEncoder().encode(`[${records.join(',')}]`);
}

/** Only what `encodeRecords` has written comes here. */
export function decodeRecords(bytes: Uint8Array): readonly { readonly key: RecordKey; readonly record: DoseRecord }[] {
  return JSON.parse(new TextDecoder().decode(bytes)) as { key: RecordKey; record: DoseRecord }[];
}
