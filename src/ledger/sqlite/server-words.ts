/** What the server has said of an entry, sealed: reasons and receipts are its own words and may hold anything. */
import type { Reason } from '../../target/reason.ts';
import { ownerOf } from '../sealed/prepare.ts';
import type { Sealer } from '../sealed/seal.ts';
import type { Row } from './connection.ts';

/** To whom the server's words on an entry are bound. `row` has `person` and `dose`. */
export function ownerOfEntry(row: Row): Uint8Array {
  return ownerOf(row['person'] as Uint8Array, Number(row['dose']));
}

/**
 * Why the server refused an entry. `row` has `reasons`, `person` and `dose` of it; without reasons the list is empty.
 */
export function reasonsOf(sealer: Sealer, row: Row): Reason[] {
  if (row['reasons'] === null || row['reasons'] === undefined) return [];
  return JSON.parse(sealer.open(row['reasons'] as Uint8Array, ownerOfEntry(row)).toString()) as Reason[];
}

/**
 * The server's id of what it stored. `row` has `receipt`, `person` and `dose`; earlier versions kept receipts in the
 * open.
 */
export function receiptOf(sealer: Sealer, row: Row): { readonly receipt?: string } {
  const kept = row['receipt'];
  if (kept === null || kept === undefined) return {};
  return { receipt: typeof kept === 'object' ? sealer.open(kept, ownerOfEntry(row)).toString() : String(kept) };
}
