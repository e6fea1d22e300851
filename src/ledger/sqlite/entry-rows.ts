/** How entries and problems are written in columns, in one place for all statements. */
import { naturalKey, recordKey } from '../../record/key.ts';
import type { DoseRecord, OriginalRow, RecordKey } from '../../record/record.ts';
import type { ReadingKind } from '../rules/older-rows.ts';
import { ownerOf } from '../sealed/prepare.ts';
import type { Sealer } from '../sealed/seal.ts';
import { ENTRY_STATES, type EntryEvent, type EntryState, nextState } from '../states.ts';
import type { Row } from './connection.ts';

/** Kinds of readings by their number in the table. */
export const READING_KINDS = [
  'owner',
  'repeated',
  'held',
  'invalid',
  'skipped',
  'superseded',
  'dismissed',
] as const satisfies readonly ReadingKind[];
export const KIND = { owner: 0, repeated: 1, held: 2, invalid: 3, skipped: 4, superseded: 5, dismissed: 6 } as const;

/** States by their number in the table: the order of ENTRY_STATES is part of the file format. */
export const STATE = Object.fromEntries(ENTRY_STATES.map((state, number) => [state, number])) as Record<
  EntryState,
  number
>;

/** @throws Error where the number is none. */
export function kindOf(number: unknown): ReadingKind {
  const kind = READING_KINDS[Number(number)];
  if (!kind) throw new Error(`unknown kind of reading ${String(number)}`);
  return kind;
}

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

/** The record that is sealed in an entry. */
export function openRecord(sealer: Sealer, sealed: unknown, person: unknown, dose: unknown): DoseRecord {
  const text = sealer.open(sealed as Uint8Array, ownerOf(person as Uint8Array, Number(dose))).toString();
  return JSON.parse(text) as DoseRecord;
}

export function wireKey(record: DoseRecord): RecordKey {
  return recordKey(naturalKey(record));
}

/**
 * The wire key of an entry as far as it can be known: from the hidden one, else from the body (`sealed`) while there is
 * one.
 */
export function keyOf(sealer: Sealer, { wire, sealed, person, dose }: Row): RecordKey | undefined {
  if (wire) return showKeys(sealer, [wire as Uint8Array])[0];
  return sealed ? wireKey(openRecord(sealer, sealed, person, dose)) : undefined;
}

/** A row of an original file as one text, which is the same however many correction sheets have passed it on. */
export function writeOriginal({ file, sheet, line, digest }: OriginalRow): string {
  return JSON.stringify([file, sheet, line, ...(digest === undefined ? [] : [digest])]);
}

/** The way back. */
export function readOriginal(text: string): OriginalRow {
  const [file, sheet, line, digest] = JSON.parse(text) as [string, string, number, string?];
  return { file, sheet, line, ...(digest === undefined ? {} : { digest }) };
}

const KEY_BYTES = 16;

/** Wire keys as they are kept, one after the other. */
export function hideKeys(sealer: Sealer, keys: readonly RecordKey[]): Uint8Array[] {
  const hidden = sealer.hide(Buffer.from(keys.join('').replaceAll('-', ''), 'hex'));
  return keys.map((_, index) => hidden.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES));
}

/** The way back. */
export function showKeys(sealer: Sealer, hidden: readonly Uint8Array[]): RecordKey[] {
  const digits = sealer.show(Buffer.concat(hidden)).toString('hex');
  return hidden.map((_, index) => asUuid(digits, index * KEY_BYTES * 2));
}

function asUuid(digits: string, at: number): string {
  const part = (from: number, to: number): string => digits.slice(at + from, at + to);
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`;
}
