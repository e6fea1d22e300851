/** How entries and problems are written in columns, in one place for all statements. */
import { naturalKey, recordKey } from '../../record/key.ts';
import type { DoseRecord, RecordKey } from '../../record/record.ts';
import { ownerOf } from '../prepare.ts';
import type { Sealer } from '../seal.ts';
import { ENTRY_STATES, type EntryEvent, type EntryState, nextState } from '../states.ts';

/** Kinds of readings by their number in the table. */
export const READING_KINDS = ['owner', 'repeated', 'held', 'invalid', 'skipped'] as const;
export const KIND = { owner: 0, repeated: 1, held: 2, invalid: 3, skipped: 4 } as const;

/** States by their number in the table: the order of ENTRY_STATES is part of the file format. */
export const STATE = Object.fromEntries(ENTRY_STATES.map((state, number) => [state, number])) as Record<EntryState, number>;

export function stateOf(number: unknown): EntryState {
  const state = ENTRY_STATES[Number(number)];
  if (!state) throw new Error(`unknown entry state ${String(number)}`);
  return state;
}

/** The number of the state after `event`; an impossible step is a bug and must not be written. */
export function step(state: EntryState, event: EntryEvent): number {
  const next = nextState(state, event);
  if (!next) throw new Error(`an entry that is ${state} cannot be ${event}`);
  return STATE[next];
}

export function openRecord(sealer: Sealer, sealed: unknown, person: unknown, dose: unknown): DoseRecord {
  const owner = ownerOf(person as Uint8Array, Number(dose));
  return JSON.parse(sealer.open(sealed as Uint8Array, owner).toString()) as DoseRecord;
}

export function wireKey(record: DoseRecord): RecordKey {
  return recordKey(naturalKey(record));
}
