/** Why the server refused an entry, as it said so. */
import type { Reason } from '../../target/target.ts';
import { ownerOf } from '../prepare.ts';
import type { Sealer } from '../seal.ts';
import type { Row } from './connection.ts';

/** `row` has `reasons`, `person` and `dose` of an entry; without reasons the list is empty. */
export function reasonsOf(sealer: Sealer, row: Row): Reason[] {
  if (row['reasons'] === null || row['reasons'] === undefined) return [];
  const owner = ownerOf(row['person'] as Uint8Array, Number(row['dose']));
  return JSON.parse(sealer.open(row['reasons'] as Uint8Array, owner).toString()) as Reason[];
}
