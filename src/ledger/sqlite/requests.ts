/** What entries become in a request: their keys, their consignments and the bytes. */
import type { RecordKey } from '../../record/record.ts';
import type { Batch, Consignment, Target } from '../../target/target.ts';
import type { ClaimRules } from '../delivery-side.ts';
import type { Connection, Row } from './connection.ts';
import { keyOf, openRecord, showKeys, wireKey } from './entry-rows.ts';
import type { People } from './people.ts';

export type Requests = ReturnType<typeof requestsFrom>;

export function requestsFrom({ sealer }: Pick<Connection, 'sealer'>, people: People) {
  return {
    /** The keys of claimed entries, in order. */
    keysOf(rows: readonly Row[]): RecordKey[] {
      const hidden = rows.flatMap(({ wire }) => (wire ? [wire as Uint8Array] : []));
      return hidden.length === rows.length ? showKeys(sealer, hidden) : rows.map((row) => keyOf(sealer, row) ?? '');
    },

    /** An entry that can go as it is; undefined where a reference that it needs is not known. */
    readyToGo(row: Row, neededBy: ClaimRules['neededBy']) {
      const record = openRecord(sealer, row['sealed'], row['person'], row['dose']);
      const key = wireKey(record);
      if (!neededBy) return { row, needs: [], consignment: { key, record } };
      const needs = people.referencesFor(record, neededBy);
      return needs && { row, needs, consignment: { key, record, references: needs.map(({ reference }) => reference) } };
    },

    /** The request for these entries. The same entries in the same order are the same bytes, whenever it is written. */
    requestFor(
      id: string,
      consignments: readonly Consignment[],
      encode: Target['encode'],
    ): Pick<Batch, 'keys' | 'bytes'> {
      return { keys: consignments.map(({ key }) => key), bytes: encode(id, consignments) };
    },
  };
}
