/**
 * The frozen bytes of a batch: one record a line, as the ledger compares records, whatever the files look like. A
 * template may be mended and a program renewed between two tries of one batch; its bytes are the same. PURE.
 */
import { createHash } from 'node:crypto';
import { canonicalRecord } from '../record/key.ts';
import type { DoseRecord } from '../record/record.ts';
import type { Consignment } from './target.ts';

export function encodeBatch(batchId: string, consignments: readonly Consignment[]): Uint8Array {
  const lines = consignments.map(
    ({ key, record }) => `{"key":${JSON.stringify(key)},"record":${canonicalRecord(record)}}\n`,
  );
  return new TextEncoder().encode(`{"batch":${JSON.stringify(batchId)}}\n${lines.join('')}`);
}

/** The records in bytes that `encodeBatch` has written. */
export function decodeBatch(bytes: Uint8Array): readonly Consignment[] {
  const lines = Buffer.from(bytes).toString().split('\n').slice(1, -1);
  return lines.map((line) => JSON.parse(line) as { readonly key: string; readonly record: DoseRecord });
}

/** SHA-256 in hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
