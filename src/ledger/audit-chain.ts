/**
 * How entries of the audit hang together: each carries a hash over itself and over the hash of the one before it. One
 * that is missing or was changed breaks the chain, in the ledger as on a print-out: anybody can follow it there,
 * without the key of the ledger. Pure.
 */
import { createHash } from 'node:crypto';
import type { AuditEntry } from './history-side.ts';

/** What the first entry has before it. */
export const CHAIN_BEGIN = '0'.repeat(64);

/**
 * SHA-256 (hexadecimal) of the hash before it, a line feed, and the entry as a JSON array: number, time, user, version,
 * deed, detail. `detail` is the text of its JSON, as it was written.
 */
export function chained(
  before: string,
  { number, at, who, version, deed }: Omit<AuditEntry, 'detail' | 'hash'>,
  detail: string,
): string {
  return createHash('sha256')
    .update(`${before}\n${JSON.stringify([number, at, who, version, deed, detail])}`)
    .digest('hex');
}
