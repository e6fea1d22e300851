/** Whether a row is what an older one has become: pure judgement over what is known of both. */

import { comparableName, namesAlike } from '../../record/fields/names.ts';
import { identityOf } from '../../record/identity.ts';
import type { DoseRecord, Participant } from '../../record/record.ts';

/** What is known of a row: its record where it has one, its text where that is kept. */
export interface KnownRow {
  readonly record?: DoseRecord;
  /** The cells that a clerk has filled, others empty. */
  readonly cells?: readonly string[];
}

/** Whom a record is about, without the number. */
export type Bearer = Pick<Participant, 'name' | 'birthDate'>;

/**
 * `named`: a correction sheet says that `now` is `then`, and of which bytes `then` was a row. Otherwise they only have
 * the same place, and one name serves for the sheets of many days.
 */
export function isSameRow(then: KnownRow, now: KnownRow, named: boolean): boolean {
  if (then.record && now.record)
    return isSamePerson(then.record, now.record) || (named && haveSomethingInCommon(then.record, now.record));
  if (then.cells && now.record && says(then.cells, now.record)) return true;
  if (then.record) return now.cells !== undefined && says(now.cells, then.record);
  return (
    (named || !now.record) &&
    then.cells !== undefined &&
    now.cells !== undefined &&
    haveMostCells(then.cells, now.cells)
  );
}

/** Born on one day, under names that can be two spellings of one. */
export function isLikePerson(a: Bearer, b: Bearer): boolean {
  return a.birthDate === b.birthDate && (a.name === b.name || haveOneName(a.name, b.name));
}

function haveOneName(a: string, b: string): boolean {
  return comparableName(a) === comparableName(b) || namesAlike(a, b);
}

function isSamePerson(then: DoseRecord, now: DoseRecord): boolean {
  return (
    identityOf(then.participant) === identityOf(now.participant) || isLikePerson(then.participant, now.participant)
  );
}

/** Not what stands in every row of a sheet, as the day and the vaccine do. */
function haveSomethingInCommon({ participant: a }: DoseRecord, { participant: b }: DoseRecord): boolean {
  return (
    comparableName(a.name) === comparableName(b.name) ||
    a.birthDate === b.birthDate ||
    (a.phone !== undefined && a.phone === b.phone) ||
    (a.address !== undefined && a.address === b.address)
  );
}

/** Whether these cells have the identity number or the name of the record. */
function says(cells: readonly string[], { participant }: DoseRecord): boolean {
  const name = comparableName(participant.name);
  return cells.some(
    (cell) => isNumberOf(participant, cell.trim()) || (/\p{L}/u.test(cell) && comparableName(cell) === name),
  );
}

/** At least half of what was said is said still. */
function haveMostCells(before: readonly string[], now: readonly string[]): boolean {
  const filled = before.filter((cell) => cell !== '');
  const said = new Set(now);
  return filled.length > 0 && filled.filter((cell) => said.has(cell)).length * 2 >= filled.length;
}

function isNumberOf({ nik, passport, kitas }: Participant, text: string): boolean {
  return text !== '' && (text === nik || text === passport || text === kitas);
}
