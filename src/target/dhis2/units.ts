/** The units of a program, and which of them the site of a record is: PURE. */
import { foldLabel } from '../../record/words/fold.ts';
import type { Metadata } from './metadata.ts';
import type { Thing } from './things.ts';
import type { Uid } from './uid.ts';

/** By UID, code or folded name: what a site of a record is looked up by. */
export function unitsOf(things: readonly Thing[]): ReadonlyMap<string, Uid | 'several'> {
  const units = new Map<string, Uid | 'several'>();
  const add = (word: string | undefined, uid: Uid): void => {
    if (word === undefined || word === '') return;
    const other = units.get(word);
    units.set(word, other === undefined || other === uid ? uid : 'several');
  };
  for (const { id, code, name } of things) {
    add(code, id);
    add(foldLabel(name), id);
  }
  // A UID is what it is, whatever else is called so.
  for (const { id } of things) units.set(id, id);
  return units;
}

/** `several`: two units are called so, and nobody knows which is meant. */
export function unitNamed(word: string, units: Metadata['units']): Uid | 'several' | undefined {
  return units.get(word) ?? units.get(foldLabel(word));
}
